// The form of settings, built from the contract: one row per field, one foldable group each, rarely used fields
// under “More settings”. A value out of range is refused here with a reason; other code decides when settings take
// effect.

import { changes, element, find, say } from '../../parts/element.js';
import { typedNumber, withButtons } from '../../parts/stepper.js';
import { check, isSame, read, spansMagnitudes, stepped, unused } from '../../state/settings.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/settings.js').Field} Field */
/** @typedef {import('../../state/settings.js').Contract} Contract */
/** @typedef {{ set: (name: string, value: string | number) => void, defaults: () => void }} Actions */
/** @typedef {HTMLInputElement | HTMLSelectElement} Input */

const changed = changes();
/** @type {Field[]} */
let fields = [];
/** @type {Contract['defaults']} */
let defaults;
/** What each field was last filled with; a text typed since then is the user's own, also a refused one. @type {Map<string, string>} */
const filled = new Map();
/** The field that is being typed into: it holds a text that was not taken yet. @type {Input | null} */
let typing = null;
/** The settings in the fields. @type {Contract['defaults']} */
let current;
/** @type {Actions} */
let actions;

/** @param {HTMLElement} section @param {Actions} given @param {Contract} contract */
export function mount(section, given, contract) {
  fields = contract.fields;
  actions = given;
  const form = find(section, 'form');
  defaults = contract.defaults;
  form.append(...[...new Set(fields.map(({ group }) => group))].map(group));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    typing = /** @type {Input} */ (event.target);
    preview(typing);
  });
  form.addEventListener('change', (event) => take(/** @type {Input} */ (event.target)));
  form.addEventListener('focusout', leave);
  find(section, '[data-action=defaults]').addEventListener('click', () => {
    for (const field of fields) put(inputOf(section, field.name), field, String(read(defaults, field.name)));
    actions.defaults();
  });
  find(section, '[data-action=copy]').addEventListener('click', () => copy(find(section, '[data-copied]')));
  find(section, 'details').toggleAttribute('open', matchMedia('(min-width: 60.01rem)').matches);
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, { form: { config }, session: { sent, phase, allowed } }) {
  const pending = !isSame(config, sent);
  const heard = phase !== 'idle' || allowed.length > 0;
  if (!changed(config, sent, phase, heard)) return;
  if (config !== current) say(find(section, '[data-copied]'), ''); // the address is another one
  current = config;
  for (const field of fields) {
    const input = inputOf(section, field.name);
    const value = String(read(config, field.name));
    if (filled.get(field.name) !== value && !isTyped(input)) put(input, field, value);
    explain(input, field, unused(config, field));
    rowOf(input)?.classList.toggle('changed', read(sent, field.name) !== read(config, field.name));
  }
  for (const made of section.querySelectorAll('.group'))
    if (made instanceof HTMLElement)
      count(
        made,
        fields.filter(({ group }) => group === made.dataset.group),
        config,
      );
  const state = find(section, '#settings-state');
  say(state, pending ? later(phase, heard) : soon(phase));
  state.classList.toggle('pending', pending);
}

