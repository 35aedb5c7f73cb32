// How numbers are written in English.

/** @param {number} value a count, or a number of which only the whole part matters */
export function whole(value) {
  return Math.round(value).toLocaleString('en');
}

/** @param {number} share 0…1 */
export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** @param {number} share 0…1, to a whole per cent */
export function roundPercent(share) {
  return `${Math.round(share * 100)} %`;
}

/** A text whose figures stay with their signs where a line breaks. @param {string} text */
export function unbroken(text) {
  return text.replaceAll(' %', '\u00a0%');
}

/** @param {number} loss in nats */
export function nats(loss) {
  if (!Number.isFinite(loss)) return 'not a number';
  return loss >= 1000 ? loss.toExponential(1) : loss.toFixed(3);
}

/** @param {number} share a difference of shares, as percentage points */
export function points(share) {
  return `${(Math.abs(share) * 100).toFixed(1)} points`;
}

/** A difference of shares in percentage points, without the word: 28.4, −1.0. @param {number} share @param {number} [digits] */
export function difference(share, digits = 1) {
  const text = Math.abs(share * 100).toFixed(digits);
  return share < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with a plus sign if it is positive: +28.4, −1.0, 0.0. @param {number} share */
export function signed(share) {
  const text = difference(share);
  return share < 0 || Number(text) === 0 ? text : `+${text}`;
}

/** @param {number} value of a feature, in its unit */
export function measured(value) {
  const size = Math.abs(value);
  const digits = size >= 1000 || Number.isInteger(value) ? 0 : size >= 100 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** A power of ten on an axis, short enough for its margin: 100, 0.01, 1e-4. @param {number} value */
export function decade(value) {
  return value < 0.01 || value > 1000 ? value.toExponential(0).replace('+', '') : String(value);
}

/** @param {number} seconds @returns {string} 0:42 or 1:02:03 */
export function clock(seconds) {
  const left = Math.ceil(seconds);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
}

/** A number in full, as a person would write it. @param {number} value */
export function exact(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: 12 });
}

/** An interval of shares. @param {{ low: number, high: number }} interval */
export function range({ low, high }) {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`;
}

/** The beginning of a text that may be endless. @param {string} text */
export function short(text) {
  return text.length > 40 ? `${[...text.slice(0, 80)].slice(0, 40).join('')}…` : text;
}

/** A number in 0…1 that is no share: an F1. @param {number} value */
export function fraction(value) {
  return value.toFixed(3);
}

/** A number of any size, to three digits. @param {number} value */
export function significant(value) {
  return value.toPrecision(3);
}

/** A count in at most four characters. @param {number} count */
export function compact(count) {
  return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
