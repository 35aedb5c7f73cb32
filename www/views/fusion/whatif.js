// What the trained model would say of any event if it saw, heard or read less of it. Which event is asked about is decided
// here; the model is asked elsewhere.

import { drawPicture, drawSpectrogram } from '../../draw/pixels.js';
import { answerable, subjectOf } from '../../facts/answer.js';
import { named } from '../../facts/named.js';
import { nextMistake, sayings } from '../../facts/said.js';
import { PLACE, SPLIT, SPLITS } from '../../facts/vocabulary.js';
import { announce, changes, find, say } from '../../parts/element.js';
import { createPlayer } from '../../parts/player.js';
import { stepByKeys } from '../../parts/stepper.js';
import { fold } from '../../parts/twin.js';
import { colourTable, levelTable } from '../../parts/views.js';
import { createWhatIf } from '../../parts/whatif.js';
import { presentRun } from '../../state/runs.js';
import { check, stepped } from '../../state/settings.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../../state/update.js').UpdateOf<'event'>} Event */
/** @typedef {import('../../facts/answer.js').Question} Question */
/** @typedef {{ ask: (asker: string, question: Question) => void, inspect: (event: number) => void, openEvent: (event: number) => void }} Actions */

/** What the pictures show, by their order on the page. */
const VIEWS = [
  { title: words.event.picture, place: PLACE.image },
  { title: words.event.spectrogram, place: PLACE.audio },
];

const changed = changes();
/** Whether there is another model or another data set. */
const another = changes();
/** @type {Actions} */
let actions;
/** @type {ReturnType<typeof createWhatIf>} */
let whatIf;
/** @type {ReturnType<typeof createPlayer>} */
let load;
/** @type {Page} */
let page;
/** The event that is asked about. */
let number = -1;
/** The event that is drawn. @type {Event | null} */
let drawn = null;

/** @param {HTMLElement} section @param {Actions} given */
export function mount(section, given) {
  actions = given;
  whatIf = createWhatIf(find(section, '.what-if'), (question) => given.ask('panel', question));
  load = createPlayer(find(section, '.play'));
  section.querySelectorAll('.views figure').forEach((figure, i) => {
    figure.append(fold(VIEWS[i].title, find(figure, 'canvas')));
  });
  find(section, '.pick').addEventListener('click', ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest('button');
    if (button) GO[button.dataset.go ?? ''](section);
  });
  field(section).addEventListener('change', () => take(section));
  stepByKeys(field(section), (up) => turnTo(section, stepped(numbered(), number, up)));
  for (const type of ['click', 'input', 'change'])
    section.addEventListener(type, () => announce([where(section)], 'polite'), { capture: true }); // before it is answered
}

const where = (/** @type {HTMLElement} */ section) => find(section, '.where');

/** @type {Record<string, (section: HTMLElement) => void>} */
const GO = {
  previous: (section) => turnTo(section, number - 1),
  next: (section) => turnTo(section, number + 1),
  mistake: (section) => turnTo(section, mistake() ?? number),
  open: () => actions.openEvent(number),
};

/** @param {HTMLElement} section @param {Page} next */
export function draw(section, next) {
  page = next;
  const { dataset, events } = page.data;
  const { result, findings } = presentRun(page);
  const ready = answerable(page);
  if (!changed(ready, dataset, result, findings.predictions, findings.whatIf, events.get(number))) return;
  find(section, '.empty').hidden = ready;
  find(section, '.body').hidden = !ready;
  if (!ready || !dataset) return;
  if (another(dataset, result)) beginAnew(section, dataset);
  offerMistake(find(section, '[data-go=mistake]'));
  drawEvent(section, dataset);
  whatIf.hear(findings.whatIf);
}

/** Asks another model, or about another data set, of its own accord. @param {HTMLElement} section @param {Dataset} dataset */
function beginAnew(section, dataset) {
  announce([where(section)], 'off');
  turnTo(section, within(dataset, number) ? number : first(dataset), true);
}

