// The accuracy of each set of modalities as groups of bars from 0 to 100 %: one bar per model, with its 95 %
// interval and a line at the best possible accuracy. Every bar has its value in figures; colour and pattern go
// together.

import { percent } from '../words/numbers.js';
import { words } from '../words/words.js';
import { bar } from './fills.js';
import { keyHeight, paintKey, SIGN } from './key.js';
import { line, post, seamed } from './marks.js';
import { colour, showing } from './surface.js';
import { FONT, font } from './text.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import('../facts/subsets.js').Row} Row */
/** @typedef {'alone' | 'ablated' | 'before'} Kind */
/** @typedef {{ kind: Kind, name: string, colour: string, fill: import('./fills.js').Fill }} Series */
/** @typedef {{ rows: Row[], series: Series[], chance: number }} Bars */
/** @typedef {{ left: number, right: number, narrow: boolean, group: number, top: number, foot: number, height: number }} Plan */

const BAR = 13;
const GAP = 3;
const BETWEEN = 12;
const FOOT = 38;
/** What a bar's figure takes at its right. */
const FIGURE = 54;
/** Below this the names stand above their bars. */
const NARROW = 520;

/** @param {HTMLCanvasElement} canvas @returns {(bars: Bars) => void} */
export function createBars(canvas) {
  return showing(canvas, (context, width, _height, bars) => paint(canvas, context, width, bars));
}

/** @param {HTMLCanvasElement} canvas @param {Context} context @param {number} width @param {Bars} bars */
function paint(canvas, context, width, bars) {
  const key = entries(bars.series);
  const plan = measure(bars, width, keyHeight(context, key, width));
  if (canvas.clientHeight !== plan.height) {
    canvas.style.height = `${plan.height}px`; // and is painted anew for that
    return;
  }
  paintKey(context, key, width);
  axis(context, plan, bars.chance);
  bars.rows.forEach((row, i) => {
    group(context, plan, row, bars.series, plan.top + i * plan.group);
  });
}

/** @param {Bars} bars @param {number} width @param {number} top @returns {Plan} */
function measure({ rows, series }, width, top) {
  const narrow = width < NARROW;
  const drawn = series.length * (BAR + GAP) - GAP;
  const group = (narrow ? drawn + 20 : Math.max(drawn, 34)) + BETWEEN;
  const foot = top + 4 + rows.length * group;
  return {
    left: narrow ? 2 : 178,
    right: width - FIGURE,
    narrow,
    group,
    top: top + 4,
    foot,
    height: Math.ceil(foot + FOOT),
  };
}

/** @param {Series[]} series @returns {import('./key.js').Entry[]} */
function entries(series) {
  const bars = series.map(({ name, colour: own, fill }) => ({
    text: name,
    paint: (/** @type {Context} */ context, /** @type {number} */ x, /** @type {number} */ y) =>
      bar(context, { left: x, top: y - BAR / 2, width: SIGN, height: BAR }, own, fill),
  }));
  const interval = (/** @type {Context} */ context, /** @type {number} */ x, /** @type {number} */ y) =>
    seamed(context, [x + 2, y], [x + SIGN - 2, y]);
  const possible = (/** @type {Context} */ context, /** @type {number} */ x, /** @type {number} */ y) =>
    post(context, x + SIGN / 2, y - 8, y + 8);
  const chance = (/** @type {Context} */ context, /** @type {number} */ x, /** @type {number} */ y) =>
    dotted(context, x + SIGN / 2, y - 8, y + 8);
  return [
    ...bars,
    { text: words.fusion.interval, paint: interval },
    { text: words.fusion.possible, paint: possible },
    { text: words.fusion.chance, paint: chance },
  ];
}

/** @param {Plan} plan @param {number} share */
const at = ({ left, right }, share) => left + share * (right - left);

/** @param {Context} context @param {Plan} plan @param {number} chance */
function axis(context, plan, chance) {
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    context.fillStyle = colour('line');
    context.fillRect(Math.round(at(plan, share)) - 0.5, plan.top, 1, plan.foot - plan.top);
    context.fillStyle = colour('muted');
    context.textAlign = share === 0 && plan.narrow ? 'left' : 'center';
    context.fillText(`${share * 100}`, at(plan, share), plan.foot + 3);
  }
  context.textAlign = 'center';
  context.fillText(words.fusion.accuracyAxis, at(plan, 0.5), plan.foot + 20);
  dotted(context, at(plan, chance), plan.top, plan.foot);
}

/** @param {Context} context @param {number} x @param {number} top @param {number} foot */
function dotted(context, x, top, foot) {
  line(
    context,
    [
      [x, top],
      [x, foot],
    ],
    { colour: 'muted', width: 1.5, dash: [2, 3] },
  );
}

/** @param {Context} context @param {Plan} plan @param {Row} row @param {Series[]} series @param {number} top */
function group(context, plan, row, series, top) {
  names(context, plan, row, top);
  const first = plan.narrow ? top + 20 : top;
  const drawn = series.length * (BAR + GAP) - GAP;
  if (row.best) post(context, at(plan, row.best.accuracy), first - 3, first + drawn + 3);
  series.forEach(({ kind, colour: own, fill }, i) => {
    const y = first + i * (BAR + GAP);
    const score = row[kind];
    context.font = FONT;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillStyle = colour(score ? 'ink' : 'muted');
    context.fillText(score ? percent(score.accuracy) : '–', plan.right + FIGURE, y + BAR / 2 + 0.5);
    if (!score) return;
    bar(context, { left: plan.left, top: y, width: at(plan, score.accuracy) - plan.left, height: BAR }, own, fill);
    const middle = y + BAR / 2;
    seamed(context, [at(plan, score.interval.low), middle], [at(plan, score.interval.high), middle]);
  });
}

/** @param {Context} context @param {Plan} plan @param {Row} row @param {number} top */
function names(context, { narrow, right }, { name, best }, top) {
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.font = font(13, true);
  context.fillStyle = colour('ink');
  context.fillText(name, 0, top + 1);
  if (!best) return;
  context.font = FONT;
  context.fillStyle = colour('muted');
  if (narrow) context.textAlign = 'right';
  context.fillText(words.fusion.best(words.best.figure(best)), narrow ? right + FIGURE : 0, top + (narrow ? 2 : 18));
}
