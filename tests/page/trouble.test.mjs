// What can go wrong: a bad link, wasm that does not load, a run that diverges. Each is shown with a way out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

test('a bad setting of the link is ignored, named in a notice, and the default used', async () => {
  const visit = await site.visit('#epochs=9999&nonsense=1&seed=7');
  const notice = await visit.text('#notices .notice');
  assert.match(notice, /epochs = 9999/);
  assert.match(notice, /nonsense = 1/);
  assert.doesNotMatch(notice, /seed/);
  assert.equal(await visit.page.locator('[name=epochs]').inputValue(), '10');
  assert.equal(await visit.page.locator('[name=seed]').inputValue(), '7');
  visit.clean();
});

test('settings of the link that do not go together have a notice, and leave a page that trains', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#train_share=0.85&events=60&epochs=1');
  await visit.offers('train');
  assert.match(await visit.text('#notices'), /A setting was refused.*val_share = 0.15/s);
  assert.match(await visit.text('#settings-state'), /^Refused/);
  const box = visit.page.locator('#notices .notice');
  await box.evaluate((node) => node.classList.add('first'));
  await visit.press('train');
  await visit.page.locator('#notices .notice:not(.first)').waitFor(); // refused once more, and said once more
  assert.equal(await box.count(), 1);
  await visit.page.getByRole('button', { name: 'Show “Validation share”' }).click();
  await visit.page.keyboard.press('Home');
  await visit.page.waitForFunction(() => document.querySelector('#notices')?.textContent === '');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  visit.clean();
  await visit.close();
});

test('a value out of range is refused beside its field and never reaches the session', async () => {
  const visit = await site.visit('#events=60');
  await visit.offers('train');
  await visit.page.locator('[name=batch_size]').fill('0');
  await visit.page.locator('[name=batch_size]').blur();
  assert.match(await visit.text('#error-batch_size'), /between 1 and 256/);
  assert.equal(new URL(visit.page.url()).hash, '#events=60');
});

test('wasm that does not load is explained, and Retry trains once it is there', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.route('**/*.wasm*', (route) => route.abort());
  await visit.page.goto(`${site.url()}#events=60&epochs=1`);
  const notice = visit.page.locator('#notices .notice');
  assert.match(String(await notice.textContent()), /could not be loaded/);
  await visit.page.unroute('**/*.wasm*');
  await notice.getByRole('button', { name: 'Retry' }).click();
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
});

test('a notice that stays keeps its box, and one that goes leaves the focus at the training bar', async () => {
  const visit = await site.visit('bench.html');
  const focused = () => visit.page.evaluate(() => document.activeElement?.id);
  await visit.page.route('**/*.wasm*', (route) => route.abort());
  await visit.page.goto(`${site.url()}#nonsense=1`);
  const failed = await visit.page.locator('#notices .notice', { hasText: 'cannot start' }).elementHandle();
  await visit.page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await visit.page.getByRole('button', { name: 'Dismiss' }).waitFor({ state: 'detached' });
  assert.ok(await failed?.evaluate((box) => box.isConnected), 'it is not announced again');
  assert.equal(await focused(), 'controls');
  await visit.page.unroute('**/*.wasm*');
  await visit.page.getByRole('button', { name: 'Retry' }).press('Enter');
  await visit.offers('train');
  assert.equal(await focused(), 'controls');
});

test('a run that diverges stops, says why, keeps its curves and offers a lower rate', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=120&batch_size=16&learning_rate=10');
  await visit.offers('train');
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice');
  await notice.waitFor({ timeout: LONG });
  assert.match(String(await notice.textContent()), /diverged/);
  await visit.reaches(/^Stopped/);
  assert.ok(await visit.page.locator('figure[data-chart=loss] canvas').isVisible());
  assert.match(await visit.text('figure[data-chart=loss] .summary'), /ended before its first epoch/);
  await notice.getByRole('button', { name: 'Try learning rate 1' }).click();
  assert.equal(await visit.page.locator('[name=learning_rate]').inputValue(), '1');
  visit.clean();
});

