// The synthetic data sets: their classes, columns and causes by code. A code without a text is shown unchanged,
// because the classes and columns of a user's own data have names of their own.

import { measured, percent, whole } from './numbers.js';

/** @type {Record<string, string>} */
const CLASSES = {
  concert: 'Concert',
  lecture: 'Lecture',
  sporting_event: 'Sporting event',
  theatre_play: 'Theatre play',
  conference: 'Conference',
  street_parade: 'Street parade',
};

/** @type {Record<string, string>} */
const COLUMNS = {
  attendance: 'Attendance',
  duration: 'Duration',
  budget: 'Budget',
  ticket_price: 'Ticket price',
  start_hour: 'Start time',
  staff: 'Staff',
  stage_area: 'Stage area',
  distance: 'Distance to the city centre',
  advance_sale: 'Advance sales',
  outdoor_share: 'Share outdoors',
};

/** The content of a table, a picture or a sound. @type {Record<string, string>} */
const CAUSES = {
  own_concert: 'typical of a concert',
  own_lecture: 'typical of a lecture',
  own_sporting_event: 'typical of a sporting event',
  own_theatre_play: 'typical of a theatre play',
  own_conference: 'typical of a conference',
  own_street_parade: 'typical of a street parade',
  hint_concert: 'suggests a concert',
  hint_lecture: 'suggests a lecture',
  hint_sporting_event: 'suggests a sporting event',
  hint_theatre_play: 'suggests a theatre play',
  hint_conference: 'suggests a conference',
  hint_street_parade: 'suggests a street parade',
  any: 'typical of no class',
  stage: 'a stage',
  concert_hall: 'a band on a stage',
  lecture_hall: 'a speaker at a board',
  pitch: 'players on a pitch',
  theatre_set: 'actors on a set',
  panel: 'a panel at a table',
  street: 'a parade in a street',
  crowd: 'a cheering crowd',
  voice: 'one voice',
  music: 'music',
  match: 'a whistle over a crowd',
  dialogue: 'two voices taking turns',
  applause: 'applause and murmuring',
  march: 'drums and a march',
  random: 'random numbers',
};

/** Units that are words. @type {Record<string, string>} */
const UNITS = { people: 'people', days: 'days' };

/** What the modalities show where only one is informative. @type {Record<string, string>} */
const UNIQUE = {
  tabular: 'Only the table identifies the class. Picture and sound each show a random class.',
  image: 'Only the picture identifies the class. Table and sound each show a random class.',
  audio: 'Only the sound identifies the class. Table and picture each show a random class.',
};

/** @param {number} classes */
function story(classes) {
  if (classes === 2)
    return 'A stage in the picture fits both a concert and a lecture, and the table only hints at the class. The sound, cheering or a voice, identifies the class.';
  if (classes > 3)
    return 'Each kind of picture and each kind of sound fits several classes, and the table only hints at the class. Picture and sound together identify the class.';
  return 'A stage in the picture fits a concert and a lecture. Cheering fits a concert and a sporting event. The table only hints at the class. None of the three identifies every class alone; together they do.';
}

/** @typedef {{ classes: number, ambiguity: number, unique_modality: string }} WorldSettings */

/** @type {Record<string, (settings: WorldSettings) => string>} which modalities identify the class, by the world */
const STORIES = {
  story: ({ classes, ambiguity }) => {
    if (ambiguity === 0) return 'There is no ambiguity: table, picture and sound each identify the class alone.';
    if (ambiguity === 1) return story(classes);
    return `${story(classes)} This applies to each modality in ${Math.round(ambiguity * 100)} % of the events; in the others, it identifies the class alone.`;
  },
  redundant: () =>
    'Table, picture and sound each identify the class alone. Fusion helps only when one of them is noisy or missing.',
  unique: ({ unique_modality }) => UNIQUE[unique_modality] ?? '',
  synergy: ({ classes }) =>
    `Picture and sound carry no information about the class alone. Only their combination identifies it${classes === 2 ? ', as in an exclusive-or' : ''}. The table carries no information either.`,
  noise: () =>
    'Table, picture and sound are random numbers. There is nothing to learn, and a model can only memorise the training events.',
};

export const worlds = {
  title: 'The data',
  histograms: 'Distribution of each column by class',
  histogramsHint: 'One histogram for each class. All are drawn with the same maximum height.',
  /** @param {string} code */
  className: (code) => CLASSES[code] ?? code,
  /** @param {string} code @param {string} own what a person called it, or '' */
  column: (code, own) => own || COLUMNS[code] || code.replace(/^number_/, 'Number '),
  /** @param {string} code */
  unit: (code) => UNITS[code] ?? code,
  /** @param {string} code */
  cause: (code) => CAUSES[code] ?? code,

  stories: STORIES,

  // What is in the data set.
  /** @param {number} events @param {number} train @param {number} val @param {number} test */
  shares: (events, train, val, test) =>
    `Events by label: ${whole(events)} in all, ${whole(train)} for training, ${whole(val)} for validation, ${whole(test)} for testing`,
  shareColumns: ['Label', '', 'Events'],
  /** @param {number} count @param {number} share 0…1 */
  count: (count, share) => `${whole(count)} (${percent(share)})`,
  /** @param {string} column */
  distribution: (column) => `${column} by class`,
  /** @param {number} columns */
  allColumns: (columns) => `Show all ${whole(columns)} columns`,
  /** @param {string} column @param {string} unit */
  axis: (column, unit) => (unit ? `${column} (${unit})` : column),
  /** @param {{ label: string, median: number | null }[]} classes null where no event has a table @param {string} unit */
  medians: (classes, unit) =>
    `Medians: ${classes.map(({ label, median }) => `${label} ${median === null ? 'none' : `${measured(median)} ${unit}`.trim()}`).join(', ')}.`,
  /** @param {{ label: string, level: string | null }[]} classes null where no event has a table */
  modes: (classes) =>
    `Most frequent: ${classes.map(({ label, level }) => `${label} ${level === null ? 'none' : level}`).join(', ')}.`,
  /** @param {string} column */
  levels: (column) => `${column}: share of each level in each class`,
  /** @param {string} column */
  quantiles: (column) => `${column}: quantiles of each class`,
  quantileColumns: ['Label', '10 %', '25 %', 'Median', '75 %', '90 %'],
};
