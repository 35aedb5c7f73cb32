// Controls that corrupt the test events, and the accuracy that results: noise for each modality, and switches that
// remove it. The model is asked at most once per frame; the last answer is shown with the corruption it belongs to.

import { createGauge } from '../../draw/gauge.js';
import { isSameDamage, NO_DAMAGE } from '../../facts/damage.js';
import { modelHas } from '../../facts/present.js';
import { asTable, bestShown, inWords, postsOf } from '../../facts/probed.js';
import { createAnnouncer } from '../../parts/announcer.js';
import { createDamage } from '../../parts/damage.js';
import { changes, find, say } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { presentRun } from '../../state/runs.js';
import { percent, unbroken } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../facts/damage.js').Damage} Damage */
/** @typedef {import('../../state/update.js').UpdateOf<'result'>} Result */
/** @typedef {{ result: Result, dataset: import('../../state/update.js').UpdateOf<'dataset'> }} Known */
/** @typedef {{ probe: (damage: Damage) => void }} Actions */

const changed = changes();
const isNew = changes();
/** @type {ReturnType<typeof createDamage>} */
let controls;
/** @type {ReturnType<typeof createFigure>} */
let frame;
/** @type {ReturnType<typeof createGauge>} */
let gauge;
/** @type {Damage} */
let wanted = NO_DAMAGE;
/** @type {ReturnType<typeof createAnnouncer>} */
let announcer;
let asked = 0;

/** @param {HTMLElement} section @param {Actions} actions */
export function mount(section, { probe }) {
  const ask = (/** @type {Damage} */ damage) => {
    wanted = damage;
    announcer.ask();
    if (!asked)
      asked = requestAnimationFrame(() => {
        asked = 0;
        probe(wanted);
      });
  };
  controls = createDamage(find(section, '.damages'), ask);
  announcer = createAnnouncer(find(section, '.live'));
  frame = createFigure({ name: 'gauge', title: words.robustness.probe.figure, titled: false, summed: false });
  find(section, '.live').after(frame.figure);
  gauge = createGauge(frame.canvas);
  find(section, '.clear').addEventListener('click', () => {
    controls.clear();
    ask(NO_DAMAGE);
  });
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { result, findings, config } = presentRun(page);
  const { allowed } = page.session;
  const { dataset } = page.data;
  if (!changed(result, findings.probe, allowed, dataset)) return;
  const open = result !== null && allowed.includes('probe');
  const has = modelHas(config.modalities, dataset);
  if (isNew(result)) {
    controls.clear();
    announcer.silence();
  }
  controls.offer(
    open,
    has.map((known) => (known ? '' : words.corruption.notInModel)),
  );
  find(section, '.clear').toggleAttribute('disabled', !open);
  if (!result || !dataset) return;
  const { accuracy, interval } = result.test;
  const clean = { ...NO_DAMAGE, accuracy, interval };
  show(section, findings.probe ?? clean, { result, dataset }, has);
}

/** @param {HTMLElement} section @param {import('../../facts/probed.js').Answer} answer @param {Known} known @param {boolean[]} has */
function show(section, answer, { result, dataset }, has) {
  const best = bestShown(dataset.best_possible, answer, has);
  const known = { clean: result.test.accuracy, chance: dataset.chance, best, has };
  const text = inWords(answer, known);
  say(find(section, '.accuracy'), percent(answer.accuracy));
  say(find(section, '.said'), unbroken(text));
  frame.describe(text, asTable(answer, known));
  gauge({ value: answer.accuracy, ...answer.interval, posts: postsOf(known) });
  if (isSameDamage(answer, wanted)) announcer.answer();
}
