// What a model predicts for one event, in rows and words: the bars add up, and the words say what changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import {
  probabilityBars,
  same,
  sentence,
  shareOf,
  stepBars,
  subjectOf,
  sum,
  untouched,
} from '../../../www/facts/answer.js';
import { nextMistake, sayings } from '../../../www/facts/said.js';

const CLASSES = ['Concert', 'Lecture', 'Match'];
const before = {
  event: 7,
  levels: [0, 0, 0],
  present: [true, true, true],
  probabilities: [0.96, 0.03, 0.01],
  predicted: 0,
  shapley: [0.06, 0.25, 0.25],
};
/** Without its sound. */
const deaf = { ...before, present: [true, true, false], probabilities: [0.5, 0.46, 0.04], shapley: [-0.1, 0.2, 0] };
const numbers = (/** @type {number[]} */ list) => list.map((number) => Number(number.toFixed(9)));

test('the steps lead from the share in training to the probability, each from where the one before ended', () => {
  const bars = stepBars(before, CLASSES);
  assert.deepEqual(numbers(bars.map(({ from }) => from)), [0, 0.4, 0.46, 0.71, 0]);
  assert.deepEqual(numbers(bars.map(({ to }) => to)), [0.4, 0.46, 0.71, 0.96, 0.96]);
  assert.deepEqual(
    bars.map(({ text }) => text),
    ['40.0 %', '+6.0', '+25.0', '+25.0', '96.0 %'],
  );
});

test('a step may lead back, and the figures say so without colour', () => {
  const [, table, , sound] = stepBars(deaf, CLASSES);
  assert.ok(table.to < table.from);
  assert.deepEqual([table.text, sound.text], ['−10.0', '0.0']);
});

test('the share in training stays within 0 and 1, whatever rounding did', () => {
  assert.equal(shareOf({ probabilities: [1, 0], predicted: 0, shapley: [0.5, 0.5, 1e-9] }), 0);
});

test('probabilities are rows, the predicted class stands out, the label is named, a line marks what was', () => {
  const bars = probabilityBars(deaf, CLASSES, { label: 1, before });
  assert.deepEqual(
    bars.map(({ name, strong, mark }) => [name, strong, mark]),
    [
      ['Concert', true, 0.96],
      ['Lecture (label)', false, 0.03],
      ['Match', false, 0.01],
    ],
  );
  assert.equal(probabilityBars(deaf, CLASSES, { label: 1, before: null })[0].mark, undefined);
  assert.equal(probabilityBars(before, CLASSES, { label: 1, before })[0].mark, undefined, 'nothing has changed');
});

test('the sentence says what the model predicts, whether that is the label, and what has changed', () => {
  const says = (/** @type {any} */ answer, label = 0) =>
    sentence(answer, CLASSES, { label, before, lacks: ['', '', ''] });
  assert.equal(says(before), 'The model predicts Concert with 96.0 % confidence. ✓ Correct.');
  assert.match(
    says(deaf),
    /^With no sound, the model predicts Concert with 50\.0 %.*Without corruption, it is 46\.0 points more confident\.$/,
  );
  assert.match(
    says({ ...deaf, probabilities: [0.4, 0.5, 0.1], predicted: 1 }, 1),
    /✓ Correct\. Without corruption, it predicts Concert\.$/,
  );
  assert.match(says({ ...deaf, probabilities: [0.955, 0.04, 0.005] }, 2), /label is Match\. .*about the same\.$/);
});

test('a sentence explains the sum', () => {
  assert.equal(
    sum(before, CLASSES),
    'Without any modality, the probability of Concert is its share in training, 40.0 %. The modalities add their Shapley values, in percentage points: table +6.0, picture +25.0, sound +25.0. The sum is the predicted probability, 96.0 %.',
  );
});

test('two questions are the same where event, noise and switches are', () => {
  assert.ok(same(before, untouched(7, [true, true, true])));
  assert.ok(!same(before, untouched(8, [true, true, true])));
  assert.ok(!same(before, deaf));
  assert.ok(!same(before, { ...before, levels: [0, 0.05, 0] }));
});

test('what an event or the model lacks cannot be switched on, and the reason is shown', () => {
  const dataset = /** @type {any} */ ({
    schema: { classes: CLASSES, features: [] },
    columns: { present: Uint8Array.of(0b111, 0b101), labels: Uint8Array.of(0, 2) },
  });
  assert.deepEqual(subjectOf(0, dataset, 'all').lacks, ['', '', '']);
  assert.deepEqual(subjectOf(1, dataset, 'image_audio').lacks, ['not in this model', 'missing in this event', '']);
  assert.deepEqual(subjectOf(1, dataset, 'tabular').lacks[0], '');
  assert.equal(subjectOf(1, dataset, 'all').label, 2);
});

test('what was said is found by event; the next mistake lies behind it or around the end', () => {
  const probabilities = Float32Array.of(0.2, 0.5, 0.3, 0.9, 0.1, 0, 0.1, 0.1, 0.8);
  const bytes = { predicted: Uint8Array.of(1, 0, 2), correct: Uint8Array.of(0, 1, 0) };
  const predictions = { classes: 3, events: Uint32Array.of(4, 1, 2), probabilities, ...bytes };
  const said = sayings(predictions);
  assert.ok(said);
  assert.deepEqual(said.get(4), { predicted: 1, confidence: 0.5, right: false });
  assert.deepEqual([said.get(1)?.right, said.get(2)?.right, said.get(3)], [true, false, undefined]);
  assert.deepEqual(
    [-1, 2, 4].map((event) => nextMistake(said, event)),
    [2, 4, 2],
  );
  assert.equal(nextMistake(new Map(), 3), null);
  assert.equal(sayings(null), null);
});

test('the answer that Rust wrote down can be drawn', () => {
  const answer = /** @type {any} */ (contract.updates.what_if);
  assert.equal(stepBars(answer, CLASSES).at(-1)?.to, answer.probabilities[0]);
});

test('of many classes the likeliest and the label have rows, and one row has the rest', () => {
  const classes = Array.from({ length: 50 }, (_, i) => `class ${i}`);
  const probabilities = classes.map((_, i) => (i < 20 ? (20 - i) / 210 : 0));
  const bars = probabilityBars({ ...before, probabilities }, classes, { label: 40, before: null });
  assert.equal(bars.length, 12);
  assert.deepEqual([bars[0].name, bars[9].name, bars[10].name], ['class 0', 'class 9', 'class 40 (label)']);
  assert.equal(bars[11].name, '39 other classes');
  assert.ok(Math.abs(bars.reduce((sum, { to }) => sum + to, 0) - 1) < 1e-9);
});
