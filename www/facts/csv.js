// A table as comma-separated values that a spreadsheet reads as numbers and text, never as formulas.

/**
 * Rows as RFC 4180 has them, with numbers as a spreadsheet reads them.
 * @param {string[][]} rows
 */
export function csv(rows) {
  const quoted = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map((text) => quoted(plain(text))).join(',')}\r\n`).join('');
}

/**
 * A number as a spreadsheet reads it: 1,400 is 1400, and 97.3 % is 0.973. Any other text is left alone, but that a spreadsheet
 * would read as a formula gets an apostrophe before it.
 * @param {string} text
 */
export function plain(text) {
  const [, sign, digits, percent] = /^([-−+±]?)(\d[\d,]*(?:\.\d+)?)(\s?%)?$/.exec(text) ?? [];
  if (!digits) return /^[=+@\-\t\r]./.test(text) ? `'${text}` : text;
  const number = `${/[-−]/.test(sign) ? '-' : ''}${digits.replaceAll(',', '')}`;
  if (!percent) return number;
  const decimals = number.split('.')[1]?.length ?? 0;
  return (Number(number) / 100).toFixed(decimals + 2);
}
