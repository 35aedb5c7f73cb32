// The bar: the buttons, the progress and the phase in words. A button is enabled exactly when the session's last phase
// allows its command; nothing is guessed from clicks.

import { bestOf, figure } from '../charts/best.js';
import { changes, find, say } from '../charts/element.js';
import { clock, percent, whole } from '../charts/numbers.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {{ rate: number | null, remaining: number | null }} Speed events a second, seconds left */

/** These three share one place. */
const SHARED = ['pause', 'resume', 'train'];

const changed = changes();
/** The button pressed last; it gets the focus back that it lost by being disabled or replaced. @type {HTMLElement | null} */
let pressed = null;

/** @param {HTMLElement} section @param {{ command: (type: string) => void }} actions */
export function mount(section, { command }) {
  section.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button?.dataset.command) return;
    pressed = button;
    command(button.dataset.command);
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
  const lost = document.activeElement === pressed || document.activeElement === document.body;
  for (const button of section.querySelectorAll('button')) {
    const command = button.dataset.command ?? '';
    button.disabled = !allowed.includes(command);
    button.hidden = SHARED.includes(command) && command !== shown;
  }
  if (pressed && lost) giveFocus(section, pressed, shown);
}

/** @param {HTMLElement} section @param {HTMLElement} button @param {string} shown the command in the shared place */
function giveFocus(section, button, shown) {
  const heir = button.hidden ? find(section, `[data-command="${shown}"]`) : button;
  heir.focus({ preventScroll: true });
}

/** @param {Run} run @returns {number} 0…1 of the stage that the bar shows */
function share({ progress, started, result }) {
  if (result) return 1;
  if (!progress) return 0;
  if (progress.stage === 'data') return progress.done / Math.max(progress.total, 1);
  return started ? progress.step / (started.epochs * started.steps_per_epoch) : 0;
}

/** @param {Run} run */
function phaseInWords(run) {
  if (run.backend?.state === 'failed') return 'Stopped';
  if (onWebgpu(run) && run.backend?.state === 'loading') return 'Loading the WebGPU module …';
  if (run.phase === 'finished') return finished(run);
  if (run.phase === 'paused') return 'Paused';
  const epoch = run.epochs.length + 1;
  if (run.phase === 'running' && run.started) return running(run, epoch);
  if (run.progress?.stage === 'data') return 'Making the events';
  if (run.phase !== 'idle' || !run.allowed.length) return 'Starting …';
  return run.dataset ? 'Ready to train' : 'The events were not made';
}

/** @param {Run} run */
const onWebgpu = ({ backend }) => backend?.backend === 'webgpu';

/** @param {Run} run @param {number} epoch that is being trained */
function running(run, epoch) {
  const { started, reports } = run;
  if (onWebgpu(run) && reports.length === 0) return 'Waiting for WebGPU to compile its kernels …';
  const epochs = started?.epochs ?? 0;
  return epoch > epochs ? 'Scoring the test events' : `Training epoch ${epoch} of ${epochs}`;
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
