// The dialog of one event: its picture, its sound with axes, the prediction, its numbers among those of its class
// and, behind a button, how it was generated. Other code decides which event is open.

import { span } from '../../draw/pitch.js';
import { drawPicture } from '../../draw/pixels.js';
import { createSpectrum } from '../../draw/spectrum.js';
import { createWave } from '../../draw/wave.js';
import { answerable, subjectOf } from '../../facts/answer.js';
import { named } from '../../facts/named.js';
import { modalitiesIn } from '../../facts/present.js';
import { KEYS, MODALITIES, PLACE, SPLITS } from '../../facts/vocabulary.js';
import { createAmong } from '../../parts/among.js';
import { changes, find, say } from '../../parts/element.js';
import { perPlace } from '../../parts/place.js';
import { createPlayer } from '../../parts/player.js';
import { decode, stop } from '../../parts/sound.js';
import { fold, table } from '../../parts/twin.js';
import { colourTable, levelTable, loudnessTable } from '../../parts/views.js';
import { createWhatIf } from '../../parts/whatif.js';
import { presentRun } from '../../state/runs.js';
import { lackName, modalityName, splitEventName } from '../../words/names.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../../state/update.js').UpdateOf<'event'>} Event */

/** What a dialog returns that leads on and not back. */
const ELSEWHERE = 'elsewhere';

/**
 * @typedef {object} Actions
 * @property {(back: boolean) => void} closeEvent whether to where it was opened
 * @property {(event: number) => void} lookAt
 * @property {(event: number, by: number) => number | undefined} beside the event that many places on where this one was found
 * @property {(asker: string, question: import('../../facts/answer.js').Question) => void} ask
 * @property {(event: number) => void} lookOn in the What-if panel
 */

/**
 * Closes the dialog by a click beside it. A click on its padding also has the dialog as target, and so has a selection of
 * text that begins or ends there; so the position decides. @param {HTMLDialogElement} dialog
 */
