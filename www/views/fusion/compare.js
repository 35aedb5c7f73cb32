// The form of Compare: the sets of modalities to train a model on, a progress bar, and Cancel. It shows why Compare
// is not available, the progress of each model, and the outcome.

import { bestOf } from '../../facts/best.js';
import { setIn } from '../../facts/present.js';
import { isSingle, SETS } from '../../facts/vocabulary.js';
import { waiting } from '../../facts/waiting.js';
import { changes, element, find, say } from '../../parts/element.js';
import { withFitting } from '../../state/comparison.js';
import { baselinesOf, presentRun, scoreOf } from '../../state/runs.js';
import { setName } from '../../words/names.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {{ compare: (sets: string[]) => void, cancelComparison: () => void }} Actions */

const changed = changes();

/** @param {HTMLElement} form @param {Actions} actions */
export function mount(form, { compare, cancelComparison }) {
  form.append(choices(), buttons(), element('p', { class: 'hint ended', role: 'status' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    compare(chosen(form));
  });
  find(form, '.cancel').addEventListener('click', cancelComparison);
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
  const legend = element('legend', {}, words.compare.legend);
  return element('fieldset', {}, legend, ...SETS.map(({ key }) => choice(key)));
}

function buttons() {
  return element(
    'div',
    { class: 'row' },
    element(
      'button',
      { type: 'submit', class: 'primary', disabled: true, 'aria-describedby': 'compare-why' },
      words.compare.start,
    ),
    element('button', { type: 'button', class: 'cancel', hidden: true }, words.compare.cancel),
    element('progress', { max: 1, value: 0, 'aria-label': words.compare.progress, hidden: true }),
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

/** @param {HTMLElement} form @param {Page} whole */
export function draw(form, whole) {
  const page = withFitting(whole);
  const { comparison } = page;
  const { config } = presentRun(page);
  const why = refusal(page);
  if (!changed(comparison, config, why, page.data.dataset, ...baselinesOf(page))) return;
  const comparing = comparison.state === 'comparing';
  for (const box of boxes(form)) drawChoice(box, page, comparing);
  drawButtons(form, comparing, why);
  const shares = Object.values(comparison.asked);
  const progress = /** @type {HTMLProgressElement} */ (find(form, 'progress'));
  progress.hidden = !comparing;
  progress.value = shares.reduce((sum, share) => sum + share, 0) / Math.max(shares.length, 1);
  say(find(form, '.why'), comparing ? counts(page) : why || words.compare.hint);
  say(find(form, '.ended'), ending(page));
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

/** @param {HTMLInputElement} box @param {Page} page @param {boolean} comparing */
function drawChoice(box, page, comparing) {
  const { started, config } = presentRun(page);
  const { dataset } = page.data;
  const own = started !== null && setIn(config.modalities, dataset) === box.name;
  const offered = setIn(box.name, dataset) === box.name;
  if (box.parentElement) box.parentElement.hidden = !offered;
  box.disabled = comparing || own || !offered;
  const state = box.parentElement?.querySelector('.state');
  if (state) say(state, own ? words.compare.ownRun : stateOf(page, box.name));
}

/** @param {Pick<Page, 'runs'>} page @returns {string[]} modalities of the models that Compare trained */
function trainedSets(page) {
  return baselinesOf(page).map(({ config }) => config.modalities);
}

/** @param {Page} page @param {string} modalities */
function stateOf(page, modalities) {
  const { asked, failed, state } = page.comparison;
  if (trainedSets(page).includes(modalities)) return words.compare.done;
  if (failed[modalities]) return words.compare.failed;
  if (state !== 'comparing' || asked[modalities] === undefined) return '';
  return asked[modalities] > 0 ? words.compare.share(asked[modalities]) : words.compare.queued;
}

/** @param {Page} page @returns {string} why Compare is not offered; '' where it is */
function refusal(page) {
  const { phase, backend } = page.session;
  const { started, result, findings } = presentRun(page);
  if (backend?.state === 'failed') return words.compare.stopped;
  if (phase === 'running' || phase === 'paused') return words.compare.running;
  if (phase !== 'finished' || !started) return words.compare.untrained;
  if (!result) return words.compare.endedEarly;
  return findings.predictions ? '' : waiting(page);
}

/** @param {Pick<Page, 'runs' | 'comparison'>} page */
export function counts(page) {
  const { asked, failed } = page.comparison;
  const sets = Object.keys(asked);
  const trained = trainedSets(page);
  const done = sets.filter((modalities) => trained.includes(modalities)).length;
  const wrong = sets.filter((modalities) => failed[modalities]).length;
  return words.compare.counts(done, sets.length, wrong);
}

/** @param {Page} page @returns {string} how the last comparison ended: the only words that are announced */
function ending(page) {
  const { state, asked, failed } = page.comparison;
  if (state !== 'done' && state !== 'cancelled') return '';
  if (Object.keys(asked).length === 0) return words.compare.nothing;
  const scores = baselinesOf(page).flatMap((run) => {
    const { modalities } = run.config;
    const score = scoreOf(run);
    if (!score || asked[modalities] === undefined) return [];
    const best = bestOf(page.data.dataset?.best_possible ?? [], modalities);
    const possible = best ? words.best.figure(best) : '';
    return { set: setName(modalities), accuracy: score.accuracy, possible };
  });
  const failures = Object.entries(failed).map(([modalities, why]) => ({ set: setName(modalities), why }));
  return words.compare.ended(state === 'cancelled', scores, failures);
}
