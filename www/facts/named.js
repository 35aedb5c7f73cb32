// The names of a schema's classes and columns: words for the codes of the synthetic data sets, and unchanged names
// for a user's own data.

import { words } from '../words/words.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {Dataset['schema']} Schema */
/** `unit` is '' where there is none; `levels` are null where the column holds numbers. @typedef {{ label: string, unit: string, levels: string[] | null }} Column */
/** @typedef {{ classes: string[], columns: Column[]  }} Names */

/** @type {WeakMap<object, Names>} */
const known = new WeakMap();

/** @param {Schema} schema @returns {Names} the same ones for the same schema */
export function named(schema) {
  const { worlds } = words;
  const names = known.get(schema) ?? {
    classes: schema.classes.map(worlds.className),
    columns: schema.features.map(({ name, label, unit = '', levels = null }) => ({
      label: worlds.column(name, label),
      unit: worlds.unit(unit),
      levels,
    })),
  };
  known.set(schema, names);
  return names;
}

/**
 * Whether two lists are of the same columns: each data set brings a schema of its own.
 * @param {{ label: string }[]} some
 * @param {{ label: string }[]} others
 */
export function sameLabels(some, others) {
  return some.length === others.length && some.every(({ label }, i) => label === others[i].label);
}
