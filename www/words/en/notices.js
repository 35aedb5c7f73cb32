// What went wrong, and what to do about it, by the code of the error or failure. The text of an error is shown below
// the advice, as it was logged.

import { short, whole } from './numbers.js';
import { settings } from './settings.js';

/** The most settings of one link that are named. */
const MOST = 5;

/** @typedef {{ title: string, text: string }} Advice */

/** @type {Record<string, Advice>} by the code of an error that the session answers */
const ERRORS = {
  diverged: {
    title: 'The training diverged',
    text: 'The loss grew without bound or is no longer a number, because the steps were too large. The curves show how it happened. A lower learning rate usually helps.',
  },
  setting: { title: 'A setting was refused', text: 'The previous settings stay in use until you change this one.' },
  wrong_phase: { title: 'Not possible at this moment', text: 'The run had already reached another phase. Try again.' },
  data: {
    title: 'The data set could not be generated',
    text: 'More events, or different training and validation shares, usually help.',
  },
  memory: {
    title: 'The data set does not fit in memory',
    text: 'Fewer events, smaller pictures or shorter sounds need less. The message below gives the number of events that fit.',
  },
  read: {
    title: 'The device stopped responding',
    text: 'This run cannot continue. Training again on the same device often works.',
  },
  schema: { title: 'The data set is not described correctly', text: 'The message below names what is wrong.' },
  untrained: { title: 'No trained model yet', text: 'Train a model first.' },
  comparison: { title: 'These models cannot be compared', text: 'They were tested on different events.' },
  no_such_event: { title: 'No such event', text: 'The data set has fewer events.' },
  device: {
    title: 'The device could not be opened',
    text: 'Reload the page, or choose the CPU as the backend in the settings.',
  },
  message: {
    title: 'The page and its training code have different versions',
    text: 'Reload the page to get the same version of both.',
  },
};

/** @type {Record<string, string>} by how the worker failed */
const FAILURES = {
  load: 'The training code could not be loaded. Check the connection. If this is your own copy of the site, check that it has been built.',
  missing:
    'A file of this site is missing, or the server sent something else in its place. If this is your own copy of the site, check that it was built and uploaded completely.',
  offline: 'The training code could not be loaded, because there is no network connection. Connect and press Retry.',
  worker:
    'The browser does not let this page start a worker, and training needs one. A sandboxed frame can be the cause: open the page in a tab of its own.',
  no_wasm:
    'WebAssembly is switched off in this browser, and training needs it. Allow WebAssembly for this page, or try another browser.',
  no_simd: 'This browser’s WebAssembly is too old for the training code. Update the browser.',
  policy:
    "The security policy of this host forbids WebAssembly, and training needs it. The host has to add 'wasm-unsafe-eval' to script-src in its Content-Security-Policy.",
  device: 'The device could not be opened.',
  rest: 'A part of the training code is no longer on the server. The site was probably updated since this page was opened: reload the page.',
  crashed: 'The training code crashed. The page still shows the results up to that point.',
};

export const notices = {
  /** @param {string} code of an error */
  error: (code) => ERRORS[code] ?? { title: 'Something went wrong', text: '' },
  /** @param {string} code of a failure */
  failure: (code) => FAILURES[code] ?? 'The training code is not available.',
  stopped: 'Training has stopped',
  loading: 'Still loading',
  slow: 'The training code takes longer to load than usual. The connection may be slow: wait a little longer, or press Retry.',
  waits: 'Waiting for the network',
  waitsFor:
    'Training needs a part of its code that has not been loaded yet. Nothing is lost: it continues by itself when there is a network connection.',
  notStarted: 'Training cannot start',
  ignored: 'Some settings in the link were not used',
  /** @param {{ name: string, value: string, why: import('./settings.js').Why }[]} problems */
  ignoredSettings(problems) {
    const named = problems.slice(0, MOST).map(({ name, value, why }) => {
      return `${short(name)}${value && ` = ${short(value)}`} (${settings.why(why)})`;
    });
    const more = problems.length - named.length;
    return `${[...named, ...(more ? [`and ${whole(more)} more`] : [])].join('; ')}.`;
  },

  retry: 'Retry',
  reload: 'Reload the page',
  dismiss: 'Dismiss',
  /** @param {number} rate */
  tryRate: (rate) => `Try learning rate ${rate}`,
  /** @param {string} name of a setting */
  showSetting: (name) => `Show “${settings.label(name)}”`,
  changeEvents: 'Change the number of events',
};