function closeBeside(dialog) {
  const beside = (/** @type {MouseEvent} */ { target, clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return target === dialog && (x < left || x > right || y < top || y > bottom);
  };
  let pressed = false;
  dialog.addEventListener('pointerdown', (event) => {
    pressed = beside(event);
  });
  dialog.addEventListener('click', (event) => pressed && beside(event) && dialog.close());
}

/**
 * Keeps the focus in the dialog where what had it is hidden or disabled now: on what plays, else on the title, where Enter
 * does nothing that was not meant. @param {HTMLElement} dialog @param {boolean} anew
 */
function keepFocus(dialog, anew) {
  const held = document.activeElement;
  const stays = !anew && held && held !== dialog && dialog.contains(held) && held.checkVisibility();
  if (stays && !held.matches(':disabled')) return;
  const play = find(dialog, '.play');
  (play.checkVisibility() ? play : find(dialog, 'h2')).focus({ preventScroll: true });
}

/** Folds a table beside each picture, which is hidden with it. @param {HTMLElement} dialog */
function furnish(dialog) {
  const twin = (/** @type {string} */ name, /** @type {string} */ canvas, /** @type {string} */ modality) => {
    const folded = fold(name, find(dialog, canvas));
    folded.classList.add(modality);
    return folded;
  };
  find(dialog, '.size').after(twin(words.event.picture, 'canvas.pixels', 'picture'));
  find(dialog, '.spectrum').after(twin(words.event.spectrogram, '.spectrum', 'sound'));
  find(dialog, '.clip').append(twin(words.event.waveform, '.wave', 'sound'));
}

/** @param {HTMLElement} dialog @param {Event} event @param {Dataset['schema']} schema @param {string} name */
function fillPicture(dialog, event, { image }, name) {
  if (!image) return;
  const canvas = /** @type {HTMLCanvasElement} */ (find(dialog, 'canvas.pixels'));
  canvas.setAttribute('aria-label', words.event.pictureOf(event.event, name));
  drawPicture(canvas, event.image, image);
  canvas.style.aspectRatio = `${image.width} / ${image.height}`;
  fillTwin(dialog, 'canvas.pixels', colourTable(event.image));
  say(find(dialog, '.size'), words.event.size(image.width, image.height));
}

/** A picture in numbers, coarsely. @param {HTMLElement} dialog @param {string} canvas @param {HTMLTableElement} numbers */
function fillTwin(dialog, canvas, numbers) {
  find(dialog, `${canvas} ~ .twin .scroll`).replaceChildren(numbers);
}

/** @param {HTMLElement} dialog @param {Event} event @param {Dataset['schema']} schema */
function fillCauses(dialog, { label, class: truth, causes }, schema) {
  const { classes } = named(schema);
  const reveal = find(dialog, '.reveal');
  reveal.hidden = !causes; // a user's own events have no known causes
  if (!causes) return;
  reveal.removeAttribute('open');
  const rows = KEYS.map((key, m) => [{ head: modalityName(key) }, words.worlds.cause(causes[m])]);
  say(find(reveal, 'p'), words.event.truth(classes[truth ?? label], classes[label]));
  find(reveal, '.scroll').replaceChildren(table(words.event.causes, words.event.causeColumns, rows));
}

class EventDialog {
  changed = changes();
  /** The event that is shown. @type {Event | null} */
  shown = null;
  /** The neighbour that was asked for last and may still be on its way. @type {number | null} */
  awaited = null;
  /** The run whose model was asked about this event. @type {import('../../state/runs.js').Run['result']} */
  asked = null;

  /** @param {HTMLElement} section @param {Actions} actions */
  constructor(section, actions) {
    const dialog = /** @type {HTMLDialogElement} */ (section);
    this.dialog = dialog;
    this.actions = actions;
    furnish(dialog);
    this.showSpectrum = createSpectrum(find(dialog, '.spectrum'));
    this.showWave = createWave(find(dialog, '.wave'));
    this.showNumbers = createAmong(find(dialog, '.numbers'));
    this.load = createPlayer(find(dialog, '.play'));
    this.whatIf = createWhatIf(find(dialog, '.what-if'), (question) => actions.ask('dialog', question));
    find(dialog, '.look-on').addEventListener('click', () => {
      dialog.close(ELSEWHERE);
      if (this.shown) actions.lookOn(this.shown.event);
    });
    find(dialog, '.previous').addEventListener('click', () => this.turn(-1));
    find(dialog, '.next').addEventListener('click', () => this.turn(1));
    // of the document, as a click on the picture leaves the focus with nothing in the dialog
    document.addEventListener('keydown', (event) => dialog.open && this.press(event));
    find(dialog, '.close').addEventListener('click', () => dialog.close());
    closeBeside(dialog);
    dialog.addEventListener('close', () => {
      stop();
      [this.shown, this.awaited] = [null, null];
      actions.closeEvent(dialog.returnValue !== ELSEWHERE);
      dialog.returnValue = '';
    });
  }

  /** Opens a neighbour, if there is one. @param {number} by */
  turn(by) {
    const from = this.awaited ?? this.shown?.event;
    const neighbour = from === undefined ? undefined : this.actions.beside(from, by);
    if (neighbour === undefined) return;
    this.awaited = neighbour;
    this.actions.lookAt(neighbour);
  }

  /** Arrow keys turn to the neighbours, but where they move a slider or a choice, or scroll. @param {KeyboardEvent} event */
  press(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const target = event.target instanceof Element ? event.target : null;
    if (!by || target?.closest('input:not([type=checkbox]), select, .twin, .scroll')) return;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.turn(by);
  }

  /** Offers the neighbours that there are. @param {Event} event */
  offerNeighbours({ event }) {
    const { dialog } = this;
    const offer = (/** @type {string} */ name, /** @type {number} */ by) => {
      const button = /** @type {HTMLButtonElement} */ (find(dialog, name));
      button.disabled = this.actions.beside(event, by) === undefined;
    };
    offer('.previous', -1);
    offer('.next', 1);
  }

  /** @param {Page} page */
  draw(page) {
    const { events, dataset } = page.data;
    const opened = page.open.event;
    const { result, findings } = presentRun(page);
    const { dialog } = this;
    if (this.shown && !dialog.open) return; // it was closed, and its close event has not arrived yet
    const event = opened === null ? null : (events.get(opened) ?? null);
    const { whatIf: answer, predictions } = findings;
    if (!this.changed(opened, event, result, page.session.allowed, answer, predictions)) return;
    if (opened === null || !dataset) return dialog.close();
    if (event && !(dialog.open && this.shown === event)) this.open(event, dataset);
    else if (this.shown) this.offerNeighbours(this.shown); // others may pass the filters now
    if (dialog.open) this.question(page, dataset);
  }

  /** @param {Event} event @param {Dataset} dataset */
  open(event, dataset) {
    const { dialog } = this;
    [this.shown, this.awaited, this.asked] = [event, null, null];
    this.fill(event, dataset);
    this.offerNeighbours(event);
    const anew = !dialog.open;
    if (anew) dialog.showModal();
    keepFocus(dialog, anew);
    dialog.scrollTop = 0;
  }

  /** Asks the model about the event, once there is one. @param {Page} page @param {Dataset} dataset */
  question(page, dataset) {
    const { dialog } = this;
    const { result, config, findings } = presentRun(page);
    const ready = answerable(page);
    find(dialog, '.asked').hidden = !ready;
    find(dialog, '.unasked').hidden = ready;
    if (!ready || !this.shown) return;
    if (this.asked !== result)
      this.whatIf.look(subjectOf(this.shown.event, dataset, config.modalities), { afresh: true });
    this.asked = result;
    this.whatIf.hear(findings.whatIf);
  }

  /** @param {Event} event @param {Dataset} dataset */
  fill(event, dataset) {
    const { dialog } = this;
    const { schema, columns } = dataset;
    const name = named(schema).classes[event.label];
    const there = modalitiesIn(dataset);
    const lacks = KEYS.filter((_, m) => there[m] && !event.present[m]).map(lackName);
    say(find(dialog, 'h2'), words.event.heading(event.event, name));
    say(find(dialog, '.where'), [splitEventName(SPLITS[columns.splits[event.event]]), ...lacks].join(' · '));
    MODALITIES.forEach(({ colour: modality }, m) => {
      // a row of the model's input stays, because it shows that the event lacks the modality
      const parts = dialog.querySelectorAll(`.${modality}:not(.damage)`);
      for (const part of parts) part.toggleAttribute('hidden', !event.present[m]);
      find(dialog, `.no-${modality}`).hidden = event.present[m] || !there[m];
    });
    if (event.present[PLACE.tabular]) this.showNumbers(event, dataset);
    if (event.present[PLACE.image]) fillPicture(dialog, event, schema, name);
    if (event.present[PLACE.audio]) this.fillSound(event, schema, name);
    fillCauses(dialog, event, schema);
  }

  /** @param {Event} event @param {Dataset['schema']} schema @param {string} name */
  fillSound(event, { audio, has_sound }, name) {
    if (!audio) return;
    const { dialog } = this;
    find(dialog, '.spectrum').setAttribute('aria-label', words.event.spectrogramOf(event.event, name));
    this.showSpectrum({ levels: event.spectrogram, audio, unit: has_sound ? 'dB' : '' });
    fillTwin(dialog, '.spectrum', levelTable(event.spectrogram, audio, has_sound));
    find(dialog, '.clip').hidden = event.sound.length === 0;
    find(dialog, '.silent').hidden = event.sound.length > 0;
    if (!event.sound.length) return;
    find(dialog, '.wave').setAttribute('aria-label', words.event.waveformOf(event.event, name));
    const samples = decode(event.sound);
    this.showWave({ samples, rate: audio.sample_rate, span: span(audio) });
    fillTwin(dialog, '.wave', loudnessTable(samples, audio.sample_rate));
    this.load(event, audio.sample_rate);
  }
}

/** The dialog of each place. */
export const { mount, draw } = perPlace(EventDialog);
