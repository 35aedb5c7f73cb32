// A table as plain data: the same numbers as in the chart beside it.

/** A cell that heads its row is written as `{ head }`. @typedef {string | { head: string }} Cell */
/** @typedef {{ caption: string, columns: string[], rows: Cell[][] }} Sheet */

/**
 * @param {string} caption
 * @param {string[]} columns
 * @param {Cell[][]} rows
 * @returns {Sheet}
 */
export function sheet(caption, columns, rows) {
  return { caption, columns, rows };
}
