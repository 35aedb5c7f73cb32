// What table, picture and sound tell in a world, in one sentence; and why there is nothing to tell yet.

import { modalityName } from '../words/names.js';
import { KEYS } from './vocabulary.js';
import { isLost } from './waiting.js';

/** @typedef {import('../state/settings.js').Config} Config */

/** @type {Record<string, (config: Config) => string>} */
const STORIES = {
  story: ({ classes, ambiguity }) => {
    if (ambiguity === 0) return 'With no ambiguity left, picture, sound and table each tell the class on their own.';
    const part =
      ambiguity < 1 ? ` Each does so in ${Math.round(ambiguity * 100)} % of the events and tells in the others.` : '';
    return ambiguous(classes) + part;
  },
  redundant: () =>
    'Picture, sound and table each tell the class on their own, so fusion adds only that one can stand in for another.',
  unique: ({ unique_modality }) => {
    const others = KEYS.filter((key) => key !== unique_modality);
    const [one, other] = others.map(modalityName);
    return `Only the ${modalityName(unique_modality)} tells the class; ${one} and ${other} belong to a class drawn at random and distract.`;
  },
  synergy: ({ classes }) =>
    `Picture and sound each show any class and tell nothing alone; which two meet tells the class${classes === 2 ? ' (an exclusive-or)' : ''}, and the table tells nothing at all.`,
  noise: () =>
    'Table, picture and sound are random numbers: nothing tells the class, and a model can only learn by heart.',
};

/** @param {number} classes */
function ambiguous(classes) {
  if (classes === 2)
    return 'A stage may be a concert or a lecture, and the numbers only hint; cheering or a voice tells.';
  if (classes > 3)
    return 'Pictures and sounds are shared by several classes, and the numbers only hint: neither tells alone, picture and sound together do.';
  return 'A stage may be a concert or a lecture, cheering a concert or a match, and the numbers only hint: no one of them tells the class, together they do.';
}

/** @param {Config} config */
export function story(config) {
  return STORIES[config.world]?.(config) ?? '';
}

/**
 * Why there are no events.
 * @param {import('../state/page.js').Page} page
 */
export function untold(page) {
  const { allowed, phase } = page.session;
  if (isLost(page)) return 'The events were not made: the part that makes them has stopped. Press Retry above.';
  const made = page.data.progress !== null || phase !== 'idle' || allowed.length === 0;
  return made ? 'The events are being made.' : 'The events were not made. Train makes them.';
}