/**
 * Asks about an event, and leads the keyboard there.
 * @param {HTMLElement} section
 * @param {number} event
 */
export function look(section, event) {
  announce([where(section)], 'polite');
  turnTo(section, event);
  section.scrollIntoView({ block: 'start' });
  field(section).focus({ preventScroll: true });
}

/** @param {HTMLElement} section @returns {HTMLInputElement} */
function field(section) {
  return find(section, '[name=event]');
}

/** @param {Dataset} dataset @param {number} event */
function within({ events }, event) {
  return Number.isInteger(event) && event >= 0 && event < events;
}

/** The first event of the test split. @param {Dataset} dataset */
function first({ columns }) {
  return Math.max(columns.splits.indexOf(SPLIT.test), 0);
}

/** @param {HTMLElement} button */
function offerMistake(button) {
  button.toggleAttribute('disabled', mistake() === null);
  const none = presentRun(page).findings.predictions && mistake() === null;
  say(button, none ? words.whatif.noMistake : words.whatif.mistake);
}

/** What the field may hold. */
const numbered = () => ({ kind: 'integer', min: 0, max: (page.data.dataset?.events ?? 1) - 1 });

/** Asks about the event that was typed; a number that no event has stays in the field, with its reason. @param {HTMLElement} section */
function take(section) {
  const checked = check(numbered(), field(section).value);
  if ('why' in checked) complain(section, words.whatif.refused(checked.why, number));
  else turnTo(section, Number(checked.value));
}

/** @param {HTMLElement} section @param {string} why */
function complain(section, why) {
  field(section).setAttribute('aria-invalid', String(why !== ''));
  say(find(section, '#event-refused'), why);
}

/** The next event that the model gets wrong. */
function mistake() {
  const { dataset } = page.data;
  const said = dataset && sayings(presentRun(page).findings.predictions, dataset.columns.labels);
  return said && nextMistake(said, number);
}

/** @param {HTMLElement} section @param {number} event one that is not there changes nothing @param {boolean} [unasked] whether nobody asked for it */
function turnTo(section, event, unasked = false) {
  const { dataset, events } = page.data;
  if (dataset && within(dataset, event)) {
    number = event;
    if (!events.has(event)) actions.inspect(event);
    const subject = subjectOf(event, dataset, presentRun(page).config.modalities);
    const split = dataset.columns.splits[event];
    say(where(section), words.whatif.where(subject.classes[subject.label], SPLITS[split]));
    drawEvent(section, dataset);
    whatIf.look(subject, { unasked });
  }
  field(section).value = String(number);
  complain(section, '');
}

/** Its picture and sound, where they have come. @param {HTMLElement} section @param {Dataset} dataset */
function drawEvent(section, { schema }) {
  const event = page.data.events.get(number);
  if (!event || event === drawn) return;
  drawn = event;
  const name = named(schema).classes[event.label];
  const views = [...section.querySelectorAll('.views figure')];
  const [picture, sound] = views.map((figure, i) => viewOf(figure, event.present[VIEWS[i].place]));
  picture.setAttribute('aria-label', words.event.pictureOf(number, name));
  sound.setAttribute('aria-label', words.event.spectrogramOf(number, name));
  drawPicture(picture, event.image, schema.image);
  drawSpectrogram(sound, event.spectrogram, schema.audio);
  load(event, schema.audio.sample_rate);
  const tables = [colourTable(event.image), levelTable(event.spectrogram, schema.audio, schema.has_sound)];
  views.forEach((figure, i) => {
    find(figure, '.twin').hidden = !event.present[VIEWS[i].place];
    find(figure, '.scroll').replaceChildren(tables[i]);
  });
}

/** The canvas of a picture or a sound, hidden where there is none. @param {Element} figure @param {boolean} there */
function viewOf(figure, there) {
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, 'canvas'));
  canvas.hidden = !there;
  find(figure, '.empty').hidden = there;
  return canvas;
}
