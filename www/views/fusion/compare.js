// The form of Compare: which sets of modalities to train a model on, one bar over all of them, and Cancel. It says why it is
// not offered, how far each model is, and how the comparison ended.

import { bestOf, figure } from '../../facts/best.js';
import { isSingle, SETS } from '../../facts/vocabulary.js';
import { waiting } from '../../facts/waiting.js';
import { changes, element, find, say } from '../../parts/element.js';
import { setName } from '../../words/names.js';
import { percent } from '../../words/numbers.js';

/** @typedef {import('../../state/store.js').Run} Run */
/** @typedef {{ compare: (sets: string[]) => void, cancel: () => void }} Actions */

const changed = changes();

/** @param {HTMLElement} section @param {Actions} actions */
export function mount(section, { compare, cancel }) {
  const form = find(section, 'form.compare');
  form.append(choices(), buttons(), element('p', { class: 'hint ended', role: 'status' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    compare(chosen(form));
  });
  find(form, '.cancel').addEventListener('click', cancel);
}

function choices() {
  const choice = (/** @type {string} */ modalities) => {
    const input = element('input', { type: 'checkbox', name: modalities, checked: isSingle(modalities) });
    return element(
      'label',
      {},
      input,
      element('span', {}, setName(modalities)),
      element('span', { class: 'hint state' }),
    );
  };
  const legend = element('legend', {}, 'Train another model on');
  return element('fieldset', {}, legend, ...SETS.map(({ key }) => choice(key)));
}

function buttons() {
  return element(
    'div',
    { class: 'row' },
    element(
      'button',
      { type: 'submit', class: 'primary', disabled: true, 'aria-describedby': 'compare-why' },
      'Compare',
    ),
    element('button', { type: 'button', class: 'cancel', hidden: true }, 'Cancel'),
    element('progress', { max: 1, value: 0, 'aria-label': 'Progress of the comparison', hidden: true }),
    element('p', { class: 'hint why', id: 'compare-why' }),
  );
}

/** @param {ParentNode} form */
function boxes(form) {
  return /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[type=checkbox]'));
}

/** @param {ParentNode} form */
function chosen(form) {
  return [...boxes(form)].filter(({ checked, disabled }) => checked && !disabled).map(({ name }) => name);
}

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, run) {
  const { baselines, used } = run;
  const why = refusal(run);
  if (!changed(baselines, used, why)) return;
  const form = find(section, 'form.compare');
  const comparing = baselines.state === 'comparing';
  for (const box of boxes(form)) drawChoice(box, run, comparing);
  drawButtons(form, comparing, why);
  const shares = Object.values(baselines.asked);
  const progress = /** @type {HTMLProgressElement} */ (find(form, 'progress'));
  progress.hidden = !comparing;
  progress.value = shares.reduce((sum, share) => sum + share, 0) / Math.max(shares.length, 1);
  say(
    find(form, '.why'),
    comparing ? counts(run) : why || 'They get this run’s seed, events and epochs, and workers of their own.',
  );
  say(find(form, '.ended'), ending(run));
}

/** @param {HTMLElement} form @param {boolean} comparing @param {string} why */
function drawButtons(form, comparing, why) {
  const start = /** @type {HTMLButtonElement} */ (find(form, '[type=submit]'));
  const cancel = /** @type {HTMLButtonElement} */ (find(form, '.cancel'));
  const held = [start, cancel].some((button) => button === document.activeElement);
  start.hidden = comparing;
  cancel.hidden = !comparing;
  start.disabled = why !== '';
  if (held) (comparing ? cancel : start).focus({ preventScroll: true });
}

/** @param {HTMLInputElement} box @param {Run} run @param {boolean} comparing */
function drawChoice(box, { baselines, used }, comparing) {
  const own = used?.modalities === box.name;
  box.disabled = comparing || own;
  const state = box.parentElement?.querySelector('.state');
  if (state) say(state, own ? 'this run' : stateOf(baselines, box.name));
}

/** @param {Run['baselines']} baselines @param {string} modalities */
function stateOf({ trained, asked, failed, state }, modalities) {
  if (trained[modalities]) return '✓ trained';
  if (failed[modalities]) return '⚠ failed';
  if (state !== 'comparing' || asked[modalities] === undefined) return '';
  return asked[modalities] > 0 ? `${Math.floor(asked[modalities] * 100)} %` : 'waits';
}

/** @param {Run} run @returns {string} why Compare is not offered; '' where it is */
function refusal(run) {
  const { phase, result, findings, backend, used } = run;
  if (backend?.state === 'failed') return 'The part that trains has stopped.';
  if (phase === 'running' || phase === 'paused') return 'Offered when the run has finished.';
  if (phase !== 'finished' || !used) return 'Offered when a model has been trained: press Train first.';
  if (!result) return 'This run stopped before its end, so there is nothing to compare with.';
  return findings.predictions ? '' : waiting(run);
}

/** @param {Pick<Run, 'baselines'>} run */
export function counts({ baselines: { asked, trained, failed } }) {
  const sets = Object.keys(asked);
  const [done, wrong] = [trained, failed].map((those) => sets.filter((modalities) => those[modalities]).length);
  return `${done} of ${sets.length} ${sets.length === 1 ? 'model' : 'models'} trained${wrong ? `, ${wrong} failed` : ''}`;
}

/** @param {Run} run @returns {string} how the last comparison ended: the only words that are announced */
function ending({ baselines: { state, asked, trained, failed }, dataset }) {
  if (state !== 'done' && state !== 'cancelled') return '';
  if (Object.keys(asked).length === 0) return 'There is nothing to train: choose a set that is not trained yet.';
  const done = Object.keys(asked).filter((modalities) => trained[modalities]);
  const scores = done.map((modalities) => {
    const best = bestOf(dataset?.best_possible ?? [], modalities);
    const possible = best ? ` (best possible ${figure(best)})` : '';
    return `${setName(modalities)} ${percent(trained[modalities].accuracy)}${possible}`;
  });
  const wrong = Object.entries(failed).map(([modalities, why]) => `${setName(modalities)} failed: ${why}.`);
  const kept = scores.length ? `${scores.join(', ')}.` : 'None was trained.';
  return [state === 'cancelled' ? 'Cancelled; what was trained is kept:' : 'Trained:', kept, ...wrong].join(' ');
}
