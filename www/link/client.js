// The page's connection to the session: starts a worker, switches to WebGPU when it is ready and no run would be
// lost, and falls back to the CPU. It passes commands and updates on, and reads only the phase of them.

import { choose, findAdapter, moduleUrl, readModules } from './backends.js';
import { openLink } from './link.js';
import { afterCommand, afterUpdate, FREE, isFree } from './occupied.js';

/** @typedef {import('./backends.js').Backend} Backend */
/** @typedef {import('./backends.js').Preference} Preference */
/** @typedef {import('./backends.js').Modules} Modules */
/** @typedef {import('./backends.js').Reason} Reason */
/** @typedef {import('./link.js').Failure} Failure */
/** @typedef {import('./link.js').Message} Message */
/** @typedef {'loading' | 'ready' | 'failed'} State */

/**
 * `session` is another number for every fresh worker: one that is ready wants to be configured.
 * `code` and `message`: why it failed; `note`: what else is still going on:
 * WebGPU is 'building', 'racing', 'starting' or 'ready'. A `slow` one loads for longer than
 * usual, and one that `waits` cannot go on until the network is back.
 * @typedef {{ session: number, backend: Backend, adapter: string, reason: Reason, state: State, slow?: boolean, waits?: boolean,
 *   code?: Failure['code'], message?: string, note?: string }} Status
 */

/**
 * One worker, and whether it has a run.
 * @typedef {{ session: number, backend: Backend, reason: Reason, link: import('./link.js').Link, state: State,
 *   failure?: Failure, occupied: import('./occupied.js').Occupied, slow: boolean, waits: boolean }} Seat
 */

/** Milliseconds between two looks whether a module that is being built has arrived. */
const LOOK_AGAIN = 5000;

/** Milliseconds after which a notice appears for a worker that is still loading. */
const SLOW = 8000;

const asError = (/** @type {Error} */ error) => error;

class Client {
  /** Whose updates the page sees. @type {Seat | null} */
  active = null;
  /** WebGPU getting ready while the CPU serves. @type {Seat | null} */
  beside = null;
  /** Counts starts, so that what an earlier one still waits for is dropped. */
  generation = 0;
  /** Stops the race that is on. */
  racing = new AbortController();
  sessions = 0;
  adapter = '';
  note = '';

  /**
   * @param {Preference} preference
   * @param {(updates: any[]) => void} onUpdates
   * @param {(status: Status) => void} onBackend
   */
  constructor(preference, onUpdates, onBackend) {
    this.preference = preference;
    this.onUpdates = onUpdates;
    this.onBackend = onBackend;
  }

  /** Starts anew, with fresh workers. */
  start() {
    this.close();
    this.note = '';
    const modules = readModules();
    modules.catch(() => {}); // the link that waits for it reports the failure
    if (this.preference === 'cpu') return this.stayOnCpu(modules, { code: 'chosen' });
    if (this.preference === 'auto') this.stayOnCpu(modules, { code: 'searching' });
    this.seek(modules);
  }

  /** Looks for an adapter once more, while the CPU serves. */
  lookAgain() {
    this.generation += 1;
    const modules = readModules();
    modules.catch(() => {});
    this.stayOnCpu(modules, { code: 'searching' });
    this.seek(modules);
  }

  /** @param {Promise<Modules>} modules */
  seek(modules) {
    const generation = this.generation;
    this.aim(modules, generation).catch((error) => {
      if (generation !== this.generation) return;
      this.note = '';
      this.stayOnCpu(modules, { code: 'failed', message: error.message });
    });
  }

  close() {
    this.generation += 1;
    this.racing.abort(); // a race that went on would slow down the next one
    this.racing = new AbortController();
    this.active?.link.close();
    this.beside?.link.close();
    this.active = this.beside = null;
  }

  /** @param {Promise<Modules>} modules @param {number} generation */
  async aim(modules, generation) {
    const search = await findAdapter();
    if (generation !== this.generation) return;
    const { backend, reason } = choose(this.preference, search);
    this.adapter = search.adapter?.name ?? '';
    if (backend === 'cpu') this.stayOnCpu(modules, reason);
    else await this.takeUpWebgpu(modules, reason, generation);
  }

  /** @param {Promise<Modules>} modules @param {Reason} reason @param {number} generation @returns {Promise<void>} */
  async takeUpWebgpu(modules, reason, generation) {
    const { webgpu, building } = await modules;
    if (generation !== this.generation) return;
    if (webgpu && this.preference === 'auto') return this.race(modules, generation);
    if (webgpu) return this.openWebgpu(moduleUrl(webgpu), modules, reason);
    this.note = '';
    if (!building?.includes('webgpu')) return this.stayOnCpu(modules, { code: 'no_webgpu_module' });
    this.note = 'building';
    this.stayOnCpu(modules, { code: 'building' });
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    const seen = () => readModules().catch(() => modules); // a look that fails is no answer
    if (generation === this.generation) return this.takeUpWebgpu(seen(), reason, generation);
  }

