// The bar: the buttons, the progress and the phase. A button is enabled exactly if the session's phase allows its
// command.

import { bestOf } from '../../facts/best.js';
import { shareDone } from '../../facts/progress.js';
import { changes, find, say } from '../../parts/element.js';
import { rate, remaining } from '../../state/pace.js';
import { presentRun } from '../../state/runs.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/runs.js').Run} Run */

/** @typedef {{ command: (type: string) => void }} Actions */

/** These three share one place. */
const SHARED = ['pause', 'resume', 'train'];
/** What a double click or a key that is held presses more than once: other buttons change under the pointer. */
const REPEATABLE = ['step'];

const changed = changes();
/** The button that lost the focus by being disabled or hidden: it gets it back, unless the user has gone elsewhere. @type {HTMLButtonElement | null} */
let bereft = null;

/** @param {HTMLElement} section @param {Actions} actions */
export function mount(section, { command }) {
  const pressed = (/** @type {Event} */ { target }) =>
    target instanceof Element ? (target.closest('button')?.dataset.command ?? '') : '';
  section.addEventListener('click', (event) => {
    const type = pressed(event);
    if (type && (event.detail <= 1 || REPEATABLE.includes(type))) command(type);
  });
  section.addEventListener('keydown', (event) => {
    const type = pressed(event);
    if (event.repeat && event.key === 'Enter' && type && !REPEATABLE.includes(type)) event.preventDefault();
  });
  for (const type of ['pointerdown', 'focusin'])
    document.addEventListener(type, () => {
      bereft = null;
    });
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { allowed, phase } = page.session;
  const making = page.data.progress !== null;
  if (changed(allowed, making)) drawButtons(section, allowed, making);
  const progress = /** @type {HTMLProgressElement} */ (find(section, 'progress'));
  progress.value = shareDone(page);
  section.dataset.phase = phase;
  say(find(section, '.phase'), phaseInWords(page));
  say(find(section, '.counts'), counts(page) || '\u00a0');
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

/** Every change of this is announced, so it counts nothing. @param {Page} page */
function phaseInWords(page) {
  const { phase } = words.controls;
  const { session, data } = page;
  const run = presentRun(page);
  if (session.backend?.state === 'failed') return phase.stopped;
  if (onWebgpu(page) && session.backend?.state === 'loading') return phase.loadingWebgpu;
  if (session.phase === 'finished') return finished(run, data.dataset?.best_possible ?? []);
  if (session.phase === 'paused') return phase.paused;
  if (session.phase === 'running' && run.started) return running(run, onWebgpu(page));
  if (data.progress) return phase.makingEvents;
  if (session.phase !== 'idle' || !session.allowed.length) return phase.starting;
  return data.dataset ? phase.ready : phase.noEvents;
}

/** @param {Page} page */
const onWebgpu = ({ session }) => session.backend?.backend === 'webgpu';

/** @param {Run} run @param {boolean} webgpu */
function running(run, webgpu) {
  const { phase } = words.controls;
  if (webgpu && run.reports.length === 0) return phase.compiling;
  return run.progress?.stage === 'test' ? phase.testing : phase.training;
}

/** @param {Run} run @param {import('../../facts/best.js').Best[]} possible */
function finished({ result, config }, possible) {
  if (!result) return words.controls.phase.endedEarly;
  const best = bestOf(possible, config.modalities);
  return words.controls.finished(result.test.accuracy, best ? words.best.figure(best) : '');
}

/** @param {Page} page */
function counts(page) {
  const { controls } = words;
  const { session, data } = page;
  const { progress, started, result, epochs } = presentRun(page);
  const idle = session.phase === 'idle' && session.allowed.length > 0;
  if (data.progress) return controls.eventsMade(data.progress.done, data.progress.total);
  if (idle && !data.dataset && !progress) return controls.trainMakesEvents;
  if (!started || !progress) return '';
  const steps = controls.steps(progress.step, started.epochs * started.steps_per_epoch);
  const done = result ? controls.epochs(epochs.length) : controls.epoch(progress.epoch, started.epochs);
  const pace = rate(session.pace);
  const seconds = session.phase === 'running' ? remaining(session.pace, started, progress) : null;
  const speed = pace ? [controls.rate(pace)] : [];
  const left = seconds === null ? [] : [controls.left(seconds)];
  return [done, steps, ...speed, ...left].join(' · ');
}
