// Notices: what went wrong, and what to do about it. The advice depends on the code of an error, never on its text.

import { changes, element, find } from '../../parts/element.js';
import { presentRun } from '../../state/runs.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/page.js').Session} Session */
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

/** What can be done about an error, by its code. @type {Record<string, (page: Page, actions: Actions) => Action[]>} */
const WAYS = {
  diverged: lowerRate,
  setting: ({ session: { error } }, { showField }) => fieldAction(error?.field, showField),
  data: (_, { showField }) => [{ label: words.notices.changeEvents, press: () => showField('events') }],
  memory: (_, { showField }) => [{ label: words.notices.changeEvents, press: () => showField('events') }],
  read: (_, actions) => [retryAction(actions)],
  message: (_, { reload }) => [{ label: words.notices.reload, press: reload }],
};

const changed = changes();
/** The notices that are shown, by their words. @type {Map<string, HTMLElement>} */
let boxes = new Map();
/** @type {Session['error']} */
let shownError = null;
/** @type {Actions} */
let actions;

/** @param {HTMLElement} _section @param {Actions} given */
export function mount(_section, given) {
  actions = given;
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { error, backend } = page.session;
  const failure = backend?.state === 'failed' ? backend : null;
  const [slow, waits] = [backend?.slow === true, backend?.waits === true];
  if (!changed(error, page.form.problems, failure, slow, waits)) return;
  /** @type {typeof boxes} */
  const next = new Map();
  const put = (/** @type {Notice | null | false} */ notice, make = kept) =>
    notice && next.set(textOf(notice), make(notice));
  put(failure && failed(failure));
  put(slow && loading());
  put(waits && waiting());
  put(error && advise(page, error), error === shownError ? kept : show); // what is refused once more is announced once more
  put(page.form.problems.length > 0 && ignored(page));
  shownError = error;
  replace(section, next);
}

/** @param {Notice} notice */
const textOf = ({ title, text, detail, actions }) =>
  [title, text, detail, ...actions.map(({ label }) => label)].join('\n');

/** A notice with the same text keeps its box. @param {Notice} notice */
const kept = (notice) => boxes.get(textOf(notice)) ?? show(notice);

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

/** @param {import('../../state/page.js').Status} status @returns {Notice} */
function failed({ code, message = '' }) {
  const title = code === 'crashed' || code === 'rest' ? words.notices.stopped : words.notices.notStarted;
  const text = words.notices.failure(code ?? '');
  const way = code === 'rest' ? { label: words.notices.reload, press: actions.reload } : retryAction(actions);
  return { title, text, detail: message, loud: true, actions: [way] };
}

/** @returns {Notice} */
function loading() {
  const [title, text] = [words.notices.loading, words.notices.slow];
  return { title, text, loud: false, actions: [retryAction(actions)] };
}

/** @returns {Notice} */
const waiting = () => ({ title: words.notices.waits, text: words.notices.waitsFor, loud: false, actions: [] });

/** @param {Page} page @param {NonNullable<Session['error']>} error @returns {Notice} */
function advise(page, { code, message }) {
  const ways = WAYS[code]?.(page, actions) ?? [];
  const advice = words.notices.error(code);
  return { ...advice, detail: `${message}.`, loud: true, actions: ways, dismiss: actions.dismissError };
}

/** @param {Page} page @returns {Notice} */
function ignored({ form }) {
  const [title, text] = [words.notices.ignored, words.notices.ignoredSettings(form.problems)];
  return { title, text, loud: false, actions: [], dismiss: actions.dismissProblems };
}

/** Lower than the learning rate of the run that diverged, whatever is in the form now. @param {Page} page @param {Actions} actions @returns {Action[]} */
function lowerRate(page, { setLearningRate }) {
  const lower = Number((presentRun(page).config.learning_rate / 10).toPrecision(6));
  return [{ label: words.notices.tryRate(lower), press: () => setLearningRate(lower) }];
}

/** @param {string | null | undefined} field @param {(name: string) => void} showField @returns {Action[]} */
function fieldAction(field, showField) {
  return field ? [{ label: words.notices.showSetting(field), press: () => showField(field) }] : [];
}

/** @param {Actions} actions @returns {Action} */
function retryAction({ retry }) {
  return { label: words.notices.retry, press: retry };
}

/** @param {Notice} notice */
function show({ title, text, detail, loud, actions: ways, dismiss }) {
  const box = element('div', { class: loud ? 'notice loud' : 'notice', role: loud ? 'alert' : 'status' });
  box.append(element('h2', {}, title), element('p', {}, text));
  if (detail) box.append(element('p', { class: 'detail' }, detail));
  const all = dismiss ? [...ways, { label: words.notices.dismiss, press: dismiss }] : ways;
  box.append(element('div', { class: 'row' }, ...all.map(button)));
  return box;
}

/** @param {Action} action */
function button({ label, press }) {
  const made = element('button', { type: 'button', class: 'quiet' }, label);
  made.addEventListener('click', press);
  return made;
}
