// Damage the test events by hand and see the accuracy follow: noise for each modality, and switches that take it away. The
// model is asked at most once a frame; what is shown is always the last answer, named by what was asked.

import { chanceOf } from '../charts/chance.js';
import { createDamage, damageInWords, NONE } from '../charts/damage.js';
import { changes, find, say } from '../charts/element.js';
import { modalitiesOf } from '../charts/filter.js';
import { createGauge } from '../charts/gauge.js';
import { contains, range, wilson } from '../charts/interval.js';
import { percent, points, unbroken } from '../charts/numbers.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {import('../charts/damage.js').Damage} Damage */
/** @typedef {{ probe: (damage: Damage) => void }} Actions */
/** @typedef {Damage & { accuracy: number, interval: import('../charts/interval.js').Interval }} Answer */

const changed = changes();
const isNew = changes();
/** @type {ReturnType<typeof createDamage>} */
let controls;
/** @type {ReturnType<typeof createGauge>} */
let gauge;
/** @type {Damage} */
let wanted = NONE;
let frame = 0;

/** @param {HTMLElement} section @param {Actions} actions */
export function mount(section, { probe }) {
  const ask = (/** @type {Damage} */ damage) => {
    wanted = damage;
    if (!frame)
      frame = requestAnimationFrame(() => {
        frame = 0;
        probe(wanted);
      });
  };
  controls = createDamage(find(section, '.damages'), ask);
  gauge = createGauge(find(section, '.gauge'));
  find(section, '.clear').addEventListener('click', () => {
    controls.clear();
    ask(NONE);
  });
}

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, run) {
  const { result, findings, allowed, dataset, used, taken } = run;
  if (!changed(result, findings.probe, allowed, dataset)) return;
  const open = result !== null && allowed.includes('probe');
  const has = modalitiesOf((used ?? taken).modalities);
  if (isNew(result)) controls.clear();
  controls.offer(
    open,
    has.map((known) => (known ? '' : 'not in this model')),
  );
  find(section, '.clear').toggleAttribute('disabled', !open);
  if (!result || !dataset) return;
  const { accuracy, events } = result.test;
  const clean = { ...NONE, accuracy, interval: wilson(accuracy, events) };
  const answer = findings.probe ?? clean;
  say(find(section, '.accuracy'), percent(answer.accuracy));
  say(find(section, '.said'), unbroken(said(answer, accuracy, has)));
  const posts = [
    { value: chanceOf(dataset), label: 'chance' },
    { value: accuracy, label: 'as it is' },
  ];
  gauge({ value: answer.accuracy, ...answer.interval, posts });
}

/** @param {Answer} answer @param {number} clean accuracy @param {boolean[]} has */
function said({ accuracy, interval, ...damage }, clean, has) {
  const words = `With ${damageInWords(damage, has)}: ${percent(accuracy)} right, 95 % interval ${range(interval)}`;
  if (accuracy === clean) return `${words}.`;
  const gap = `${points(clean - accuracy)} ${accuracy < clean ? 'below' : 'above'} what it reaches undamaged`;
  const small = contains(interval, clean) ? ', which these events cannot tell from no difference' : '';
  return `${words}, ${gap}${small}.`;
}
