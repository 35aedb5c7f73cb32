// Two buttons that save a chart: its canvas as a PNG, and its table as a CSV. Files are made in this tab when a
// button is pressed, and nothing is sent anywhere.

import { colour } from '../draw/surface.js';
import { font } from '../draw/text.js';
import { csv } from '../facts/csv.js';
import { words } from '../words/words.js';
import { element } from './element.js';

/**
 * What there is to save. Either is looked up anew when it is asked for.
 * @typedef {object} Saved
 * @property {HTMLCanvasElement | null} [canvas]
 * @property {HTMLElement} table the table twin, or what holds it
 * @property {string} [note] what a reader of the saved picture needs and the canvas does not show: what its lines are
 */

/** CSS pixels around a saved picture, and of the lines that its title and its note stand on. */
const MARGIN = 16;
const TITLE = 28;
const NOTE = 22;

/**
 * @param {string} name what the chart shows: the picture's title, and the file's name
 * @param {Saved} saved
 * @returns {HTMLElement}
 */
export function downloads(name, { canvas, table, note = '' }) {
  const button = (/** @type {string} */ kind, /** @type {string} */ label, /** @type {() => void} */ press) => {
    const made = element('button', { type: 'button', class: 'quiet', 'aria-label': label }, kind);
    made.addEventListener('click', press);
    return made;
  };
  const picture = canvas && button('PNG', words.figure.savePicture(name), () => savePicture(name, note, canvas));
  const numbers = button('CSV', words.figure.saveTable(name), () => saveTable(name, table));
  return element('p', { class: 'downloads' }, `${words.figure.save} `, ...(picture ? [picture] : []), numbers);
}

/** @param {string} name @param {string} note @param {HTMLCanvasElement} canvas */
function savePicture(name, note, canvas) {
  framed(name, note, canvas).toBlob((blob) => blob && save(`${fileName(name)}.png`, blob));
}

/** @param {string} name @param {HTMLElement} around */
function saveTable(name, around) {
  const table = around instanceof HTMLTableElement ? around : around.querySelector('table');
  if (table) save(`${fileName(name)}.csv`, new Blob([csv(cells(table))], { type: 'text/csv' }));
}

/**
 * The size of a canvas in a saved picture. One that the style sheet enlarges, pixel by pixel, is saved as large as it is seen.
 * @param {{ width: number, height: number, clientWidth: number, clientHeight: number }} canvas
 * @param {number} sharp pixels of the screen to a CSS pixel
 */
export function savedSize({ width, height, clientWidth, clientHeight }, sharp) {
  if (!clientWidth || width >= clientWidth) return { width, height, ratio: clientWidth ? width / clientWidth : 1 };
  return { width: Math.round(clientWidth * sharp), height: Math.round(clientHeight * sharp), ratio: sharp };
}

/** The canvas on the theme's ground, its title and note above. @param {string} name @param {string} note @param {HTMLCanvasElement} canvas */
function framed(name, note, canvas) {
  const { width, height, ratio } = savedSize(canvas, globalThis.devicePixelRatio || 1);
  const [margin, head] = [MARGIN * ratio, (TITLE + (note ? NOTE : 0)) * ratio];
  const frame = element('canvas', { width: width + 2 * margin, height: height + 2 * margin + head });
  const context = frame.getContext('2d');
  if (!context) return frame;
  context.fillStyle = colour('card');
  context.fillRect(0, 0, frame.width, frame.height);
  context.fillStyle = colour('ink');
  context.textBaseline = 'top';
  context.font = font(16 * ratio, true);
  context.fillText(name, margin, margin, width);
  context.font = font(13 * ratio);
  context.fillText(note, margin, margin + TITLE * ratio, width);
  context.imageSmoothingEnabled = width === canvas.width;
  context.drawImage(canvas, margin, margin + head, width, height);
  return frame;
}

/** @param {HTMLTableElement} table @returns {string[][]} */
function cells(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent?.trim() ?? ''));
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may read it well after the click
}

/** @param {string} name */
export function fileName(name) {
  const parts = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ['trimodal', ...parts].join('-');
}
