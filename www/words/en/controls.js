// The bar at the top of the page: buttons, phase, progress, and links to the sections.

import { clock, percent, whole } from './numbers.js';

export const controls = {
  region: 'Training',
  train: 'Train',
  pause: 'Pause',
  resume: 'Resume',
  step: 'Step',
  stepHint: 'Take one optimizer step',
  reset: 'Reset',
  resetHint: 'Discard this run',
  cancel: 'Cancel',
  cancelHint: 'Stop generating the events',
  progress: 'Progress of the run',
  places: 'On this page',
  place: {
    settings: 'Settings',
    curves: 'Curves',
    result: 'Result',
    fusion: 'Fusion',
    robustness: 'Robustness',
    balance: 'Balance',
    whatif: 'What if',
    gallery: 'Events',
    world: 'Data',
    model: 'Model',
  },

  // Screen readers announce every change of these, so they contain no counts.
  phase: {
    starting: 'Starting …',
    stopped: 'Stopped',
    loadingWebgpu: 'Loading the WebGPU module …',
    compiling: 'Waiting for WebGPU to compile its kernels …',
    makingEvents: 'Generating events',
    noEvents: 'No events yet',
    ready: 'Ready to train',
    training: 'Training',
    testing: 'Evaluating on the test events',
    paused: 'Paused',
    endedEarly: 'Stopped before the end',
  },
  /** @param {number} accuracy @param {string} best the best possible, as a figure; '' where it is not known */
  finished: (accuracy, best) => `Finished: test accuracy ${percent(accuracy)}${best ? `, best possible ${best}` : ''}`,

  trainMakesEvents: 'Press Train to generate them',
  /** @param {number} done @param {number} total */
  eventsMade: (done, total) => `${whole(done)} of ${whole(total)} events`,
  /** @param {number} step @param {number} steps */
  steps: (step, steps) => `step ${whole(step)} of ${whole(steps)}`,
  /** @param {number} epoch @param {number} epochs */
  epoch: (epoch, epochs) => `epoch ${epoch} of ${epochs}`,
  /** @param {number} epochs */
  epochs: (epochs) => `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`,
  /** @param {number} rate events a second */
  rate: (rate) => `${rate < 10 ? rate.toFixed(1) : whole(rate)} events/s`,
  /** @param {number} seconds */
  left: (seconds) => `${clock(seconds)} left`,
};
