// One event in detail: its picture, its sound, its numbers, and how it was generated.

import { measured } from './numbers.js';

export const event = {
  title: 'Event',
  previous: 'Previous event',
  previousHint: 'Previous event (←)',
  next: 'Next event',
  nextHint: 'Next event (→)',
  close: 'Close',
  noPicture: 'This event has no picture.',
  noSound: 'This event has no sound.',
  noTable: 'This event has no table.',
  silent: 'There is nothing to play: this spectrogram consists of random numbers.',
  prediction: 'The model’s prediction',
  lookOn: 'Open in What if',
  untrained: 'Train a model to see its prediction for this event.',

  /** @param {number} number @param {string} label */
  heading: (number, label) => `Event ${number}: ${label}`,
  picture: 'Picture of the event',
  spectrogram: 'Log-mel spectrogram of the event',
  waveform: 'Waveform of the event',
  /** @param {number} number @param {string} label */
  pictureOf: (number, label) => `Picture of event ${number}, ${label}`,
  /** @param {number} number @param {string} label */
  spectrogramOf: (number, label) =>
    `Log-mel spectrogram of event ${number}, ${label}. Time in seconds to the right, frequency on the mel scale upwards; brighter is louder.`,
  /** @param {number} number @param {string} label */
  waveformOf: (number, label) => `Waveform of event ${number}, ${label}, over time in seconds.`,
  /** @param {number} width @param {number} height */
  size: (width, height) => `Picture: ${width} × ${height} pixels`,

  reveal: 'Show how this event was generated',
  /** @param {string} truth the class @param {string} label another one where the label is wrong */
  truth: (truth, label) =>
    truth === label
      ? `The class of this event is ${truth}, and its label is correct.`
      : `The class of this event is ${truth}. Its label, ${label}, is wrong.`,
  causes: 'What each modality shows',
  causeColumns: ['Modality', 'Content'],
};

/** The numbers of an event beside those of its class. */
export const among = {
  /** @param {string} label */
  caption: (label) => `The event’s numbers, and their rank among the events labelled ${label}`,
  columns: ['Column', 'Value', 'All events of the class', 'Rank'],
  /** @param {number} value @param {string} unit */
  value: (value, unit) => `${measured(value)} ${unit}`.trim(),
  /** @param {number} share 0…1 of the class that is lower */
  above: (share) => `above ${Math.round(share * 100)} %`,
  /** @param {number} share 0…1 of the class that has the same level */
  shared: (share) => `shared by ${Math.round(share * 100)} %`,
  /** @param {string} column @param {string} value @param {string} place among the class @param {string} label */
  described: (column, value, place, label) => `${column}: ${value}, ${place} of the events labelled ${label}`,
};

/** The table twins of picture, spectrogram and waveform. */
export const views = {
  colours: 'Mean colour of the picture',
  colourColumns: ['', 'Red', 'Green', 'Blue'],
  heights: ['upper third', 'middle third', 'lower third'],
  levels: 'Mean level of the spectrogram',
  decibels: 'Mean level of the spectrogram in dB (the loudest is 0)',
  levelColumns: ['Frequency', '1st quarter', '2nd quarter', '3rd quarter', '4th quarter'],
  pitches: ['high third', 'middle third', 'low third'],
  loudness: 'Loudness of the waveform',
  loudnessColumns: ['Time', 'dB (full scale is 0)'],
  hertz: 'Hz',
  secondsAxis: 'seconds',
  /** @param {number} from @param {number} to seconds */
  seconds: (from, to) => `${measured(from)}–${measured(to)} s`,
};

export const player = {
  play: '▶ Play',
  stop: '■ Stop',
  /** @param {number | undefined} event */
  playEvent: (event) => `Play the sound of event ${event}`,
  /** @param {number | undefined} event */
  stopEvent: (event) => `Stop the sound of event ${event}`,
};

/** What stands under every figure. */
export const figure = {
  twin: 'Table and download',
  /** @param {string} name */
  twinOf: (name) => `Table and download: ${name}`,
  save: 'Save as',
  /** @param {string} name */
  savePicture: (name) => `Save ${name} as a picture (PNG)`,
  /** @param {string} name */
  saveTable: (name) => `Save ${name} as a table (CSV)`,
};
