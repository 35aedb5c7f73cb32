// Phase `smooth`: whether the page responds while it trains with its default settings on the CPU. A key is pressed
// ten times per second; measured are the time to the next frame, and how often the main thread is busy for over 50
// ms.

import { setTimeout as sleep } from 'node:timers/promises';
import { startSite } from '../tests/page/site.mjs';
import { markdown, median, shown } from './numbers.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** Times in ms. @typedef {{ steps: number, seconds: number, pressed: number, delays: number[], long: number[] }} Numbers */
/** @typedef {typeof globalThis & { delays: number[], long: number[], since: number }} Tab */

const STEPS = 300;
const GAP = 100;
/** Any key that the page has no use for. */
const KEY = 'Shift';

/** @param {Harness} harness */
export async function measure(harness) {
  const site = await startSite();
  try {
    const visit = await site.visit('bench.html');
    await visit.page.addInitScript(watch);
    await visit.page.goto(`${site.url}#backend=cpu`);
    await visit.offers('train');
    await visit.press('train');
    await visit.page.waitForFunction(() => /step [\d,]+ of/.test(document.querySelector('.counts')?.textContent ?? ''));
    await visit.page.evaluate(forget);
    harness.note('smooth', 'page', await pressKeys(visit, harness.options.steps ?? STEPS));
  } finally {
    await site.close();
  }
}

/** @param {import('../tests/page/site.mjs').Visit} visit @param {number} wanted steps @returns {Promise<Numbers>} */
async function pressKeys({ page, steps, text }, wanted) {
  const [first, start] = [await steps(), performance.now()];
  let [pressed, taken, training] = [0, 0, true];
  while (taken < wanted && training) {
    const due = start + ++pressed * GAP;
    await page.keyboard.press(KEY);
    // to be asked is work for the page too, so it is asked once a second
    if (pressed % 10 === 0) {
      taken = (await steps()) - first;
      training = /^(Training|Scoring|Evaluating)/.test(await text('#controls .phase'));
    }
    await sleep(Math.max(0, due - performance.now()));
  }
  const seconds = (performance.now() - start) / 1000;
  await sleep(200); // entries of long tasks arrive late
  const seen = await page.evaluate(() => {
    const { delays, long } = /** @type {Tab} */ (globalThis);
    return { delays, long };
  });
  return { steps: taken, seconds, pressed, ...seen };
}

/** Runs in the page before its own scripts: notes long tasks, and how long after a key the next frame begins. */
function watch() {
  const tab = /** @type {Tab} */ (globalThis);
  Object.assign(tab, { delays: [], long: [], since: 0 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= tab.since) tab.long.push(duration);
  }).observe({ type: 'longtask' });
  const heard = (/** @type {Event} */ { timeStamp }) =>
    requestAnimationFrame(() => tab.delays.push(performance.now() - timeStamp));
  addEventListener('keydown', heard, { capture: true });
}

/** Runs in the page: leaves out what its start took, and its long tasks that are reported only now. */
function forget() {
  const tab = /** @type {Tab} */ (globalThis);
  tab.delays.length = tab.long.length = 0;
  tab.since = performance.now();
}

/** @param {Harness} harness */
export function tables(harness) {
  /** @type {Numbers | undefined} */
  const numbers = harness.of('smooth').page;
  if (!numbers) return [];
  const { steps, seconds, pressed, delays, long } = numbers;
  const rows = [
    ['steps, seconds', `${steps}, ${shown(seconds)}`],
    ['tasks over 50 ms on the main thread', long.length],
    ['the longest of them, ms', long.length ? shown(Math.max(...long)) : '–'],
    ['keys pressed, answered by a frame', `${pressed}, ${delays.length}`],
    ['key to next frame, median ms', shown(median(delays), 1)],
    ['key to next frame, longest ms', shown(Math.max(...delays), 1)],
  ];
  return [markdown(['the page while it trains', ''], rows)];
}
