// A browser that lacks something that training needs.
import { test } from 'node:test';
import { useSite } from './site.mjs';

const site = useSite({ args: ['--js-flags=--jitless'] });

test('a browser whose WebAssembly is switched off gets a notice', async () => {
  const visit = await site.visit();
  const notice = visit.page.locator('#notices .notice', { hasText: /WebAssembly is switched off/ });
  await notice.waitFor({ timeout: 10_000 });
  await visit.close();
});
