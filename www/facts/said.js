// The prediction for each test event, by the event's number: the predicted class, the confidence, and whether it is
// correct.

/** @typedef {import('../state/findings.js').Predictions} Predictions */
/** @typedef {{ predicted: number, confidence: number, right: boolean }} Said confidence 0…1 */
/** @typedef {Map<number, Said>} Sayings by the event's number */

/** What was worked out before: every card and every filter asks. @type {WeakMap<Predictions, Sayings>} */
const known = new WeakMap();

/**
 * @param {Predictions | null} predictions
 * @returns {Sayings | null} null where nothing was predicted yet
 */
export function sayings(predictions) {
  if (!predictions) return null;
  const made = known.get(predictions) ?? readSayings(predictions);
  known.set(predictions, made);
  return made;
}

/** @param {Predictions} predictions @returns {Sayings} */
function readSayings({ classes, events, probabilities, predicted, correct }) {
  /** @type {Sayings} */
  const said = new Map();
  events.forEach((event, i) => {
    const confidence = probabilities[i * classes + predicted[i]];
    said.set(event, { predicted: predicted[i], confidence, right: correct[i] === 1 });
  });
  return said;
}

/**
 * The next event that the model gets wrong, after a given one and around the end.
 * @param {Sayings} said
 * @param {number} event
 * @returns {number | null} null where it gets none wrong
 */
export function nextMistake(said, event) {
  const wrong = [...said].filter(([, { right }]) => !right).map(([number]) => number);
  wrong.sort((a, b) => a - b);
  return wrong.find((number) => number > event) ?? wrong[0] ?? null;
}
