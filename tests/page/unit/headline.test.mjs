// A result in words: what is said of a difference depends on what the test events can tell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, fitInWords, fitName, headline, spread, worst } from '../../../www/facts/headline.js';
import { contains, range, wilson } from '../../../www/facts/interval.js';

const best = (/** @type {number} */ accuracy) => ({
  modalities: 'all',
  accuracy,
  standard_error: 0,
  upper_bound: false,
});
const interval = { low: 0.85, high: 0.95 };

test('intervals are those of the session, whose documentation works two of them out', () => {
  const { low, high } = wilson(1, 10);
  assert.deepEqual([low.toFixed(4), high], ['0.7225', 1]);
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
  assert.equal(wilson(0, 10).low, 0);
  assert.equal(range(wilson(292 / 300, 300)), '94.8–98.6 %');
  assert.ok(contains(wilson(0.5, 100), 0.5));
});

test('the headline counts events, and says the share with its interval', () => {
  const words = headline({ events: 1200, accuracy: 0.9 }, interval);
  assert.equal(words, 'The model names 1,080 of 1,200 unseen events rightly: 90.0 % (95 % interval 85.0–95.0 %).');
});

test('a difference within the interval is said to be none that the test can tell', () => {
  assert.match(compare(0.9, interval, best(0.95), 1 / 3), /95\.0 %: a difference that so few test events cannot tell/);
});

test('a model that reaches the best possible is said to', () => {
  assert.match(compare(1, { low: 0.98, high: 1 }, best(1), 1 / 3), /100\.0 %, and this model reaches it/);
});

test('a small difference is called small, a large one is counted, one above the best is luck', () => {
  assert.match(compare(0.9, { low: 0.89, high: 0.91 }, best(0.92), 1 / 3), /a small difference of 2\.0 points/);
  assert.match(compare(0.9, interval, best(1), 1 / 3), /10\.0 points are left to gain/);
  assert.match(compare(0.9, interval, best(0.8), 1 / 3), /luck/);
});

test('what cannot be told from guessing is said to be so', () => {
  assert.match(
    compare(0.36, { low: 0.3, high: 0.4 }, null, 1 / 3),
    /^That cannot be told from guessing \(33\.3 %\)\.$/,
  );
  assert.equal(compare(0.9, interval, null, 1 / 3), '');
});

test('the smallest class says how sure its recall is', () => {
  const classes = [
    { support: 100, recall: 0.9 },
    { support: 20, recall: 0.5 },
    { support: 0, recall: 0 },
  ];
  assert.equal(
    spread(classes, wilson),
    'The smallest class has 20 events: its recall is known to about ± 20.1 points.',
  );
  assert.equal(spread([], wilson), '');
});

test('the fit has a name, its sentence and its gaps', () => {
  const fit = { fit: 'good', best_epoch: 9, loss_gap: 0.125, accuracy_gap: 0.031, sentence: 'It fits.' };
  assert.equal(fitName(fit), 'Fit: good.');
  assert.equal(
    fitInWords(fit, 10),
    'It fits. Best epoch: 9 of 10. Over the last three, validation loss is 0.125 nats above training loss and validation accuracy is 3.1 points below training accuracy.',
  );
  const even = { ...fit, loss_gap: 0.001, accuracy_gap: -0.02 };
  assert.match(
    fitInWords(even, 10),
    /about as high as training loss and validation accuracy is 2\.0 points above training accuracy\.$/,
  );
  assert.match(fitInWords({ ...fit, loss_gap: -0.2 }, 10), /dropout hampers it/);
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
    'It mixes up none.',
  );
  assert.match(
    worst(
      [
        [3, 1],
        [2, 2],
      ],
      classes,
    ),
    /a Lecture taken for a Concert, 2 times/,
  );
  assert.match(
    worst(
      [
        [3, 1],
        [0, 2],
      ],
      classes,
    ),
    /a Concert taken for a Lecture, once/,
  );
});
