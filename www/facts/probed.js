// The accuracy with corruption that a user has set, compared with chance and the best possible: as a sentence, as
// reference lines of a gauge, and as a table. Pure functions; nothing is drawn here.

import { setName } from '../words/names.js';
import { percent, range } from '../words/numbers.js';
import { words } from '../words/words.js';
import { bestOf } from './best.js';
import { damageInWords } from './damage.js';
import { contains } from './interval.js';
import { sheet } from './sheet.js';
import { setOf } from './vocabulary.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {import('./damage.js').Damage & { accuracy: number, interval: Interval }} Answer */
/** @typedef {{ clean: number, chance: number, best: Best | null, has: boolean[] }} Known `clean`: the accuracy without corruption; `best`: with what is shown */

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
  const { probe } = words.robustness;
  const measured = probe.accuracy(damageInWords(damage, has), accuracy, interval);
  const gap = accuracy === clean ? [] : [probe.gap(clean - accuracy, !contains(interval, clean))];
  const limit = best ? probe.possible(setName(best.modalities), words.best.figure(best)) : probe.nothingLeft(chance);
  return [measured, ...gap, limit].join(' ');
}

/** @param {Known} known @returns {import('../draw/gauge.js').Post[]} */
export function postsOf({ clean, chance, best }) {
  const { chancePost, cleanPost, possiblePost } = words.robustness.probe;
  const possible = best && { value: best.accuracy, label: possiblePost(words.best.figure(best)), colour: 'best' };
  return [
    { value: chance, label: chancePost(chance), colour: 'muted' },
    { value: clean, label: cleanPost(clean), colour: 'ink' },
    ...(possible ? [possible] : []),
  ];
}

/** @param {Answer} answer @param {Known} known */
export function asTable({ accuracy, interval, ...damage }, { clean, chance, best, has }) {
  const { probe } = words.robustness;
  const rows = [
    [{ head: damageInWords(damage, has) }, percent(accuracy), range(interval)],
    [{ head: words.corruption.none }, percent(clean), '–'],
    [{ head: probe.chance }, percent(chance), '–'],
    ...(best ? [[{ head: probe.possibleRow(setName(best.modalities)) }, words.best.figure(best), '–']] : []),
  ];
  return sheet(probe.table, probe.columns, rows);
}
