// The numbers of one event in a table: each with its unit, and a small histogram of its class with a mark where it falls.

import { createPlace } from '../draw/ridges.js';
import { distributions, rank } from '../facts/bins.js';
import { named } from '../facts/named.js';
import { words } from '../words/words.js';
import { element, find, say } from './element.js';
import { table } from './twin.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ label: number, table: number[] }} Numbers */
/** @typedef {{ label: string, value: HTMLElement, below: HTMLElement, canvas: HTMLCanvasElement, show: ReturnType<typeof createPlace> }} Row */

/**
 * @param {HTMLElement} host
 * @returns {(event: Numbers, dataset: Dataset) => void}
 */
export function createAmong(host) {
  /** @type {Row[]} */
  let rows = [];
  return (event, dataset) => {
    const { classes, columns } = named(dataset.schema);
    if (!listed(rows, columns)) rows = furnish(host, columns);
    const name = classes[event.label];
    say(find(host, 'caption'), words.among.caption(name));
    const sizes = { features: columns.length, classes: classes.length };
    distributions(dataset.columns, sizes).forEach((distribution, i) => {
      const own = distribution.values[event.label];
      const value = event.table[i];
      const share = own.length ? rank(own, value) : null;
      const { label, unit } = columns[i];
      say(rows[i].value, words.among.value(value, unit));
      say(rows[i].below, share === null ? words.among.tooMany : words.among.above(share));
      rows[i].canvas.setAttribute('aria-label', words.among.described(label, value, unit, share, name));
      const { low, high, counts } = distribution;
      if (own.length) rows[i].show({ counts: counts[event.label], low, high, value });
    });
  };
}

/**
 * Whether these are the features that have rows or charts: each data set brings a schema of its own.
 * @param {{ label: string }[]} rows
 * @param {{ label: string }[]} features
 */
export function listed(rows, features) {
  return rows.length === features.length && rows.every(({ label }, i) => label === features[i].label);
}

/** @param {HTMLElement} host @param {{ label: string }[]} columns @returns {Row[]} */
function furnish(host, columns) {
  const rows = columns.map(({ label }) => {
    const canvas = element('canvas', { role: 'img' });
    return { label, value: element('span'), below: element('span'), canvas, show: createPlace(canvas) };
  });
  const cells = rows.map(({ label, value, canvas, below }) => [{ head: label }, value, canvas, below]);
  host.replaceChildren(table(' ', words.among.columns, cells));
  return rows;
}