/** Opens what hides a field and puts the focus there. @param {HTMLElement} section @param {string} name */
export function reveal(section, name) {
  const input = inputOf(section, name);
  for (let around = input.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
    around.open = true;
  input.focus();
}

/** @param {string} phase @param {boolean} heard whether there is a session, which has answered */
function later(phase, heard) {
  if (!heard) return words.settings.changedOffline;
  if (phase === 'idle') return words.settings.changedRefused;
  return phase === 'finished' ? words.settings.changedForTrain : words.settings.changedForReset;
}

/** @param {string} phase */
function soon(phase) {
  if (phase === 'idle') return words.settings.atOnce;
  return phase === 'finished' ? words.settings.withTrain : words.settings.afterReset;
}

/** A group is open at first where some of its fields are common. @param {string} name */
function group(name) {
  const own = fields.filter((field) => field.group === name);
  const [plain, rare] = [false, true].map((wanted) => own.filter(({ advanced }) => advanced === wanted));
  const more = element('details', { class: 'more' }, element('summary', {}, words.settings.more), ...rare.map(row));
  const title = words.settings.group(name);
  const heading = element('summary', {}, element('h3', {}, title), element('span', { class: 'hint' }));
  const rows = plain.length ? [...plain.map(row), ...(rare.length ? [more] : [])] : rare.map(row);
  const inner = element('div', { role: 'group', 'aria-label': title }, ...rows);
  const made = element('details', { class: 'group', open: plain.length > 0 }, heading, inner);
  made.dataset.group = name;
  return made;
}

/** Says how many settings differ from their defaults, also where they are folded away. @param {HTMLElement} made @param {Field[]} shown @param {Contract['defaults']} config */
function count(made, shown, config) {
  const differing = shown.filter(({ name }) => read(config, name) !== read(defaults, name)).length;
  say(find(made, 'summary .hint'), words.settings.changed(differing));
}

/** @param {Field} field */
function row(field) {
  const { name } = field;
  const ids = { id: `set-${name}`, name, 'aria-describedby': `help-${name} error-${name}` };
  const head = element('span', { class: 'head' }, element('label', { for: ids.id }, words.settings.label(name)));
  if (slides(field)) head.append(element('output', { for: ids.id, 'aria-live': 'off' }));
  return element(
    'div',
    { class: 'field' },
    head,
    field.options ? select(ids, name, field.options) : number(ids, field),
    element('p', { class: 'help', id: `help-${name}` }, words.settings.help(name)),
    element('p', { class: 'error', id: `error-${name}`, role: 'alert' }),
  );
}

/** @param {Record<string, string>} ids @param {string} name @param {{ value: string }[]} options */
function select(ids, name, options) {
  const text = (/** @type {string} */ value) => words.settings.option(name, value);
  return element('select', ids, ...options.map(({ value }) => element('option', { value }, text(value))));
}

/** @param {Record<string, string>} ids @param {Field} field */
function number(ids, field) {
  const { min = 0, max = 0, step = 1 } = field;
  if (slides(field)) return element('input', { ...ids, type: 'range', min, max, step });
  const input = element('input', { ...ids, ...typedNumber(field.kind === 'integer') });
  return withButtons(input, (up) => walk(input, field, up));
}

/** Whether a field is a share or a strength, set by sliding. @param {Field} field */
function slides(field) {
  return field.kind === 'number' && !spansMagnitudes(field);
}

/** @param {ParentNode} root @param {string} name @returns {Input} */
function inputOf(root, name) {
  return /** @type {Input} */ (find(root, `[name="${name}"]`));
}

/** The field with its label, its help and its complaint. @param {Input} input */
function rowOf(input) {
  return input.closest('.field');
}

/** Whether a field has the focus and a text that was not taken yet. @param {Input} input */
function isTyped(input) {
  return input === typing && input === document.activeElement;
}

/** A text that was typed and taken back again makes way for what the setting has become meanwhile. */
function leave() {
  const field = fields.find(({ name }) => name === typing?.name);
  if (typing && field) put(typing, field, String(read(current, field.name)));
  typing = null;
}

/** Puts a setting's value in the place of whatever was typed. @param {Input} input @param {Field} field @param {string} value */
function put(input, field, value) {
  if (input.value !== value) fill(input, field, value);
  filled.set(field.name, value);
  preview(input);
  complain(input, '');
}

/** A slider would round a value between its steps, so it gets finer ones. @param {Input} input @param {Field} field @param {string} value */
function fill(input, field, value) {
  if (input instanceof HTMLInputElement && slides(field)) {
    const steps = Number(value) / (field.step ?? 1);
    input.step = Math.abs(steps - Math.round(steps)) < 1e-9 ? String(field.step) : 'any';
  }
  input.value = value;
}

/** Shows a slider's value while it slides. @param {Input} input */
function preview(input) {
  const output = rowOf(input)?.querySelector('output');
  if (output) say(output, String(Number(input.value)));
}

/** @param {Input} input */
function take(input) {
  typing = null;
  const field = fields.find(({ name }) => name === input.name);
  if (!field) return;
  const checked = check(field, input.value);
  if ('why' in checked) return complain(input, words.settings.refused(checked.why, read(current, field.name)));
  filled.delete(field.name); // what was taken is written anew, as a person would
  actions.set(field.name, checked.value);
}

/** A field without effect shows the reason instead of its help. @param {Input} input @param {Field} field @param {string} why its code, or '' */
function explain(input, { name, used_in }, why) {
  input.disabled = why !== '';
  rowOf(input)?.classList.toggle('idle', why !== '');
  const place = rowOf(input)?.querySelector('.help');
  if (place) say(place, why ? words.settings.unused(why, used_in?.[0] ?? '') : words.settings.help(name));
}

/** @param {Input} input @param {string} why */
function complain(input, why) {
  input.setAttribute('aria-invalid', String(why !== ''));
  const place = rowOf(input)?.querySelector('.error');
  if (place) say(place, why);
}

/** One step up or down from what is typed, or from what is in force where that is refused. @param {Input} input @param {Field} field @param {boolean} up */
function walk(input, field, up) {
  const checked = check(field, input.value);
  const from = 'why' in checked ? read(current, field.name) : checked.value;
  input.value = String(stepped(field, Number(from), up));
  take(input);
}

/** @param {HTMLElement} place */
async function copy(place) {
  say(place, ''); // so that the same words are announced again
  try {
    await navigator.clipboard.writeText(location.href);
    say(place, words.settings.copied);
  } catch {
    say(place, words.settings.notCopied);
  }
}
