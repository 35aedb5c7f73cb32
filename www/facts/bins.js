// The numbers of a table, grouped by class and counted in bins. Pure functions; nothing is drawn here.

import { has, PLACE } from './vocabulary.js';

/** @typedef {import('../state/update.js').Columns} Columns */
/** @typedef {{ low: number, high: number, counts: number[][] }} Histogram `[class][bin]`; what lies outside is counted in the outermost bins */

/** @typedef {Histogram & { values: number[][] }} Distribution */

const BINS = 24;
/** The share of numbers on either side that may lie outside the bins, so that one giant does not flatten all others. */
const TAIL = 0.005;

/** What was worked out before, by column: sorting twenty thousand rows takes a while. @type {WeakMap<Columns, Map<number, Distribution>>} */
const known = new WeakMap();

/**
 * How a feature is distributed in each class; one of levels has a bin for each of them.
 * @param {Columns} columns
 * @param {number} feature
 * @param {{ features: number, classes: number }} sizes
 * @param {number} [levels] 0 where the feature is a number
 * @returns {Distribution}
 */
export function distributionOf(columns, feature, sizes, levels = 0) {
  const before = known.get(columns) ?? new Map();
  known.set(columns, before);
  const found = before.get(feature);
  if (found) return found;
  const values = valuesByClass(columns, feature, sizes);
  const made = { ...(levels ? levelCounts(values, levels) : histogram(values, BINS)), values };
  before.set(feature, made);
  return made;
}

/**
 * A feature's values, sorted, for each label. Events without a table are left out.
 * @param {Columns} columns
 * @param {number} feature
 * @param {{ features: number, classes: number }} sizes
 * @returns {number[][]} `[class][…]`
 */
export function valuesByClass({ tables, labels, present }, feature, { features, classes }) {
  /** @type {number[][]} */
  const values = Array.from({ length: classes }, () => []);
  const view = new DataView(tables.buffer, tables.byteOffset, tables.byteLength);
  labels.forEach((label, i) => {
    if (has(present[i], PLACE.tabular)) values[label].push(view.getFloat32(4 * (i * features + feature), true));
  });
  return values.map(sorted);
}

/**
 * The same bins for every class.
 * @param {number[][]} values `[class][…]`
 * @param {number} bins
 * @returns {Histogram}
 */
export function histogram(values, bins) {
  const all = sorted(values.flat());
  const [low, high] = [quantile(all, TAIL), quantile(all, 1 - TAIL)];
  const counts = values.map((list) => {
    const row = new Array(bins).fill(0);
    for (const value of list) row[binOf(value, { low, high }, bins)] += 1;
    return row;
  });
  return { low, high, counts };
}

/** How many values of each class are which level; what is no level is left out. @param {number[][]} values @param {number} levels @returns {Histogram} */
function levelCounts(values, levels) {
  const counts = values.map((list) => {
    const row = new Array(levels).fill(0);
    for (const value of list) if (row[value] !== undefined) row[value] += 1;
    return row;
  });
  return { low: -0.5, high: levels - 0.5, counts };
}

/** In ascending order. Typed numbers are sorted several times as fast. @param {number[]} values */
function sorted(values) {
  return Array.from(Float64Array.from(values).sort());
}

/**
 * The bin that a value falls in, or the outermost one on its side.
 * @param {number} value
 * @param {{ low: number, high: number }} range
 * @param {number} bins
 */
export function binOf(value, { low, high }, bins) {
  const place = high > low ? (value - low) / (high - low) : 0.5;
  return Math.min(Math.max(Math.floor(place * bins), 0), bins - 1);
}

/**
 * The number below which a share of the others lie, between two of them where need be.
 * @param {number[]} sorted
 * @param {number} share 0…1
 */
export function quantile(sorted, share) {
  if (!sorted.length) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * The share of numbers that are lower than a value; ties count half.
 * @param {number[]} sorted
 * @param {number} value
 */
export function rank(sorted, value) {
  if (!sorted.length) return Number.NaN;
  const lower = sorted.filter((other) => other < value).length;
  const same = sorted.filter((other) => other === value).length;
  return (lower + same / 2) / sorted.length;
}

/** The share of numbers that equal a value. @param {number[]} numbers @param {number} value */
export function shareOf(numbers, value) {
  return numbers.filter((other) => other === value).length / Math.max(numbers.length, 1);
}
