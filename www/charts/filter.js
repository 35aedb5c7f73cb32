// Which events of a data set a filter lets through, told from the few bytes that the page has of each event.

/** @typedef {import('../store.js').Columns} Columns */

/**
 * What is asked of an event; '' asks nothing.
 * @typedef {object} Filter
 * @property {string} split index into SPLITS
 * @property {string} label index into the schema's classes
 * @property {string} cause modality and index into its causes, as in '1:3'
 * @property {string} missing a modality's index, or 'none' for events that have all three
 */

export const SPLITS = ['train', 'val', 'test'];
export const MODALITIES = ['table', 'picture', 'sound'];
const WHOLE = 0b111;

/**
 * The numbers of the events that pass, in ascending order.
 * @param {Columns} columns
 * @param {Filter} filter
 * @returns {number[]}
 */
export function matching(columns, filter) {
  const tests = [
    holds(filter.split, (wanted) => (i) => columns.splits[i] === wanted),
    holds(filter.label, (wanted) => (i) => columns.labels[i] === wanted),
    caused(columns, filter.cause),
    filter.missing === 'none'
      ? (/** @type {number} */ i) => columns.present[i] === WHOLE
      : holds(filter.missing, (wanted) => (i) => !has(columns.present[i], wanted)),
  ].filter((test) => test !== null);
  const found = [];
  for (let i = 0; i < columns.labels.length; i += 1) if (tests.every((test) => test(i))) found.push(i);
  return found;
}

/**
 * @param {string} choice
 * @param {(wanted: number) => (event: number) => boolean} test
 */
function holds(choice, test) {
  return choice === '' ? null : test(Number(choice));
}

/** @param {Columns} columns @param {string} choice */
function caused({ causes }, choice) {
  if (choice === '') return null;
  const [modality, cause] = choice.split(':').map(Number);
  return (/** @type {number} */ i) => causes[3 * i + modality] === cause;
}

/**
 * Whether an event has a modality.
 * @param {number} present bit 0 for the table, bit 1 for the picture, bit 2 for the sound
 * @param {number} modality
 */
export function has(present, modality) {
  return ((present >> modality) & 1) === 1;
}

/**
 * The causes of a modality that occur, in ascending order.
 * @param {Columns} columns
 * @param {number} modality
 * @returns {number[]}
 */
export function causesOf({ causes }, modality) {
  const seen = new Set();
  for (let i = modality; i < causes.length; i += 3) seen.add(causes[i]);
  return [...seen].sort((a, b) => a - b);
}

/**
 * How many events carry each label.
 * @param {Columns} columns
 * @param {number} classes
 * @returns {number[]}
 */
export function countLabels({ labels }, classes) {
  const counts = new Array(classes).fill(0);
  for (const label of labels) counts[label] += 1;
  return counts;
}