test('a view that throws shows so in its place, and the others go on', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=60&epochs=2');
  await visit.offers('train');
  await visit.page
    .locator('#curves .legend')
    .first()
    .evaluate((legend) => legend.remove());
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  const failure = visit.page.locator('#curves .failure');
  assert.match(String(await failure.textContent()), /This part of the page failed: .*legend.*Reload the page/s);
  assert.equal(await visit.page.locator('#curves figure:visible').count(), 0);
  assert.ok(await visit.page.locator('#result .headline').isVisible());
  await visit.examined();
  assert.equal(await visit.page.locator('.failure').count(), 1);
  assert.equal(visit.errors.length, 1, 'it is on the console once');
  assert.match(visit.errors[0], /curves.*legend/s);
  await visit.close();
});

test('a badge that throws says so beside it, where it is seen though the badge is folded', async () => {
  const visit = await site.visit('#events=60&epochs=2');
  await visit.offers('train');
  await visit.page.locator('#backend .why').evaluate((why) => why.remove());
  await visit.page.evaluate(() => {
    location.hash = '#events=60&epochs=2&backend=cpu';
  });
  await visit.page.locator('#backend + .failure').waitFor();
  assert.ok(await visit.page.locator('#backend').isHidden());
  await visit.offers('train');
  await visit.close();
});

test('a crash in the middle of a run is shown with its cause, the curves stay, and Retry trains again', {
  timeout: LONG,
}, async () => {
  const visit = await panicking('#events=60&epochs=9', 'epoch');
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice');
  await notice.waitFor({ timeout: LONG });
  assert.match(String(await notice.textContent()), /has stopped.*panicked at src/s);
  assert.ok((await visit.curve('loss')).length > 0, 'the curves stay');
  assert.equal(await visit.button('train').isEnabled(), false, 'nobody is there to train');
  await visit.page.unroute('**/wasm/cpu/*/trimodal.js');
  await notice.getByRole('button', { name: 'Retry' }).click();
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Training/);
});

test('a crash while the test events are examined is shown wherever a result was awaited, and Retry starts again', {
  timeout: LONG,
}, async () => {
  const visit = await panicking('#events=240&epochs=1', 'result');
  await visit.press('train');
  await visit.page.locator('#notices .notice').waitFor({ timeout: LONG });
  await visit.page.locator('#result .headline', { hasText: /classifies \d+ of 36/ }).waitFor();
  for (const place of [
    '#result .confusions',
    '#result [data-chart=reliability]',
    '#robustness',
    '#balance [data-chart=falls]',
  ]) {
    const words = await visit.text(place);
    assert.match(words, /was lost.*Press Retry/s, place);
    assert.doesNotMatch(words, /being evaluated/, place);
  }
  await visit.page.locator('#gallery [name=split]').selectOption('');
  assert.match(await visit.text('#gallery .found'), /^240 of 240 events\. .*cannot be loaded/);
  await visit.page.locator('#gallery [role=option]:not([data-drawn])').first().click();
  assert.match(await visit.text('#gallery .heard'), /^Event \d+ cannot be loaded/);
  await visit.page.unroute('**/wasm/cpu/*/trimodal.js');
  await visit.page.locator('#notices').getByRole('button', { name: 'Retry' }).click();
  await visit.offers('train');
  await visit.cards();
  assert.match(await visit.text('#gallery .found'), /^240 of 240 events$/);
  await visit.close();
});

/** A page whose worker panics after the first update of a type. @param {string} hash @param {string} type */
async function panicking(hash, type) {
  const visit = await site.visit('bench.html');
  await visit.page.route('**/wasm/cpu/*/trimodal.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;(${panicAfter})('${type}');` });
  });
  await visit.page.goto(`${site.url()}${hash}`);
  await visit.offers('train');
  return visit;
}

/** Joined to the module's own JavaScript: a panic of a Rust future as it arrives, its promise pending for ever. @param {string} last */
function panicAfter(last) {
  // @ts-expect-error: the module's own class
  const { prototype } = Session;
  const work = prototype.work;
  let over = false;
  prototype.work = async function () {
    if (over) {
      console.error('panicked at src/learn/trainer.rs:1:1: for the test');
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
      return new Promise(() => {});
    }
    const updates = await work.call(this);
    over = updates.some((/** @type {{ type: string }} */ { type }) => type === last);
    return updates;
  };
}
