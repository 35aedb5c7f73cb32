// What damage done by hand leaves of the accuracy: in a sentence, in posts of a gauge and in a table, beside what guessing and
// what the best possible would reach. Pure: it draws nothing.

import { setName } from '../words/names.js';
import { percent, points, range } from '../words/numbers.js';
import { words } from '../words/words.js';
import { bestOf } from './best.js';
import { damageInWords } from './damage.js';
import { contains } from './interval.js';
import { sheet } from './sheet.js';
import { setOf } from './vocabulary.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {import('./damage.js').Damage & { accuracy: number, interval: Interval }} Answer */
/** @typedef {{ clean: number, chance: number, best: Best | null, has: boolean[] }} Known `clean`: the undamaged accuracy; `best`: with what is shown */

/**
 * The best possible with what is shown: full noise leaves nothing of a modality, some noise makes it an upper bound.
 * @param {Best[]} all
 * @param {import('./damage.js').Damage} damage
 * @param {boolean[]} has which modalities the model has
 */
export function bestShown(all, { levels, present }, has) {
  const shown = has.map((own, m) => own && present[m] && levels[m] < 1);
  const best = bestOf(all, setOf(shown));
  return best && { ...best, upper_bound: best.upper_bound || shown.some((is, m) => is && levels[m] > 0) };
}

/** @param {Answer} answer @param {Known} known */
export function inWords({ accuracy, interval, ...damage }, { clean, chance, best, has }) {
  const text = `With ${damageInWords(damage, has)}: ${percent(accuracy)} right, 95 % interval ${range(interval)}`;
  const possible = best
    ? `Best possible with ${setName(best.modalities)}: ${words.best.figure(best)}.`
    : `Nothing is left that tells the class: the best possible is guessing, ${percent(chance)}.`;
  if (accuracy === clean) return `${text}. ${possible}`;
  const gap = `${points(clean - accuracy)} ${accuracy < clean ? 'below' : 'above'} what it reaches undamaged`;
  const small = contains(interval, clean) ? ', which these events cannot tell from no difference' : '';
  return `${text}, ${gap}${small}. ${possible}`;
}

/** @param {Known} known @returns {import('../draw/gauge.js').Post[]} */
export function postsOf({ clean, chance, best }) {
  const possible = best && { value: best.accuracy, label: `best possible ${words.best.figure(best)}`, colour: 'best' };
  return [
    { value: chance, label: `chance ${percent(chance)}`, colour: 'muted' },
    { value: clean, label: `as it is ${percent(clean)}`, colour: 'ink' },
    ...(possible ? [possible] : []),
  ];
}

/** @param {Answer} answer @param {Known} known */
export function asTable({ accuracy, interval, ...damage }, { clean, chance, best, has }) {
  const rows = [
    [{ head: damageInWords(damage, has) }, percent(accuracy), range(interval)],
    [{ head: 'undamaged' }, percent(clean), '–'],
    [{ head: 'chance' }, percent(chance), '–'],
    ...(best ? [[{ head: `best possible with ${setName(best.modalities)}` }, words.best.figure(best), '–']] : []),
  ];
  return sheet('Accuracy on the test events', ['With', 'Accuracy', '95 % interval'], rows);
}
