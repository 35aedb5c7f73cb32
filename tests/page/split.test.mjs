// A wasm module in two files: what training calls, and the rest, which is loaded when it is needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useSite } from './site.mjs';

const site = useSite();
const { defaults, commands, findings } = JSON.parse(readFileSync('www/contract.json', 'utf8'));

test('training and its findings need no more than the first file, and the second joins in when it is wanted', async () => {
  const visit = await site.visit();
  const [trained, asked, error] = await visit.page.evaluate(
    ([code, home]) =>
      new Promise((resolve, reject) => {
        const source = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        const worker = new Worker(source, { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(home);
      }),
    [
      `self.onmessage = async ({ data }) => self.postMessage(await (${inWorker})(data, ${conversation()}));`,
      site.url(),
    ],
  );
  const found = Object.keys(findings).length + 2; // a robustness curve for each modality
  assert.deepEqual(trained, { result: 1, found, what_if: 1, probe: 1, compared: 1, rests: 0 });
  assert.equal(asked, 1, 'an unknown command wants the words for its refusal');
  assert.match(error, /unknown variant `dance`/);
  visit.clean();
});

const conversation = () =>
  JSON.stringify([
    { type: 'configure', config: { ...defaults, events: 150, epochs: 2 } },
    { type: 'train' },
    { type: 'examine' },
    { ...commands.what_if, event: 1 },
    commands.probe,
    commands.compare,
  ]);

/** Runs in a worker. @param {string} home @param {object[]} conversation */
async function inWorker(home, conversation) {
  const { cpu } = await (await fetch(`${home}wasm/modules.json`)).json();
  const { default: init, Session } = await import(`${home}wasm/${cpu.js}`);
  await init();
  const session = await Session.open('cpu');
  /** @type {{ type: string }[]} */
  const updates = [];
  for (const command of conversation) {
    updates.push(...session.handle(command));
    while (session.busy()) updates.push(...(await session.work()));
  }
  const count = (/** @type {string} */ wanted) => updates.filter(({ type }) => type === wanted).length;
  const rests = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('_rest.wasm')).length;
  const trained = Object.fromEntries(
    ['result', 'found', 'what_if', 'probe', 'compared'].map((type) => [type, count(type)]),
  );
  trained.rests = rests();
  const [{ message }] = session.handle({ type: 'dance' });
  return [trained, rests(), message];
}
