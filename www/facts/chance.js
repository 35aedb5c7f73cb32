// What a model reaches that looks at nothing: it names the label that most events it learns from carry, as the session's own
// verdict on a run has it. One share of all labels only where all are as frequent.

import { countLabels } from './filter.js';
import { SPLIT } from './vocabulary.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */

/**
 * The share of the most frequent label in the train split.
 * @param {{ schema: Pick<Dataset['schema'], 'classes'>, columns: Pick<Dataset['columns'], 'labels' | 'splits'> }} dataset
 */
export function chanceOf({ schema, columns }) {
  const labels = columns.labels.filter((_, i) => columns.splits[i] === SPLIT.train);
  return Math.max(...countLabels({ labels }, schema.classes.length)) / Math.max(labels.length, 1);
}
