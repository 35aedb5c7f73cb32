// Helpers for tests of the what-if panel, in its section and in the open event.

/** @typedef {import('./site.mjs').Visit} Visit */

/** @param {Visit} visit @param {string} asked @returns {Promise<number[]>} of each class, as the table says, 0…1 */
export async function probabilities({ page }, asked) {
  const cells = await page.locator(`${asked} [data-chart=probabilities] td:nth-child(2)`).allTextContents();
  return cells.map((text) => Number.parseFloat(text) / 100);
}

/**
 * The answer after an action that changes the input of the model.
 * @param {Visit} visit
 * @param {string} asked
 * @param {() => Promise<unknown>} act
 */
export async function afterwards(visit, asked, act) {
  const before = await visit.page.locator(`${asked} [data-chart=probabilities] table`).elementHandle();
  await act();
  await visit.page.waitForFunction((table) => !table?.isConnected, before);
  return probabilities(visit, asked);
}

/** Waits for the first answer. @param {Visit} visit @param {string} asked */
export async function answered({ page }, asked) {
  await page.locator(`${asked} [data-chart=probabilities] tbody tr`).first().waitFor({ state: 'attached' });
}

/** @param {number[]} one @param {number[]} other */
export const differ = (one, other) => one.some((share, i) => Math.abs(share - other[i]) > 0.0005);
