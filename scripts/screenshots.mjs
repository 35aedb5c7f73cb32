// Takes pictures of the built site at the end of a real run with the default settings.
// Usage: screenshots.mjs FILE.png for the README's picture · screenshots.mjs FOLDER for wide, narrow and dark ones to look at,
// of the whole page and of the gallery

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LONG, startSite } from '../tests/page/site.mjs';

const target = process.argv[2] ?? 'docs/page.png';
const site = await startSite();
const { page, offers, press, reaches, cards } = await site.visit();
await offers('train');
await press('train');
await reaches(/^Finished/, LONG);

/** @param {string} path @param {number} width @param {'light' | 'dark'} colorScheme @param {number} [height] the whole page without it */
async function take(path, width, colorScheme, height) {
  mkdirSync(dirname(path), { recursive: true });
  await page.setViewportSize({ width, height: height ?? 900 });
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => scrollTo(0, 0)); // the bar sticks to wherever the window stands
  await page.waitForTimeout(300); // charts follow the new size
  await page.screenshot({ path, fullPage: !height });
}

/** The gallery alone, mistakes first. @param {string} path @param {number} width */
async function takeGallery(path, width) {
  await page.setViewportSize({ width, height: 1200 }); // higher than the gallery, which would be cut otherwise
  await page.locator('#gallery [name=order]').selectOption('mistakes');
  await cards();
  await page.locator('#gallery').screenshot({ path });
}

if (target.endsWith('.png')) {
  await take(target, 1280, 'light', 1620);
} else {
  for (const [name, width] of Object.entries({ wide: 1280, narrow: 390 })) {
    for (const [scheme, ending] of /** @type {const} */ ([
      ['light', ''],
      ['dark', '-dark'],
    ])) {
      await take(join(target, `${name}${ending}.png`), width, scheme);
      await takeGallery(join(target, `gallery-${name}${ending}.png`), width);
    }
  }
}
await site.close();
