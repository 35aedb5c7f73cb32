// Contact sheets of the built site's events: for each world, picture size and class, 64 events with picture and spectrogram,
// as the page itself draws them.
// Usage: contact.mjs FOLDER
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSite } from '../tests/page/site.mjs';
import contract from '../www/contract.json' with { type: 'json' };

const EVENTS = 64;
/** Worth looking at: every cause there is, once where it is shared and once where it tells. */
const SHEETS = ['story', 'redundant'].flatMap((world) => [32, 64].map((size) => ({ world, size })));
const CLASSES = Number(contract.fields.find(({ name }) => name === 'classes')?.max);

/** @typedef {{ updates: any[], inspect(event: number): void }} Overheard */
/** @typedef {Window & { overheard?: Overheard }} Tab */

const folder = process.argv[2] ?? 'results/screenshots';
mkdirSync(folder, { recursive: true });
const site = await startSite();
for (const { world, size } of SHEETS) await sheets(world, size);
await site.close();

/** @param {string} world @param {number} size pixels along each side of a picture */
async function sheets(world, size) {
  const { page, cards, close } = await site.visit('bench.html', { viewport: { width: 1760, height: 900 } });
  await page.addInitScript(overhear);
  const events = 2 * EVENTS * CLASSES;
  await page.goto(`${site.url}#world=${world}&classes=${CLASSES}&image_size=${size}&events=${events}&backend=cpu`);
  await cards(); // all events are made by then
  const pixels = readFileSync('www/draw/pixels.js', 'utf8');
  for (let label = 0; label < CLASSES; label += 1) {
    const name = await page.evaluate(drawSheet, { label, most: EVENTS, pixels });
    const path = join(folder, `${world}-${size}-${name}.png`);
    await page.locator('#sheet').screenshot({ path });
    console.log(path);
  }
  await close();
}

/** Runs in the page before its own scripts: keeps what the worker says, and can ask it for an event. */
function overhear() {
  const tab = /** @type {Tab} */ (window);
  /** @type {any[]} */
  const updates = [];
  window.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} options */
    constructor(...options) {
      super(...options);
      this.addEventListener('message', ({ data }) => updates.push(...(data.updates ?? [])));
      const inspect = (/** @type {number} */ event) =>
        this.postMessage({ type: 'command', command: { type: 'inspect', event } });
      tab.overheard = { updates, inspect };
    }
  };
}

/**
 * Runs in the page: puts the first events with a label on a sheet.
 * @param {{ label: number, most: number, pixels: string }} wanted `pixels` is the module that draws them
 * @returns {Promise<string>} the class's name
 */
async function drawSheet({ label, most, pixels }) {
  const draw = await import(URL.createObjectURL(new Blob([pixels], { type: 'text/javascript' })));
  const { updates, inspect } = /** @type {Overheard} */ (/** @type {Tab} */ (window).overheard);
  const { columns, schema } = updates.findLast(({ type }) => type === 'dataset');
  /** @type {number[]} */
  const numbers = [...columns.labels.keys()].filter((i) => columns.labels[i] === label).slice(0, most);
  numbers.forEach(inspect);
  const come = (/** @type {number} */ i) => updates.find(({ type, event }) => type === 'event' && event === i);
  while (!numbers.every(come)) await new Promise((resolve) => setTimeout(resolve, 50));
  document.querySelector('#sheet')?.remove();
  const sheet = document.createElement('div');
  sheet.id = 'sheet';
  sheet.style.cssText =
    'position:absolute;inset:0 auto auto 0;z-index:9;display:grid;grid-template-columns:repeat(8,1fr);gap:10px 14px;padding:12px;background:#fff;font:11px sans-serif;color:#000';
  for (const event of numbers.map(come)) {
    const [picture, sound, words] = ['canvas', 'canvas', 'div'].map((tag) => document.createElement(tag));
    for (const canvas of [picture, sound])
      canvas.style.cssText = 'width:96px;height:96px;image-rendering:pixelated;margin-right:4px';
    draw.drawPicture(picture, event.image, schema.image);
    draw.drawSpectrogram(sound, event.spectrogram, schema.audio);
    words.textContent = `${event.event} · ${event.causes.slice(1).join(' · ')}`;
    words.style.width = '200px';
    const cell = document.createElement('div');
    cell.append(picture, sound, words);
    sheet.append(cell);
  }
  document.body.append(sheet);
  return schema.classes[label].toLowerCase().replaceAll(' ', '-');
}
