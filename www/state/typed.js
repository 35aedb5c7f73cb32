// Parses a number as people write it: with a point or a comma, with spaces between thousands, with an exponent, or
// in full-width digits. Text that can be read as two different numbers is refused.

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Thousands set apart by a blank or an apostrophe, as in 1 000 and 1’000.5. */
const SPACED = /^[+-]?\d{1,3}([ '’]\d{3})+([.,]\d+)?$/;
/** A decimal comma, as in 0,001 and 1,5e-3. */
const COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
/** 1,000: thousands in English, a fraction elsewhere. */
const COMMA_GROUPS = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/;
/** 1.000: a fraction in English, thousands elsewhere. */
const POINT_GROUPS = /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/;

/**
 * @param {string} text
 * @param {boolean} whole whether a whole number is asked for, which has no use for a fraction
 * @returns {number | 'ambiguous' | null} null where it is no number
 */
export function readNumber(text, whole) {
  const typed = tidy(text);
  if (PLAIN.test(typed)) return whole && POINT_GROUPS.test(typed) ? 'ambiguous' : value(typed);
  if (typed.includes(',') && typed.includes('.')) return 'ambiguous';
  if (COMMA_GROUPS.test(typed)) return whole || !COMMA.test(typed) ? value(typed.replaceAll(',', '')) : 'ambiguous';
  if (COMMA.test(typed)) return value(typed.replace(',', '.'));
  return POINT_GROUPS.test(typed) ? 'ambiguous' : null;
}

/** Full-width digits, no-break blanks, a true minus and invisible marks come with pasted text. @param {string} text */
function tidy(text) {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replaceAll('−', '-');
  return SPACED.test(plain) ? plain.replace(/[ '’]/g, '') : plain;
}

/** Minus zero is zero. @param {string} plain */
function value(plain) {
  return Number(plain) + 0;
}
