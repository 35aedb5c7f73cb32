// Robustness: accuracy under noise and with missing modalities, as curves and with a user's own corruption.

import { percent, points, range } from './numbers.js';

/** @typedef {{ low: number, high: number }} Interval */

/** @type {Record<string, { title: string, hint: string, axis: string, level: string }>} what is done to the test events */
const KINDS = {
  tabular: {
    title: 'Noise in the table',
    hint: 'The numbers are mixed with random numbers.',
    axis: 'noise (%)',
    level: 'Noise',
  },
  image: {
    title: 'Noise in the picture',
    hint: 'The pixels are mixed with random pixels.',
    axis: 'noise (%)',
    level: 'Noise',
  },
  audio: {
    title: 'Noise in the sound',
    hint: 'The spectrogram is mixed with noise.',
    axis: 'noise (%)',
    level: 'Noise',
  },
  missing: {
    title: 'Missing modalities',
    hint: 'Each modality of each event is removed at random.',
    axis: 'probability of removal (%)',
    level: 'Removed',
  },
};

/** @param {number} share of modality dropout */
const dropout = (share) => (share ? `with modality dropout ${share}` : 'without modality dropout');

export const robustness = {
  title: 'Robustness',
  hint: 'How accurate is the model when a modality is noisy or missing?',
  empty:
    'When training ends, the model is evaluated on test events with more and more noise. The accuracy at each level appears here.',

  /** @param {string} key of a modality, or 'missing' */
  kind: (key) => KINDS[key],
  accuracy: 'accuracy (%)',
  /** @param {string} title */
  figure: (title) => `${title}: accuracy with 95 % intervals`,
  /** @param {string} title */
  table: (title) => `${title}: accuracy at each level`,
  /** @param {string} level @param {string} earlier '' where there is no other run */
  columns: (level, earlier) => [level, 'Accuracy', '95 % interval', ...(earlier ? [earlier] : [])],
  relative: 'Relative robustness',
  /** A run by its modality dropout. */
  run: dropout,
  /** @param {number} first accuracy @param {number} last @param {number} area */
  curve: (first, last, area) => {
    const ends =
      percent(first) === percent(last)
        ? `starts and ends at ${percent(first)}`
        : `goes from ${percent(first)} to ${percent(last)}`;
    return `Accuracy ${ends}. Relative robustness, the area under the curve, is ${percent(area)}.`;
  },
  /** @param {number} share its modality dropout @param {number} area @param {number} gap of this run to it @param {boolean} measurable */
  earlier: (share, area, gap, measurable) =>
    `For the earlier run, ${dropout(share)}, it is ${percent(area)}: ${measurable ? `${points(gap)} ${gap < 0 ? 'higher' : 'lower'}` : 'the difference is too small to measure'}.`,
  /** @param {string} most modality @param {number} lowest area @param {string} least @param {number} highest */
  leaning: (most, lowest, least, highest) =>
    `Noise in the ${most} costs the most accuracy (relative robustness ${percent(lowest)}), noise in the ${least} the least (${percent(highest)}).`,
  /** @param {number} lowest area @param {number} highest */
  even: (lowest, highest) =>
    `Noise costs about the same accuracy in every modality: relative robustness is between ${percent(lowest)} and ${percent(highest)}.`,
  compared: 'Dashed: an earlier run that differs only in modality dropout.',
  compareDropout: 'Train again with another modality dropout to compare both runs here.',

  probe: {
    title: 'Corrupt the test events yourself',
    hint: 'A slider adds noise to one modality of every test event. A switch removes the modality from all of them.',
    clear: 'Undo all',
    figure: 'Accuracy with this corruption',
    /** @param {string} corruption @param {number} accuracy @param {Interval} interval */
    accuracy: (corruption, accuracy, interval) =>
      `With ${corruption}, accuracy is ${percent(accuracy)} (95 % interval ${range(interval)}).`,
    /** @param {number} gap to the accuracy without corruption @param {boolean} measurable */
    gap: (gap, measurable) =>
      measurable
        ? `That is ${points(gap)} ${gap > 0 ? 'less' : 'more'} than without corruption.`
        : `The difference from the accuracy without corruption, ${points(gap)}, is too small to measure.`,
    /** @param {string} set @param {string} figure */
    possible: (set, figure) => `Best possible with ${set}: ${figure}.`,
    /** @param {number} chance */
    nothingLeft: (chance) =>
      `No informative modality is left, so the best possible accuracy is chance, ${percent(chance)}.`,
    /** @param {number} chance */
    chancePost: (chance) => `chance ${percent(chance)}`,
    /** @param {number} accuracy */
    cleanPost: (accuracy) => `no corruption ${percent(accuracy)}`,
    /** @param {string} figure */
    possiblePost: (figure) => `best possible ${figure}`,
    table: 'Accuracy on the test events',
    columns: ['Corruption', 'Accuracy', '95 % interval'],
    chance: 'chance',
    /** @param {string} set */
    possibleRow: (set) => `best possible with ${set}`,
  },
};

/** The switches and sliders that corrupt the input of the model, and a description of what they do. */
export const corruption = {
  none: 'no corruption',
  /** @param {string} modality @param {number} level 0…1 */
  noise: (modality, level) => `${Math.round(level * 100)} % noise in the ${modality}`,
  /** @param {string} modality */
  slider: (modality) => `Noise in the ${modality}`,
  label: 'noise',
  /** @param {number} percent */
  value: (percent) => `${percent} %`,
  /** @param {number} percent */
  spoken: (percent) => `${percent} % noise`,
  removed: 'removed',
  notInModel: 'not in this model',
  notInEvent: 'missing in this event',
};
