// The frame of a chart: a title that says what it shows, the canvas, its summary in words, its table twin, and ways to save it.

import { unbroken } from '../words/numbers.js';
import { element, find, say } from './element.js';
import { fold } from './twin.js';

/**
 * @param {string} name of the chart, to find it by
 * @param {string} title
 * @param {string} hint how to read it
 * @param {HTMLElement} [host] what holds the chart's own canvas, where it makes one
 */
export function createFigure(name, title, hint, host) {
  /** @type {HTMLCanvasElement} */
  const canvas = host ? find(host, 'canvas') : element('canvas', { role: 'img' });
  const summary = element('p', { class: 'summary' });
  const heading = element('figcaption', {}, element('h3', {}, title), element('p', { class: 'hint' }, hint));
  const folded = fold(title, canvas);
  const figure = element('figure', {}, heading, host ?? canvas, summary, folded);
  figure.dataset.chart = name;
  return {
    figure,
    canvas,
    /** @param {string} words @param {HTMLTableElement} table the same as the canvas shows */
    describe(words, table) {
      say(summary, unbroken(words));
      canvas.setAttribute('aria-label', `${title}. ${words}`);
      find(folded, '.scroll').replaceChildren(table);
    },
  };
}
