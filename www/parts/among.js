// The numbers of one event in a table: each with its unit, and a small histogram of its class with a mark where it falls.

import { createPlace } from '../draw/ridges.js';
import { distributions, rank } from '../facts/bins.js';
import { measured } from '../words/numbers.js';
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
    const { schema } = dataset;
    if (!listed(rows, schema.features)) rows = furnish(host, schema);
    const name = schema.classes[event.label];
    say(find(host, 'caption'), `Its numbers, and where each falls among the events labelled ${name}`);
    const sizes = { features: schema.features.length, classes: schema.classes.length };
    distributions(dataset.columns, sizes).forEach((distribution, i) => {
      const own = distribution.values[event.label];
      const value = event.table[i];
      const below = own.length ? `above ${Math.round(rank(own, value) * 100)} %` : 'too many to compare';
      const { label, unit } = schema.features[i];
      say(rows[i].value, `${measured(value)} ${unit}`.trim());
      say(rows[i].below, below);
      rows[i].canvas.setAttribute('aria-label', `${label}: ${measured(value)} ${unit}, ${below} of ${name}`);
      const { low, high, counts } = distribution;
      if (own.length) rows[i].show({ counts: counts[event.label], low, high, value });
    });
  };
}

/**
 * Whether these are the features that have rows or charts: each data set brings a schema of its own.
 * @param {{ label: string }[]} rows
 * @param {Dataset['schema']['features']} features
 */
export function listed(rows, features) {
  return rows.length === features.length && rows.every(({ label }, i) => label === features[i].label);
}

/** @param {HTMLElement} host @param {Dataset['schema']} schema @returns {Row[]} */
function furnish(host, { features }) {
  const rows = features.map(({ label }) => {
    const canvas = element('canvas', { role: 'img' });
    return { label, value: element('span'), below: element('span'), canvas, show: createPlace(canvas) };
  });
  const cells = rows.map(({ label, value, canvas, below }) => [{ head: label }, value, canvas, below]);
  host.replaceChildren(table(' ', ['Feature', 'Value', 'Its class', 'Rank'], cells));
  return rows;
}
