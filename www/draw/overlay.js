// The validation curves of several models on one canvas: each has its own colour, dash and marker, named in the
// legend above.

import { lookOf, SETS } from '../facts/vocabulary.js';
import { words } from '../words/words.js';
import { createChart } from './chart.js';
import { keyHeight, lineSign, paintKey } from './key.js';
import { line, MOST_MARKS, mark } from './marks.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import('./axes.js').Place} Place */
/** @typedef {import('../facts/best.js').Best} Best */
/** `values` an epoch each, from the first. @typedef {{ modalities: string, name: string, bold: boolean, best: Best | null, values: number[] }} Curve */
/** @typedef {{ curves: Curve[], epochs: number }} Overlay */

const HEIGHT = 320;
/** CSS pixels beside and below the key. */
const MARGIN = 8;

/** The place of each set's line. */
const PLACES = SETS.map(({ key }) => key);

/** @param {HTMLElement} host @returns {(overlay: Overlay) => void} */
export function createOverlay(host) {
  /** @type {Overlay} */
  let shown = { curves: [], epochs: 10 };
  const chart = createChart(host, {
    height: HEIGHT,
    head: (context, width) => keyHeight(context, shown.curves.map(entry), width - MARGIN) + MARGIN,
    epochs: () => shown.epochs,
    y: { label: words.fusion.curvesAxis, write: (share) => `${Math.round(share * 100)}`, top: () => 1 },
    lines: SETS.map((look) => ({ ...look, width: 1.5 })),
    over: (context, place, width) => drawOver(context, place, width, shown),
  });
  return (overlay) => {
    shown = overlay;
    for (const { modalities, bold } of overlay.curves) chart.widen(PLACES.indexOf(modalities), widthOf(bold));
    chart.show(columns(overlay));
  };
}

/** @param {boolean} bold */
const widthOf = (bold) => (bold ? 3 : 1.5);

/** @param {Overlay} overlay @returns {import('uplot').AlignedData} */
function columns({ curves, epochs }) {
  const x = Array.from({ length: epochs }, (_, i) => i + 1);
  const values = (/** @type {string} */ set) => curves.find(({ modalities }) => modalities === set)?.values ?? [];
  return [x, ...PLACES.map(values).map((own) => x.map((_, i) => own[i] ?? null))];
}

/** @param {Curve} curve @returns {import('./key.js').Entry} */
function entry({ modalities, name, bold }) {
  return { text: name, paint: lineSign({ ...lookOf(modalities), width: widthOf(bold) }) };
}

/** The key, what is possible, and a mark at every epoch. @param {Context} context @param {Place} place @param {number} width @param {Overlay} overlay */
function drawOver(context, place, width, { curves, epochs }) {
  paintKey(context, curves.map(entry), width - MARGIN);
  curves.forEach((curve, i) => {
    const near = curves.slice(0, i).filter((other) => beside(other.best, curve.best));
    if (curve.best) possible(context, place, curve.modalities, curve.best.accuracy, near.length);
    if (epochs > MOST_MARKS) return;
    curve.values.forEach((value, epoch) => {
      mark(context, [place.x(epoch + 1), place.y(value)], lookOf(curve.modalities));
    });
  });
}

/** Whether two marks on one axis would touch. @param {Best | null} a @param {Best | null} b */
const beside = (a, b) => a !== null && b !== null && Math.abs(a.accuracy - b.accuracy) < 0.06;

/** A dotted line with a hollow mark near its left end. @param {Context} context @param {Place} place @param {string} set @param {number} accuracy @param {number} nth among marks that would touch */
function possible(context, { box, y }, set, accuracy, nth) {
  const look = lookOf(set);
  const across = [box.left, box.left + box.width].map((x) => /** @type {[number, number]} */ ([x, y(accuracy)]));
  line(context, across, { colour: look.colour, width: 1.25, dash: [1.5, 4] });
  mark(context, [box.left + 8 + 12 * nth, y(accuracy)], { ...look, hollow: true });
}
