// The bar: the buttons, the progress and the phase in words. A button is enabled exactly when the session's last phase
// allows its command; nothing is guessed from clicks.

import { bestOf, figure } from '../../facts/best.js';
import { changes, find, say } from '../../parts/element.js';
import { clock, percent, whole } from '../../words/numbers.js';

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
  say(reset, making ? 'Cancel' : 'Reset');
  reset.title = making ? 'Stop making the events' : 'Forget this run';
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
  if (run.backend?.state === 'failed') return 'Stopped';
  if (onWebgpu(run) && run.backend?.state === 'loading') return 'Loading the WebGPU module …';
  if (run.phase === 'finished') return finished(run);
  if (run.phase === 'paused') return 'Paused';
  if (run.phase === 'running' && run.started) return running(run);
  if (run.progress?.stage === 'data') return 'Making the events';
  if (run.phase !== 'idle' || !run.allowed.length) return 'Starting …';
  return run.dataset ? 'Ready to train' : 'The events were not made';
}

/** @param {Run} run */
const onWebgpu = ({ backend }) => backend?.backend === 'webgpu';

/** @param {Run} run */
function running(run) {
  if (onWebgpu(run) && run.reports.length === 0) return 'Waiting for WebGPU to compile its kernels …';
  return run.progress?.stage === 'test' ? 'Scoring the test events' : 'Training';
}

/** @param {Run} run */
function finished({ result, dataset, taken }) {
  if (!result) return 'Stopped before the end';
  const best = bestOf(dataset?.best_possible ?? [], taken.modalities);
  return `Finished: test accuracy ${percent(result.test.accuracy)}${best ? `, best possible ${figure(best)}` : ''}`;
}

/** @param {Run} run @param {Speed} speed */
function counts(run, { rate, remaining }) {
  const { progress, started, result, epochs, phase } = run;
  if (!run.dataset && run.allowed.length && run.phase === 'idle' && !progress) return 'Train makes them';
  if (progress?.stage === 'data') return `${whole(progress.done)} of ${whole(progress.total)} events`;
  if (!started || !progress) return '';
  const steps = `step ${whole(progress.step)} of ${whole(started.epochs * started.steps_per_epoch)}`;
  const done = result
    ? `${epochs.length} ${epochs.length === 1 ? 'epoch' : 'epochs'}`
    : `epoch ${progress.epoch} of ${started.epochs}`;
  const speed = rate ? [`${rate < 10 ? rate.toFixed(1) : whole(rate)} events/s`] : [];
  const left = phase === 'running' && remaining !== null ? [`${clock(remaining)} left`] : [];
  return [done, steps, ...speed, ...left].join(' · ');
}
