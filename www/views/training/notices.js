// What went wrong, in words and with a way out. Advice follows an error's code and never its text.

import { changes, element, find } from '../../parts/element.js';

/** @typedef {import('../../state/store.js').Run} Run */
/** @typedef {{ label: string, press: () => void }} Action */
/** @typedef {{ title: string, text: string, detail?: string, loud: boolean, actions: Action[], dismiss?: () => void }} Notice */

/**
 * @typedef {object} Actions
 * @property {() => void} retry
 * @property {() => void} reload
 * @property {(name: string) => void} showField
 * @property {(value: number) => void} setLearningRate
 * @property {() => void} dismissProblems
 * @property {() => void} dismissError
 */

/** @typedef {{ title: string, text: string, actions: (run: Run, actions: Actions) => Action[] }} Advice */

/** @type {Record<string, Advice>} */
const ADVICE = {
  diverged: {
    title: 'The training diverged',
    text: 'The loss ran away or is no longer a number: the steps were too large, and the weights flew off. The curves stay as they were. A lower learning rate usually helps.',
    actions: (run, actions) => lowerRate(run, actions),
  },
  setting: {
    title: 'A setting was refused',
    text: 'The session keeps the settings it had until this one is changed.',
    actions: ({ error }, { showField }) => fieldAction(error?.field, showField),
  },
  wrong_phase: { title: 'Not possible just then', text: 'The run had already moved on.', actions: () => [] },
  data: {
    title: 'The data set could not be made',
    text: 'More events, or other shares for training and validation, usually help.',
    actions: (_, { showField }) => [{ label: 'Change the number of events', press: () => showField('events') }],
  },
  read: {
    title: 'The device stopped answering',
    text: 'The run cannot go on, but a fresh start on the same device often works.',
    actions: (_, actions) => [retryAction(actions)],
  },
  message: {
    title: 'Page and worker do not understand each other',
    text: 'They may be of different versions.',
    actions: (_, { reload }) => [{ label: 'Reload the page', press: reload }],
  },
};

/** @type {Record<string, string>} */
const FAILURES = {
  load: 'The part that trains could not be loaded. Is the connection there, and the site built?',
  device: 'The device could not be opened.',
  crashed: 'The part that trains has stopped. What you see is what it had said until then.',
};

const changed = changes();
/** The notices that are shown, by their words. @type {Map<string, HTMLElement>} */
let boxes = new Map();
/** @type {Run['error']} */
let told = null;
/** @type {Actions} */
let actions;

/** @param {HTMLElement} _section @param {Actions} given */
export function mount(_section, given) {
  actions = given;
}

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, run) {
  const failure = run.backend?.state === 'failed' ? run.backend : null;
  if (!changed(run.error, run.problems, failure)) return;
  /** @type {typeof boxes} */
  const next = new Map();
  const put = (/** @type {Notice | null | false} */ notice, make = kept) =>
    notice && next.set(words(notice), make(notice));
  put(failure && failed(failure));
  put(run.error && advise(run), run.error === told ? kept : show); // what is refused once more is told once more
  put(run.problems.length > 0 && ignored(run));
  told = run.error;
  replace(section, next);
}

/** @param {Notice} notice */
const words = ({ title, text, detail, actions }) =>
  [title, text, detail, ...actions.map(({ label }) => label)].join('\n');

/** A notice that still says the same keeps its box. @param {Notice} notice */
const kept = (notice) => boxes.get(words(notice)) ?? show(notice);

/** Moves no box that stays, so that it keeps the focus and is not announced again. @param {HTMLElement} section @param {typeof boxes} next */
function replace(section, next) {
  const held = section.contains(document.activeElement);
  for (const [said, box] of boxes) if (next.get(said) !== box) box.remove();
  [...next.values()].forEach((box, i) => {
    if (section.children[i] !== box) section.insertBefore(box, section.children[i] ?? null);
  });
  boxes = next;
  if (held && !section.contains(document.activeElement)) find(document, '#controls').focus({ preventScroll: true });
}

/** @param {NonNullable<Run['backend']>} status @returns {Notice} */
function failed({ code, message = '' }) {
  const text = FAILURES[code ?? ''] ?? 'The part that trains is not there.';
  const title = code === 'crashed' ? 'Training has stopped' : 'Training cannot start';
  return { title, text, detail: message, loud: true, actions: [retryAction(actions)] };
}

/** @param {Run} run @returns {Notice} */
function advise(run) {
  const { code, message } = run.error ?? { code: '', message: '' };
  const advice = ADVICE[code] ?? { title: 'Something went wrong', text: '', actions: () => [] };
  const ways = advice.actions(run, actions);
  return { ...advice, detail: `${message}.`, loud: true, actions: ways, dismiss: actions.dismissError };
}

/** @param {Run} run @returns {Notice} */
function ignored({ problems }) {
  const text = problems.map(({ name, value, why }) => `${name} = ${value} (${why})`).join('; ');
  const title = 'The link asks for something that is not used';
  return { title, text: `${text}.`, loud: false, actions: [], dismiss: actions.dismissProblems };
}

/** Lower than the run's that diverged, whatever the form says by now. @param {Run} run @param {Actions} actions @returns {Action[]} */
function lowerRate({ used, config }, { setLearningRate }) {
  const lower = Number(((used ?? config).learning_rate / 10).toPrecision(6));
  return [{ label: `Try learning rate ${lower}`, press: () => setLearningRate(lower) }];
}

/** @param {string | null | undefined} field @param {(name: string) => void} showField @returns {Action[]} */
function fieldAction(field, showField) {
  return field ? [{ label: `Show ${field.replaceAll('_', ' ')}`, press: () => showField(field) }] : [];
}

/** @param {Actions} actions @returns {Action} */
function retryAction({ retry }) {
  return { label: 'Retry', press: retry };
}

/** @param {Notice} notice */
function show({ title, text, detail, loud, actions: ways, dismiss }) {
  const box = element('div', { class: loud ? 'notice loud' : 'notice', role: loud ? 'alert' : 'status' });
  box.append(element('h2', {}, title), element('p', {}, text));
  if (detail) box.append(element('p', { class: 'detail' }, detail));
  const all = dismiss ? [...ways, { label: 'Dismiss', press: dismiss }] : ways;
  box.append(element('div', { class: 'row' }, ...all.map(button)));
  return box;
}

/** @param {Action} action */
function button({ label, press }) {
  const made = element('button', { type: 'button', class: 'quiet' }, label);
  made.addEventListener('click', press);
  return made;
}
