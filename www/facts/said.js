// What the model says of each test event, looked up by the event's number: its class, how sure it is, and whether the label
// agrees.

/** @typedef {import('../state/findings.js').Predictions} Predictions */
/** @typedef {{ predicted: number, confidence: number, right: boolean }} Said confidence 0…1 */
/** @typedef {Map<number, Said>} Sayings by the event's number */

/** What was worked out before: every card and every filter asks. @type {WeakMap<Predictions, Sayings>} */
const known = new WeakMap();

/**
 * @param {Predictions | null} predictions
 * @param {Uint8Array} labels of all events of the data set
 * @returns {Sayings | null} null where nothing was predicted yet
 */
export function sayings(predictions, labels) {
  if (!predictions) return null;
  const made = known.get(predictions) ?? readSayings(predictions, labels);
  known.set(predictions, made);
  return made;
}

/** @param {Predictions} predictions @param {Uint8Array} labels @returns {Sayings} */
function readSayings({ classes, events, probabilities }, labels) {
  /** @type {Sayings} */
  const said = new Map();
  events.forEach((event, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const predicted = likeliest(row);
    said.set(event, { predicted, confidence: row[predicted], right: predicted === labels[event] });
  });
  return said;
}

/**
 * The class with the highest probability, the first of several.
 * @param {ArrayLike<number>} probabilities
 */
export function likeliest(probabilities) {
  let best = 0;
  for (let i = 1; i < probabilities.length; i += 1) if (probabilities[i] > probabilities[best]) best = i;
  return best;
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