  /** Takes WebGPU up where it is faster. The CPU serves meanwhile. @param {Promise<Modules>} modules @param {number} generation */
  async race(modules, generation) {
    const { cpu, webgpu } = await modules;
    if (!webgpu) return;
    if (!cpu) return this.openWebgpu(moduleUrl(webgpu), modules, { code: 'no_cpu_module' });
    this.note = 'racing';
    this.tell();
    const { race } = await import('./race.js');
    if (generation !== this.generation) return;
    const alone = () => generation === this.generation && this.active !== null && isFree(this.active.occupied);
    const times = await race({ cpu, webgpu }, this.adapter, alone, this.racing.signal).catch(asError);
    if (generation !== this.generation) return;
    this.note = '';
    if (times instanceof Error) return this.stayOnCpu(modules, { code: 'failed', message: times.message });
    const reason = { code: 'measured', adapter: this.adapter, ...times };
    if (times.webgpu < times.cpu) this.openWebgpu(moduleUrl(webgpu), modules, reason);
    else this.stayOnCpu(modules, reason);
  }

  /** @param {Promise<Modules>} modules @param {Reason} reason */
  stayOnCpu(modules, reason) {
    if (!this.active) {
      const url = modules.then(({ cpu }) => {
        if (cpu) return moduleUrl(cpu);
        throw new Error('this site has no wasm module for the CPU');
      });
      this.active = this.open('cpu', reason, url, () => {
        this.takeOver();
        this.tell();
      });
    }
    this.active.reason = reason;
    this.tell();
  }

  /** @param {string} url @param {Promise<Modules>} modules @param {Reason} reason */
  openWebgpu(url, modules, reason) {
    const seat = this.open('webgpu', reason, Promise.resolve(url), ({ message }) => {
      this.note = '';
      if (this.beside === seat) this.beside = null;
      else if (isFree(seat.occupied)) this.active = null;
      else return this.tell(); // a run is lost: nothing starts before the user has seen the notice
      this.stayOnCpu(modules, { code: 'failed', message });
    });
    this.note = this.active ? 'starting' : '';
    if (this.active) this.beside = seat;
    else this.active = seat;
    this.tell();
  }

  /**
   * @param {Backend} backend
   * @param {Reason} reason
   * @param {Promise<string>} module
   * @param {(failure: Failure) => void} onFailed
   */
  open(backend, reason, module, onFailed) {
    const link = openLink({
      backend,
      module,
      onMessage: (message) => this.hear(seat, message),
      onFailed: (failure) => {
        Object.assign(seat, { state: 'failed', failure });
        onFailed(failure);
      },
    });
    /** @type {Seat} */
    const seat = {
      session: ++this.sessions,
      backend,
      reason,
      link,
      state: 'loading',
      occupied: FREE,
      slow: false,
      waits: false,
    };
    setTimeout(() => {
      seat.slow = true;
      if (seat === this.active && seat.state === 'loading') this.tell();
    }, SLOW);
    return seat;
  }

  /** @param {Seat} seat @param {Message} message */
  hear(seat, message) {
    if (message.type === 'ready') {
      seat.state = 'ready';
      this.takeOver();
      this.tell();
    } else if (message.type === 'waiting') {
      seat.waits = message.waits;
      this.tell();
    } else if (message.type === 'updates' && seat === this.active) {
      seat.occupied = message.updates.reduce(afterUpdate, seat.occupied);
      this.onUpdates(message.updates);
      if (this.takeOver()) this.tell();
    }
  }

  /** Gives WebGPU the session once it is ready and no run would be lost. */
  takeOver() {
    if (this.beside?.state !== 'ready' || !this.active) return false;
    if (this.active.state !== 'loading' && !isFree(this.active.occupied)) {
      // of a run that was lost the user hears first, and decides
      this.note = this.active.state === 'ready' ? 'ready' : '';
      return false;
    }
    this.active.link.close();
    this.active = this.beside;
    this.beside = null;
    this.note = '';
    return true;
  }

  /** @param {Message} command */
  send(command) {
    if (!this.active) return;
    this.active.occupied = afterCommand(this.active.occupied, command);
    this.active.link.send({ type: 'command', command });
  }

  tell() {
    if (!this.active) return;
    const { session, backend, reason, state, failure, slow, waits } = this.active;
    const adapter = backend === 'webgpu' ? this.adapter : '';
    const note = this.note && { note: this.note };
    const delay = { slow: slow && state === 'loading', waits: waits && state === 'ready' };
    this.onBackend({ session, backend, adapter, reason, state, ...delay, ...failure, ...note });
  }
}

/**
 * @param {object} options
 * @param {Preference} options.preference
 * @param {(updates: any[]) => void} options.onUpdates
 * @param {(status: Status) => void} options.onBackend
 */
export function createClient({ preference, onUpdates, onBackend }) {
  const client = new Client(preference, onUpdates, onBackend);
  client.start();
  return {
    send: (/** @type {Message} */ command) => client.send(command),
    retry: () => client.start(),
    lookAgain: () => client.lookAgain(),
    close: () => client.close(),
    setPreference: (/** @type {Preference} */ wanted) => {
      if (wanted === client.preference) return;
      client.preference = wanted;
      client.start();
    },
  };
}
