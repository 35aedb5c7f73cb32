// The page on narrow and wide screens, light and dark: nothing overflows, and every canvas can be read without seeing it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

for (const width of [390, 1280]) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`at ${width} pixels in ${colorScheme} mode nothing overflows and no canvas is mute`, {
      timeout: LONG,
    }, async () => {
      const visit = await site.visit('#events=60&epochs=2', { viewport: { width, height: 900 }, colorScheme });
      await visit.offers('train');
      await visit.press('train');
      await visit.reaches(/^Finished/, LONG);
      await visit.examined();
      await visit.page.evaluate(unfold);
      await visit.cards();
      assert.deepEqual(await visit.page.evaluate(overflowing), []);
      assert.deepEqual(await visit.page.evaluate(mute), []);
      await visit.page.locator('#gallery [role=option]').first().click();
      await visit.page.locator('#event[open] .twin table').first().waitFor({ state: 'attached' });
      await visit.page.evaluate(unfold); // an event opens folded
      assert.deepEqual(await visit.page.evaluate(overflowing), []);
      assert.deepEqual(await visit.page.evaluate(mute), []);
      visit.clean();
      await visit.close();
    });
  }
}

test('a place that is jumped to comes to lie just under the bar', async () => {
  for (const width of [1000, 1280]) {
    const visit = await site.visit('#events=60', { viewport: { width, height: 900 } });
    await visit.offers('train');
    await visit.page.locator('.places a', { hasText: 'Fusion' }).click();
    const [bar, place] = await Promise.all(['#controls', '#fusion'].map((at) => visit.page.locator(at).boundingBox()));
    const gap = (place?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0);
    assert.ok(gap >= 0 && gap < 48, `${gap} pixels at ${width}`);
    await visit.close();
  }
});

test('the thin line stands out from its card, and a reader’s own colours leave the progress an edge', async () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const visit = await site.visit('#events=60', { colorScheme, forcedColors: 'active' });
    const [low, high] = (await visit.page.evaluate(colours, ['--fine', '--card'])).map(luminance).sort();
    const contrast = (high + 0.05) / (low + 0.05);
    assert.ok(contrast >= 3, `${contrast} in ${colorScheme} mode`);
    const edge = await visit.page.locator('#controls progress').evaluate((bar) => getComputedStyle(bar).borderTopStyle);
    assert.equal(edge, 'solid');
    await visit.close();
  }
});

/** Runs in the page: colours of the theme, as #rrggbb. @param {string[]} names */
function colours(names) {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(name).trim());
}

/** How light a colour is, 0…1, as WCAG reckons. @param {string} colour as #rrggbb */
function luminance(colour) {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Runs in the page: opens all that is folded. */
function unfold() {
  for (const details of document.querySelectorAll('details'))
    if (details.id !== 'backend') details.setAttribute('open', '');
}

/** Runs in the page: elements that reach beyond the window, unless a scrolling box holds them. */
function overflowing() {
  const edge = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > edge + 1 && !element.closest('.scroll'),
  );
  const wide =
    document.documentElement.scrollWidth > edge ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  return [...wide, ...beyond.map((element) => element.outerHTML.slice(0, 80))];
}

/** Runs in the page: canvases in view without a name, and those whose figures stand in no table. A card is read as one. */
function mute() {
  return [...document.querySelectorAll('canvas')]
    .filter((canvas) => {
      if (!canvas.checkVisibility()) return false;
      if (canvas.closest('[aria-hidden=true]')) return !canvas.closest('[role=option]')?.getAttribute('aria-label');
      const own = canvas.closest('table') ?? canvas.parentElement?.querySelector(':scope > .twin table');
      const around = own ?? canvas.closest('figure');
      return !canvas.getAttribute('aria-label') || !around?.querySelector('tbody tr');
    })
    .map((canvas) => canvas.outerHTML);
}
