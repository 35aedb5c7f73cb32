// A contestant that is a page, in a browser of its own with a fresh profile: its processes are its own, so that its CPU
// time can be measured separately. Time is measured inside the page.

import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { launchOptions } from '../tests/page/site.mjs';
import { cpuSeconds } from './processes.mjs';

/** @typedef {{ batch: number, seed: number, samples?: number, dropout?: number, lr?: number }} Setup */
/**
 * @typedef {object} Bench what a page sets as `window.bench`
 * @property {(setup: Setup) => Promise<unknown>} setup
 * @property {(n: number) => Promise<number>} step the last step's loss
 * @property {(passes: number) => Promise<number>} [evaluate] over all events, forward only: their loss
 * @property {() => Promise<number>} [memory] bytes of wasm memory
 * @property {(n: number) => Promise<Made>} [events] makes so many events of the default settings
 */
/** @typedef {typeof globalThis & { bench: Bench, arrived: Promise<number>, longTasks: { start: number, duration: number }[] }} Tab */
/** @typedef {import('../www/bench-events.js').Made} Made */
/** @typedef {{ n: number, wall: number, loss: number, cpu: number, blocked?: number, longest?: number }} Block times in ms */
/** @typedef {{ bench: number, setup: number, first: number }} Cold ms since the start, at the end of each */

export class PageContestant {
  /** @param {import('./contestants.mjs').Contestant} contestant @param {import('./hosts.mjs').Hosts} hosts */
  constructor({ webgpu, host = '', path = '' }, hosts) {
    this.webgpu = webgpu;
    this.url = hosts.url(host, path);
  }

  /** @param {(page: import('playwright-core').Page) => unknown} [before] what is to be done to the page before it loads */
  async open(before) {
    this.server = await chromium.launchServer(launchOptions({ webgpu: this.webgpu }));
    const browser = await chromium.connect(this.server.wsEndpoint());
    this.page = await browser.newPage();
    this.page.setDefaultTimeout(0);
    await this.page.addInitScript(prepare);
    await before?.(this.page);
    await this.page.goto(this.url, { waitUntil: 'commit' });
  }

  /** @template A, R @param {(argument: A) => R} work runs in the page @param {A} [argument] */
  run(work, argument) {
    if (!this.page) throw new Error('the page is not open');
    return this.page.evaluate(/** @type {any} */ (work), argument);
  }

  /** @param {Setup} setup @returns {Promise<unknown>} */
  setup(setup) {
    return this.run(async (setup) => {
      const tab = /** @type {Tab} */ (globalThis);
      await tab.arrived;
      return tab.bench.setup(setup);
    }, setup);
  }

  /** @param {number} n @returns {Promise<number>} */
  step(n) {
    return this.run((n) => /** @type {Tab} */ (globalThis).bench.step(n), n);
  }

  /** @param {number} passes @returns {Promise<{ loss: number, wall: number } | null>} null where the page does not offer it */
  evaluate(passes) {
    return this.run(evaluateInPage, passes);
  }

  /** @returns {Promise<number | undefined>} bytes */
  memory() {
    return this.run(() => /** @type {Tab} */ (globalThis).bench.memory?.(), undefined);
  }

  /** @param {number} n @returns {Promise<Made>} */
  events(n) {
    return this.run(async (n) => {
      const tab = /** @type {Tab} */ (globalThis);
      await tab.arrived;
      if (!tab.bench.events) throw new Error('this page makes no events');
      return tab.bench.events(n);
    }, n);
  }

  /** @param {number} samples one batch: making the data is not what is timed @returns {Promise<Cold>} */
  cold(samples) {
    return this.run(coldInPage, samples);
  }

  /** Chunks of `chunk` steps until `ms` have passed. @param {number} chunk @param {number} ms @returns {Promise<Block>} */
  async block(chunk, ms) {
    const before = cpuSeconds(this.server?.process().pid);
    const { start, ...block } = await this.run(blockInPage, { chunk, ms });
    const cpu = (cpuSeconds(this.server?.process().pid) - before) * 1000;
    await sleep(120); // entries of long tasks arrive late
    const long = await this.run(longTasksInPage, { start, end: start + block.wall });
    return { ...block, cpu, ...long };
  }

  async close() {
    await this.server?.close().catch(() => {}); // a browser that crashed is closed already
  }
}

/** Runs in the page before its own scripts: notes long tasks, and when `window.bench` is there. */
function prepare() {
  const tab = /** @type {Tab} */ (globalThis);
  tab.longTasks = [];
  const note = (/** @type {PerformanceEntry} */ { startTime, duration }) =>
    tab.longTasks.push({ start: startTime, duration });
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'longtask', buffered: true });
  tab.arrived = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('window.bench never came')), 60_000);
    /** @type {Bench} */
    let bench;
    const set = (/** @type {Bench} */ value) => {
      bench = value;
      resolve(performance.now());
    };
    Object.defineProperty(tab, 'bench', { configurable: true, get: () => bench, set });
  });
}

/** Runs in the page: navigation to the end of the first training step. @param {number} samples */
async function coldInPage(samples) {
  const tab = /** @type {Tab} */ (globalThis);
  const bench = await tab.arrived;
  await tab.bench.setup({ batch: samples, seed: 1, samples });
  const setup = performance.now();
  await tab.bench.step(1);
  return { bench, setup, first: performance.now() };
}

/** Runs in the page. @param {{ chunk: number, ms: number }} options */
async function blockInPage({ chunk, ms }) {
  const { bench } = /** @type {Tab} */ (globalThis);
  // a task of the debugger's is not counted as a long task; one from a timer is, as a page's own code would be
  await new Promise((resolve) => setTimeout(resolve));
  const start = performance.now();
  let n = 0;
  let loss = Number.NaN;
  do {
    loss = await bench.step(chunk);
    n += chunk;
  } while (performance.now() - start < ms);
  return { n, wall: performance.now() - start, loss, start };
}

/** Runs in the page. @param {{ start: number, end: number }} span */
function longTasksInPage({ start, end }) {
  const inside = /** @type {Tab} */ (globalThis).longTasks.filter(
    (task) => task.start >= start - 1 && task.start < end,
  );
  const blocked = inside.reduce((sum, { duration }) => sum + Math.min(duration, end - start), 0);
  return { blocked, longest: Math.max(0, ...inside.map(({ duration }) => duration)) };
}

/** Runs in the page. @param {number} passes */
async function evaluateInPage(passes) {
  const { bench } = /** @type {Tab} */ (globalThis);
  if (!bench.evaluate) return null;
  const start = performance.now();
  const loss = await bench.evaluate(passes);
  return { loss, wall: performance.now() - start };
}
