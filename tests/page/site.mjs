// The built site in a real Chromium: serves dist/ on a free port, opens pages, and remembers everything that a clean page
// must not do. What a test reads of a page, it reads as a user would: from the text and the buttons.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContextOptions} ContextOptions */
/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */
/** @typedef {Awaited<ReturnType<Site['visit']>>} Visit */

/** Milliseconds that a whole run may take on a slow machine before a test gives up. Nothing is asserted about it. */
export const LONG = 1_200_000;
const SHORT = 60_000;

const NAMES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * How every browser is started. Without a graphics card `webgpu` gives Chromium's software adapter; otherwise it finds none.
 * @param {{ webgpu?: boolean, args?: string[] }} [options]
 */
export const launchOptions = ({ webgpu = false, args = [] } = {}) => ({
  executablePath: process.env.CHROMIUM || NAMES.find(existsSync),
  headless: false, // the full browser, whose own headless mode has WebGPU
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    ...(webgpu ? ['--enable-unsafe-webgpu'] : []),
    ...args,
  ],
});

/** @param {Parameters<typeof launchOptions>[0]} [options] */
export async function startSite(options) {
  const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'warn' });
  const url = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch(launchOptions(options));
  return {
    url,
    /** @param {string} path relative to the site, with its hash @param {ContextOptions} [options] */
    visit: (path = '', options = {}) => visit(browser, url, path, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * One site for all tests of a file.
 * @param {Parameters<typeof startSite>[0]} [options]
 * @returns {{ visit: Site['visit'], url(): string }}
 */
export function useSite(options) {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startSite(options);
  });
  after(() => site?.close());
  return { visit: (path, context) => site.visit(path, context), url: () => site.url };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {string} path
 * @param {ContextOptions} options
 */
async function visit(browser, url, path, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(SHORT);
  const page = await context.newPage();
  const complaints = listen(page, url);
  await page.goto(url + path);
  return { page, context, ...complaints, ...controls(page), close: () => context.close() };
}

/** Collects what goes wrong and what leaves the site, of the page and its workers. @param {Page} page @param {string} url */
function listen(page, url) {
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const foreign = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.context().on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
  });
  const clean = () => assert.deepEqual({ errors, foreign }, { errors: [], foreign: [] });
  return { errors, foreign, clean };
}

/** The training bar as a user sees it. @param {Page} page */
function controls(page) {
  const button = (/** @type {string} */ command) => page.locator(`#controls button[data-command="${command}"]`);
  const text = async (/** @type {string} */ selector) => (await page.locator(selector).textContent()) ?? '';
  /** @param {RegExp} phase @param {number} [timeout] */
  const reaches = async (phase, timeout = SHORT) => {
    await page
      .waitForFunction(matches, { selector: '#controls .phase', source: phase.source }, { timeout })
      .catch(async (error) => assert.fail(`${await state(page)} never became ${phase}: ${error.message}`));
  };
  return {
    button,
    text,
    reaches,
    press: (/** @type {string} */ command) => button(command).click(),
    /** The number of optimizer steps taken. */
    steps: async () => Number(/step ([\d,]+) of/.exec(await text('#controls .counts'))?.[1].replaceAll(',', '')),
    /** Waits until `command` can be pressed. */
    offers: (/** @type {string} */ command) =>
      button(command).and(page.locator(':enabled:visible')).waitFor({ timeout: SHORT }),
    /** Waits until every card that exists in the gallery is drawn. */
    cards: () => page.waitForFunction(everyCardIsDrawn, null, { timeout: LONG }),
    /** Waits until the finished model has been examined to the end. */
    examined: () => page.waitForFunction(everythingIsFound, null, { timeout: LONG }),
    /** The rows of a curve's table twin: `[epoch, train, val]` as numbers. */
    curve: (/** @type {'loss' | 'accuracy'} */ measure) => page.evaluate(readCurve, measure),
  };
}

/** Runs in the page. @param {{ selector: string, source: string }} wanted */
function matches({ selector, source }) {
  return new RegExp(source).test(document.querySelector(selector)?.textContent ?? '');
}

/** Runs in the page. */
function everyCardIsDrawn() {
  const cards = [...document.querySelectorAll('#gallery [role=option]')];
  return cards.length > 0 && cards.every((card) => card.hasAttribute('data-drawn'));
}

/** Runs in the page. */
function everythingIsFound() {
  const words = document.querySelector('#robustness .leaning')?.textContent ?? '';
  return words !== '' && !words.includes('being evaluated');
}

/** Runs in the page. @param {string} measure */
function readCurve(measure) {
  const rows = document.querySelectorAll(`figure[data-chart="${measure}"] .twin tbody tr`);
  return [...rows].map((row) => [...row.querySelectorAll('th, td')].map((cell) => parseFloat(cell.textContent ?? '')));
}

/** What the page says, for a failing test's message. @param {Page} page */
async function state(page) {
  const parts = ['#controls .phase', '#controls .counts', '#backend', '#notices'].map((selector) =>
    page
      .locator(selector)
      .textContent({ timeout: 1000 })
      .catch(() => '?'),
  );
  return JSON.stringify(await Promise.all(parts));
}
