// Medians, shuffles and numbers as the tables show them.

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @template T @param {T[]} values @returns {T[]} */
export function shuffled(values) {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** A number to be read: a dash where there is none. @param {number | undefined} value @param {number} [digits] */
export const shown = (value, digits = 0) => (Number.isFinite(value) ? Number(value).toFixed(digits) : '–');

/** With one decimal as long as there are not two digits before it. @param {number} value */
export const brief = (value) => shown(value, value < 10 ? 1 : 0);

/** @param {number | undefined} bytes */
export const megabytes = (bytes) => shown((bytes ?? Number.NaN) / 1e6, 1);

/** @param {string[]} head @param {(string | number)[][]} rows */
export function markdown(head, rows) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
