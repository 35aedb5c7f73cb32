// The frame of every chart: a title, the canvas, a summary in words, a table with the same numbers, and buttons to
// save it.

import { unbroken } from '../words/numbers.js';
import { element, find, say } from './element.js';
import { fold, tableOf } from './twin.js';

/** @typedef {import('../facts/sheet.js').Sheet} Sheet */

/**
 * @typedef {object} Frame
 * @property {string} name of the chart, to find it by
 * @property {string} title
 * @property {string} [hint] how to read it
 * @property {string} [saved] what it is saved as, where that takes more words than the title
 * @property {string} [note] what its lines are, where a saved picture needs it
 * @property {'h2' | 'h3'} [heading]
 * @property {string} [shape] a class that gives its canvas a size
 * @property {HTMLElement} [host] what holds the chart's own canvas, where it makes one
 * @property {HTMLElement} [key] stands above the chart
 * @property {boolean} [titled] false where the title stands on the page already
 * @property {boolean} [summed] false where the summary stands on the page already
 */

/** @param {Frame} frame */
export function createFigure(frame) {
  const { name, title, saved = title, note, shape = '', host, key, titled = true, summed = true } = frame;
  /** @type {HTMLCanvasElement} */
  const canvas = host ? find(host, 'canvas') : element('canvas', { role: 'img', class: shape });
  const summary = element('p', { class: 'summary' }, '\u00a0');
  const folded = fold(saved, canvas, note);
  const parts = [titled && caption(frame), key, host ?? canvas, summed && summary, folded].filter((part) => !!part);
  const figure = element('figure', { 'data-chart': name }, ...parts);
  return {
    figure,
    canvas,
    /** @param {string} words @param {Sheet} [sheet] the same as the canvas shows, where it has changed */
    describe(words, sheet) {
      say(summary, unbroken(words));
      canvas.setAttribute('aria-label', `${title}. ${words}`);
      if (sheet) find(folded, '.scroll').replaceChildren(tableOf(sheet));
    },
  };
}

/** @param {Frame} frame */
function caption({ title, hint, heading = 'h3' }) {
  const how = hint ? [element('p', { class: 'hint' }, hint)] : [];
  return element('figcaption', {}, element(heading, {}, title), ...how);
}
