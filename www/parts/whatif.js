// The what-if panel of one event: switches and noise for each modality, the probabilities, and the contribution of
// each modality. It asks the model whenever a control is moved and shows the answer; other code sends the question.

import { createShares } from '../draw/shares.js';
import { probabilityBars, same, sentence, shareOf, stepBars, sum, untouched } from '../facts/answer.js';
import { sheet } from '../facts/sheet.js';
import { KEYS } from '../facts/vocabulary.js';
import { modalityName } from '../words/names.js';
import { percent, signed } from '../words/numbers.js';
import { words } from '../words/words.js';
import { createAnnouncer } from './announcer.js';
import { createDamage } from './damage.js';
import { element, find, say } from './element.js';
import { createFigure } from './figure.js';

/** @typedef {import('../facts/answer.js').Question} Question */
/** @typedef {import('../facts/answer.js').Answer} Answer */
/** @typedef {import('../facts/answer.js').Subject} Subject */

const AXIS = { axis: words.whatif.axis };

/**
 * @param {HTMLElement} host
 * @param {(question: Question) => void} ask
 */
export function createWhatIf(host, ask) {
  const charts = furnish(host);
  const announcer = createAnnouncer(find(host, '.says'));
  /** @type {Subject | null} */
  let subject = null;
  /** What was said of the event as it is. @type {Answer | null} */
  let before = null;
  const own = () => subject?.lacks.map((lack) => !lack) ?? [];
  const question = () => ({ event: subject?.event ?? 0, ...damage.read() });
  const asking = () => {
    announcer.ask();
    send();
  };
  const send = () => ask(before || !subject ? question() : untouched(subject.event, own()));
  const damage = createDamage(find(host, '.damages'), asking);
  find(host, '.clear').addEventListener('click', () => {
    damage.clear();
    asking();
  });
  return {
    /**
     * Turns to an event; what was damaged stays damaged unless it is to be seen afresh.
     * @param {Subject} next
     * @param {{ afresh?: boolean, unasked?: boolean }} [how] `unasked`: the user did not ask for it, so it is not read out
     */
    look(next, { afresh = false, unasked = false } = {}) {
      [subject, before] = [next, null];
      damage.offer(true, next.lacks);
      if (afresh) damage.clear();
      host.classList.add('waiting');
      if (unasked) announcer.silence();
      else announcer.ask();
      send();
    },
    /** @param {Answer | null} answer any answer; those to other questions are not shown */
    hear(answer) {
      if (!answer || !subject || answer.event !== subject.event) return;
      const clean = same(answer, untouched(subject.event, own()));
      if (clean) before ??= answer;
      if (!same(answer, question())) return clean ? send() : undefined;
      fill(host, charts, answer, { ...subject, before });
      announcer.answer();
    },
  };
}

/** @param {HTMLElement} host */
function furnish(host) {
  host.classList.add('what-if');
  const clear = element('button', { type: 'button', class: 'quiet clear' }, words.whatif.clear);
  host.append(
    element(
      'fieldset',
      { class: 'given' },
      element('legend', {}, words.whatif.input),
      element('div', { class: 'damages' }),
      element('p', { class: 'hint' }, clear, ` ${words.whatif.noise}`),
    ),
    element('p', { class: 'says summary', role: 'status' }),
  );
  const { probabilities: title, mark } = words.whatif;
  const probabilities = createFigure({ name: 'probabilities', title, hint: mark, note: mark, summed: false });
  const steps = createFigure({ name: 'steps', title: words.whatif.steps });
  host.append(probabilities.figure, steps.figure);
  const [showProbabilities, showSteps] = [createShares(probabilities.canvas), createShares(steps.canvas)];
  return { probabilities, showProbabilities, steps, showSteps };
}

/**
 * @param {HTMLElement} host
 * @param {ReturnType<typeof furnish>} charts
 * @param {Answer} answer
 * @param {Subject & { before: Answer | null }} known
 */
function fill(host, charts, answer, known) {
  const { classes } = known;
  const says = sentence(answer, classes, known);
  host.classList.remove('waiting');
  say(find(host, '.says'), says);
  const bars = probabilityBars(answer, classes, known);
  charts.probabilities.describe(says, asTable(answer, known));
  charts.showProbabilities({ bars, ...AXIS });
  charts.steps.describe(sum(answer, classes), stepTable(answer));
  charts.showSteps({ bars: stepBars(answer, classes), ...AXIS, steps: true });
}

/** @param {Answer} answer @param {Subject & { before: Answer | null }} known */
function asTable({ probabilities }, { classes, label, before }) {
  const rows = probabilities.map((share, i) => [
    { head: i === label ? words.whatif.labelled(classes[i]) : classes[i] },
    percent(share),
    before ? percent(before.probabilities[i]) : '–',
  ]);
  return sheet(words.whatif.probabilities, words.whatif.columns, rows);
}

/** @param {Answer} answer */
function stepTable(answer) {
  const rows = answer.shapley.map((value, m) => [{ head: modalityName(KEYS[m]) }, signed(value)]);
  const first = [{ head: words.whatif.share }, percent(shareOf(answer))];
  const last = [{ head: words.whatif.prediction }, percent(Math.max(...answer.probabilities))];
  return sheet(words.whatif.shapley, words.whatif.shapleyColumns, [first, ...rows, last]);
}
