// The bar: the buttons, the progress and the phase in words. A button is enabled exactly when the session's last phase
// allows its command; nothing is guessed from clicks.

import { bestOf, figure } from '../../facts/best.js';
import { changes, find, say } from '../../parts/element.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/store.js').Run} Run */
/** @typedef {{ rate: number | null, remaining: number | null }} Speed events a second, seconds left */

/** These three share one place. */
const SHARED = ['pause', 'resume', 'train'];

const changed = changes();
/** The button that lost the focus by being disabled or hidden: it gets it back, unless the user has gone elsewhere. @type {HTMLButtonElement | null} */
let bereft = null;

/** @param {HTMLElement} section @param {{ command: (type: string) => void }} actions */
export function mount(section, { command }) {
  section.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button?.dataset.command) command(button.dataset.command);
  });
  for (const type of ['pointerdown', 'focusin'])
    document.addEventListener(type, () => {
      bereft = null;
    });
}

/** @param {HTMLElement} section @param {Run} run @param {Speed} speed */
export function draw(section, run, speed) {
  const making = run.progress?.stage === 'data';
  if (changed(run.allowed, making)) drawButtons(section, run.allowed, making);
  const progress = /** @type {HTMLProgressElement} */ (find(section, 'progress'));
  progress.value = share(run);
  section.dataset.phase = run.phase;
  say(find(section, '.phase'), phaseInWords(run));
  say(find(section, '.counts'), counts(run, speed) || '\u00a0');
}

/** @param {HTMLElement} section @param {string[]} allowed @param {boolean} making whether events are being made, which a reset ends */
function drawButtons(section, allowed, making) {
  const reset = find(section, '[data-command=reset]');
  say(reset, making ? words.controls.cancel : words.controls.reset);
  reset.title = making ? words.controls.cancelHint : words.controls.resetHint;
  const shown = SHARED.find((command) => allowed.includes(command)) ?? 'train';
  const buttons = [...section.querySelectorAll('button')];
  const held = buttons.find((button) => button === document.activeElement) ?? bereft;
  for (const button of buttons) {
    const command = button.dataset.command ?? '';
    button.disabled = !allowed.includes(command);
    button.hidden = SHARED.includes(command) && command !== shown;
  }
  if (held) giveFocus(section, held, shown);
}

/** @param {HTMLElement} section @param {HTMLButtonElement} held @param {string} shown the command in the shared place */
function giveFocus(section, held, shown) {
  /** @type {HTMLButtonElement} */
  const heir = held.hidden ? find(section, `[data-command="${shown}"]`) : held;
  heir.focus({ preventScroll: true });
  bereft = heir.disabled ? held : null;
}

/** @param {Run} run @returns {number} 0…1 of the stage that the bar shows */
function share({ progress, started, result }) {
  if (result) return 1;
  if (!progress) return 0;
  if (progress.stage === 'data') return progress.done / Math.max(progress.total, 1);
  return started ? progress.step / (started.epochs * started.steps_per_epoch) : 0;
}

/** Every change of this is announced, so it counts nothing. @param {Run} run */
function phaseInWords(run) {
  const { phase } = words.controls;
  if (run.backend?.state === 'failed') return phase.stopped;
  if (onWebgpu(run) && run.backend?.state === 'loading') return phase.loadingWebgpu;
  if (run.phase === 'finished') return finished(run);
  if (run.phase === 'paused') return phase.paused;
  if (run.phase === 'running' && run.started) return running(run);
  if (run.progress?.stage === 'data') return phase.makingEvents;
  if (run.phase !== 'idle' || !run.allowed.length) return phase.starting;
  return run.dataset ? phase.ready : phase.noEvents;
}

/** @param {Run} run */
const onWebgpu = ({ backend }) => backend?.backend === 'webgpu';

/** @param {Run} run */
function running(run) {
  const { phase } = words.controls;
  if (onWebgpu(run) && run.reports.length === 0) return phase.compiling;
  return run.progress?.stage === 'test' ? phase.testing : phase.training;
}

/** @param {Run} run */
function finished({ result, dataset, taken }) {
  if (!result) return words.controls.phase.endedEarly;
  const best = bestOf(dataset?.best_possible ?? [], taken.modalities);
  return words.controls.finished(result.test.accuracy, best ? figure(best) : '');
}

/** @param {Run} run @param {Speed} speed */
function counts(run, { rate, remaining }) {
  const { controls } = words;
  const { progress, started, result, epochs, phase } = run;
  if (!run.dataset && run.allowed.length && run.phase === 'idle' && !progress) return controls.trainMakesEvents;
  if (progress?.stage === 'data') return controls.eventsMade(progress.done, progress.total);
  if (!started || !progress) return '';
  const steps = controls.steps(progress.step, started.epochs * started.steps_per_epoch);
  const done = result ? controls.epochs(epochs.length) : controls.epoch(progress.epoch, started.epochs);
  const speed = rate ? [controls.rate(rate)] : [];
  const left = phase === 'running' && remaining !== null ? [controls.left(remaining)] : [];
  return [done, steps, ...speed, ...left].join(' · ');
}
