// The badge: which backend trains, and why.

/** @typedef {{ code: string, message?: string, adapter?: string, missing?: Reason, cpu?: number, webgpu?: number }} Reason */

/** @type {Record<string, string>} */
const NAMES = { cpu: 'CPU', webgpu: 'WebGPU' };

/** @type {Record<string, (reason: Reason) => string>} */
const BECAUSE = {
  chosen: () => 'it is chosen in the settings',
  found: () => 'a graphics card was found',
  searching: () => 'the page is still looking for a graphics card',
  insecure: () => 'browsers allow WebGPU only over https or on localhost, and this page came over plain http',
  unsupported: () => 'this browser does not support WebGPU',
  no_adapter: () => 'this browser found no WebGPU adapter',
  refused: ({ message }) => `the browser refused WebGPU (${message})`,
  silent: () => 'the browser did not answer when asked for a graphics card',
  emulated: ({ adapter }) => `WebGPU is only emulated here${adapter ? ` (${adapter})` : ''}, which is slower`,
  no_webgpu_module: () => 'this site was built without its WebGPU module',
  no_cpu_module: () => 'this site was built without its CPU module',
  building: () => 'the WebGPU module is not built yet',
  failed: ({ message }) => `WebGPU failed (${message})`,
  measured: ({ adapter, cpu = 0, webgpu = 0 }) =>
    `a step takes ${milliseconds(webgpu)} with WebGPU${adapter ? ` on ${adapter}` : ''} and ${milliseconds(cpu)} on the CPU`,
};

/** @type {Record<string, string>} */
const NOTES = {
  building: 'The WebGPU module is still being built. It will be used as soon as it is ready.',
  racing: 'WebGPU and the CPU each train for a few steps, to find out which is faster.',
  starting: 'WebGPU is starting.',
  ready: 'WebGPU is ready. It will be used when you press Reset.',
};

/** @param {number} time */
const milliseconds = (time) => `${time.toPrecision(2)} ms`;

/** @param {Reason} reason */
const because = (reason) => BECAUSE[reason.code]?.(reason) ?? reason.code;

export const backend = {
  starting: 'Starting …',
  choosing: 'The page is choosing between WebGPU and the CPU.',
  /** @param {string} name @param {string} adapter '' on the CPU @param {string} state */
  badge: (name, adapter, state) => {
    const title = adapter ? `${NAMES[name]} · ${adapter}` : NAMES[name];
    return state === 'ready' ? title : `${title} · ${state === 'failed' ? 'stopped' : 'loading'}`;
  },
  /** @param {string} name @param {Reason} reason */
  why: (name, reason) => {
    const runs = `Training runs on ${name === 'cpu' ? 'the CPU' : 'WebGPU'}`;
    return reason.missing
      ? `${runs}. You asked for WebGPU, but ${because(reason.missing)}.`
      : `${runs}: ${because(reason)}.`;
  },
  retry: 'Look for a graphics card again',
  /** What is still going on. @param {string} code or '' */
  note: (code) => NOTES[code] ?? '',
};
