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
