// A result in words: the sentence about a difference depends on whether the test events can measure it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, fitInWords, fitName, headline, spread, worst } from '../../../www/facts/headline.js';
import { words } from '../../../www/words/words.js';

const best = (/** @type {number} */ accuracy) => ({
  modalities: 'all',
  accuracy,
  standard_error: 0,
  upper_bound: false,
});
const interval = { low: 0.85, high: 0.95 };

test('the headline counts events, and says the share with its interval', () => {
  assert.equal(
    headline({ events: 1200, accuracy: 0.9 }, interval),
    'The model classifies 1,080 of 1,200 test events correctly: 90.0 % (95 % interval 85.0–95.0 %).',
  );
});

const of = (/** @type {number} */ accuracy) => ({ events: 300, accuracy });

test('a gap within the interval is called too small to measure', () => {
  assert.equal(
    compare(of(0.9), interval, best(0.95), 1 / 3),
    'The best possible accuracy is 95.0 %. The difference from it is too small to measure with 300 test events.',
  );
});

test('a model that reaches the best possible accuracy is reported to reach it', () => {
  assert.match(compare(of(1), { low: 0.98, high: 1 }, best(1), 1 / 3), /100\.0 %, and the model reaches it/);
});

test('a model that reaches an upper bound is not said to have done what cannot be done', () => {
  const bound = { ...best(1), upper_bound: true };
  const text = `${compare(of(1), { low: 0.98, high: 1 }, bound, 1 / 3)} ${words.best.sentence(bound)}`;
  assert.match(text, /at most 100\.0 %\. No test event was misclassified; among many more events/);
  assert.doesNotMatch(text, /reaches it/);
  const lower = compare(of(0.9), interval, { ...best(0.9), upper_bound: true }, 1 / 3);
  assert.match(lower, /at most 90\.0 %\. The model reaches it on these test events; with many more/);
});

test('a small gap is called small, a large one is counted, one above the best is luck', () => {
  assert.match(
    compare(of(0.9), { low: 0.89, high: 0.91 }, best(0.92), 1 / 3),
    /92\.0 %, which is only 2\.0 points higher/,
  );
  assert.match(compare(of(0.9), interval, best(1), 1 / 3), /100\.0 %, which is 10\.0 points higher/);
  assert.match(compare(of(0.9), interval, best(0.8), 1 / 3), /is luck/);
});

test('an accuracy that cannot be distinguished from chance is reported as such', () => {
  assert.equal(
    compare(of(0.36), { low: 0.3, high: 0.4 }, null, 1 / 3),
    'The difference from chance (33.3 %) is too small to measure with 300 test events.',
  );
  assert.equal(compare(of(0.9), interval, null, 1 / 3), '');
});

test('the smallest class says how sure its recall is', () => {
  const classes = [
    { support: 100, recall_interval: { low: 0.85, high: 0.95 } },
    { support: 20, recall_interval: { low: 0.299, high: 0.701 } },
    { support: 0, recall_interval: null },
  ];
  assert.equal(
    spread(classes),
    'The smallest class has 20 test events, so its recall has a 95 % interval of about ± 20.1 points.',
  );
  assert.equal(spread([]), '');
});

test('the fit has a name, its reason and its gaps', () => {
  const reason = { code: 'settled' };
  const fit = { fit: 'good', best_epoch: 9, loss_gap: 0.125, accuracy_gap: 0.031, reason };
  assert.equal(fitName(fit), 'Fit: good.');
  assert.equal(
    fitInWords(fit, 10),
    'There is no sign of overfitting or underfitting. Best epoch: 9 of 10. On average over the last three epochs, validation loss is 0.125 nats above training loss and validation accuracy is 3.1 points below training accuracy.',
  );
  const even = { ...fit, loss_gap: 0.001, accuracy_gap: -0.02 };
  assert.match(fitInWords(even, 10), /loss are about equal and validation accuracy is 2\.0 points above training/);
  assert.match(
    fitInWords({ ...fit, loss_gap: -0.2 }, 10),
    /Training values are measured during the epoch, with dropout/,
  );
});

test('every reason that the session sends has a sentence of its own', () => {
  const numbers = {
    epochs: 3,
    enough: 5,
    from: 0.65,
    to: 0.81,
    train_from: 0.37,
    train_to: 0.13,
    gap: 0.29,
    accuracy: 0.4,
  };
  const codes = ['too_early', 'both_rise', 'validation_rises', 'still_falling', 'gap', 'near_chance', 'settled'];
  const sentences = codes.map((code) => words.result.reason({ code, ...numbers, chance: 1 / 3 }));
  assert.ok(
    sentences.every((text) => /^[A-Z0-9].*\.$/.test(text) && !/undefined|NaN/.test(text)),
    sentences.join('\n'),
  );
  assert.equal(new Set(sentences).size, codes.length);
});

test('the most frequent mistake is named, or that there is none', () => {
  const classes = ['Concert', 'Lecture'];
  assert.equal(
    worst(
      [
        [3, 0],
        [0, 2],
      ],
      classes,
    ),
    'No test event was misclassified.',
  );
  assert.match(
    worst(
      [
        [3, 1],
        [2, 2],
      ],
      classes,
    ),
    /Lecture predicted as Concert, 2 times/,
  );
  assert.match(
    worst(
      [
        [3, 1],
        [0, 2],
      ],
      classes,
    ),
    /Concert predicted as Lecture, once/,
  );
});
