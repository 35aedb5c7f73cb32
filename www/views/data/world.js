// The section on the data set: a description, the best possible accuracy, the frequency of each class, and the
// distributions of the columns.

import { countLabels } from '../../facts/filter.js';
import { named } from '../../facts/named.js';
import { story, whyNoEvents } from '../../facts/story.js';
import { changes, element, find, say } from '../../parts/element.js';
import { createHistograms } from '../../parts/histograms.js';
import { table } from '../../parts/twin.js';
import { setName } from '../../words/names.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */

const changed = changes();
/** @type {ReturnType<typeof createHistograms>} */
let showHistograms;

/** @param {HTMLElement} section */
export function mount(section) {
  showHistograms = createHistograms(find(section, '.histograms'));
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { dataset } = page.data;
  if (!dataset) say(find(section, '.story'), whyNoEvents(page));
  if (!changed(dataset)) return;
  for (const part of ['.pair', '.histograms']) find(section, part).hidden = !dataset;
  if (!dataset) return;
  const made = dataset.best_possible.length > 0; // for a user's own events it is not known
  say(find(section, '.story'), made ? story(page.session.accepted) : '');
  find(section, '.best').hidden = !made;
  find(section, '.best').replaceChildren(reachable(dataset), ...notes(dataset));
  find(section, '.shares').replaceChildren(shares(dataset));
  showHistograms(dataset);
}

/** @param {Dataset} dataset */
function reachable({ best_possible: all }) {
  const rows = all.map((best) => [{ head: setName(best.modalities) }, bar(best.accuracy), words.best.figure(best)]);
  return table(words.best.title, words.best.columns, rows);
}

/** @param {Dataset} dataset @returns {HTMLElement[]} what “at most” and “±” mean, where they occur */
function notes({ best_possible: all }) {
  const texts = [
    ...(all.some((best) => best.upper_bound) ? [words.best.bound] : []),
    ...(all.some((best) => best.standard_error > 0) ? [words.best.error] : []),
  ];
  return texts.map((text) => element('p', { class: 'hint' }, text));
}

/** @param {Dataset} dataset */
function shares({ schema, columns, events, train, val, test }) {
  const { classes } = named(schema);
  const rows = countLabels(columns, classes.length).map((count, i) => [
    { head: classes[i] },
    bar(count / events),
    words.worlds.count(count, count / events),
  ]);
  return table(words.worlds.shares(events, train, val, test), words.worlds.shareColumns, rows);
}

/** A bar beside the same value in figures. @param {number} share */
function bar(share) {
  return element('progress', { max: 1, value: share, 'aria-hidden': 'true' });
}
