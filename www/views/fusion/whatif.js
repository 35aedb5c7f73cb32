// The section “What if”: how the prediction for an event changes when a modality is noisy or missing. The event is
// chosen here; other code asks the model.

import { drawPicture, drawSpectrogram } from '../../draw/pixels.js';
import { answerable, subjectOf } from '../../facts/answer.js';
import { named } from '../../facts/named.js';
import { nextMistake, sayings } from '../../facts/said.js';
import { PLACE, SPLIT, SPLITS } from '../../facts/vocabulary.js';
import { announce, changes, find, say } from '../../parts/element.js';
import { perPlace } from '../../parts/place.js';
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

const where = (/** @type {HTMLElement} */ section) => find(section, '.where');

/** The canvas of a picture or a sound, hidden where there is none. @param {Element} figure @param {boolean} there */
function viewOf(figure, there) {
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, 'canvas'));
  canvas.hidden = !there;
  find(figure, '.empty').hidden = there;
  return canvas;
}

class WhatIf {
  changed = changes();
  /** Whether there is another model or another data set. */
  another = changes();
  /** The event that is shown. */
  number = -1;
  /** The event that is drawn. @type {Event | null} */
  drawn = null;
  /** @type {Dataset | null} */
  dataset = null;
  /** @type {Map<number, Event>} those that were seen */
  events = new Map();
  /** @type {import('../../state/findings.js').Predictions | null} */
  predictions = null;
  /** of the model that is asked */
  modalities = '';

  /** @param {HTMLElement} section @param {Actions} actions */
  constructor(section, actions) {
    this.section = section;
    this.actions = actions;
    this.whatIf = createWhatIf(find(section, '.what-if'), (question) => actions.ask('panel', question));
    this.load = createPlayer(find(section, '.play'));
    section.querySelectorAll('.views figure').forEach((figure, i) => {
      figure.append(fold(VIEWS[i].title, find(figure, 'canvas')));
    });
    find(section, '.pick').addEventListener('click', ({ target }) => {
      const button = /** @type {HTMLElement} */ (target).closest('button');
      if (button) this.go(button.dataset.go ?? '');
    });
    field(section).addEventListener('change', () => this.take());
    stepByKeys(field(section), (up) => this.turnTo(stepped(this.numbered(), this.number, up)));
    for (const type of ['click', 'input', 'change'])
      section.addEventListener(type, () => announce([where(section)], 'polite'), { capture: true }); // before it is answered
  }

  /** @param {string} where as in the button's data-go */
  go(where) {
    if (where === 'open') this.actions.openEvent(this.number);
    if (where === 'previous') this.turnTo(this.number - 1);
    if (where === 'next') this.turnTo(this.number + 1);
    if (where === 'mistake') this.turnTo(this.mistake() ?? this.number);
  }

  /** @param {Page} page */
  draw(page) {
    const { dataset, events } = page.data;
    const { result, findings, config } = presentRun(page);
    this.dataset = dataset;
    this.events = events;
    this.predictions = findings.predictions;
    this.modalities = config.modalities;
    const ready = answerable(page);
    if (!this.changed(ready, dataset, result, findings.predictions, findings.whatIf, events.get(this.number))) return;
    find(this.section, '.empty').hidden = ready;
    find(this.section, '.body').hidden = !ready;
    if (!ready || !dataset) return;
    if (this.another(dataset, result)) this.beginAnew(dataset);
    this.offerMistake(find(this.section, '[data-go=mistake]'));
    this.drawEvent(dataset);
    this.whatIf.hear(findings.whatIf);
  }

  /** Asks another model, or about another data set, of its own accord. @param {Dataset} dataset */
  beginAnew(dataset) {
    announce([where(this.section)], 'off');
    this.turnTo(within(dataset, this.number) ? this.number : first(dataset), true);
  }

  /**
   * Asks about an event, and leads the keyboard there.
   * @param {number} event
   */
  look(event) {
    announce([where(this.section)], 'polite');
    this.turnTo(event);
    this.section.scrollIntoView({ block: 'start' });
    field(this.section).focus({ preventScroll: true });
  }

  /** @param {HTMLElement} button */
  offerMistake(button) {
    button.toggleAttribute('disabled', this.mistake() === null);
    const none = this.predictions && this.mistake() === null;
    say(button, none ? words.whatif.noMistake : words.whatif.mistake);
  }

  /** What the field may hold. */
  numbered() {
    return { kind: 'integer', min: 0, max: (this.dataset?.events ?? 1) - 1 };
  }

  /** Asks about the event that was typed; a number that no event has stays in the field, with its reason. */
  take() {
    const checked = check(this.numbered(), field(this.section).value);
    if ('why' in checked) this.complain(words.whatif.refused(checked.why, this.number));
    else this.turnTo(Number(checked.value));
  }

  /** @param {string} why */
  complain(why) {
    field(this.section).setAttribute('aria-invalid', String(why !== ''));
    say(find(this.section, '#event-refused'), why);
  }

  /** The next event that the model gets wrong. */
  mistake() {
    const { dataset } = this;
    const said = dataset && sayings(this.predictions);
    return said && nextMistake(said, this.number);
  }

  /** @param {number} event one that is not there changes nothing @param {boolean} [unasked] whether the user did not ask for it */
  turnTo(event, unasked = false) {
    const { dataset, events } = this;
    if (dataset && within(dataset, event)) {
      this.number = event;
      if (!events.has(event)) this.actions.inspect(event);
      const subject = subjectOf(event, dataset, this.modalities);
      const split = dataset.columns.splits[event];
      say(where(this.section), words.whatif.where(subject.classes[subject.label], SPLITS[split]));
      this.drawEvent(dataset);
      this.whatIf.look(subject, { unasked });
    }
    field(this.section).value = String(this.number);
    this.complain('');
  }

  /** Its picture and sound, where they have come. @param {Dataset} dataset */
  drawEvent({ schema }) {
    const event = this.events.get(this.number);
    if (!event || event === this.drawn) return;
    this.drawn = event;
    const name = named(schema).classes[event.label];
    const views = [...this.section.querySelectorAll('.views figure')];
    const [picture, sound] = views.map((figure, i) => viewOf(figure, event.present[VIEWS[i].place]));
    picture.setAttribute('aria-label', words.event.pictureOf(this.number, name));
    sound.setAttribute('aria-label', words.event.spectrogramOf(this.number, name));
    const { image, audio, has_sound } = schema;
    if (image) drawPicture(picture, event.image, image);
    if (image) picture.style.aspectRatio = `${image.width} / ${image.height}`;
    if (audio) drawSpectrogram(sound, event.spectrogram, audio);
    this.load(event, audio?.sample_rate ?? 0);
    const tables = [image && colourTable(event.image), audio && levelTable(event.spectrogram, audio, has_sound)];
    views.forEach((figure, i) => {
      figure.toggleAttribute('hidden', !tables[i]);
      find(figure, '.twin').hidden = !event.present[VIEWS[i].place];
      if (tables[i]) find(figure, '.scroll').replaceChildren(tables[i]);
    });
  }
}

/** The What-if panel of each place. */
export const { mount, draw, of } = perPlace(WhatIf);
