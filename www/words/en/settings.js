// The settings: their names and what they do, why one has no effect, and why a value is not accepted.

import { exact, short } from './numbers.js';

/** @typedef {{ code: string, min?: number, max?: number, options?: string[], by?: string }} Why */

/** @typedef {{ label: string, help: string, options?: Record<string, string> }} Field */

/** @type {Record<string, Field>} by the setting's name; those of groups in the form's order */
const DATA = {
  world: {
    label: 'Data set',
    help: 'Which of table, picture and sound identify the class, alone or together. For each data set, the best possible accuracy is known.',
    options: {
      story: 'Story: each is ambiguous',
      redundant: 'Redundant: each is enough',
      unique: 'Unique: only one is enough',
      synergy: 'Synergy: picture with sound',
      noise: 'Noise: nothing to learn',
    },
  },
  classes: {
    label: 'Classes',
    help: 'Number of classes, in this order: concert, lecture, sporting event, theatre play, conference, street parade.',
  },
  events: {
    label: 'Events',
    help: 'Number of events to generate. A larger number keeps the existing events and adds new ones.',
  },
  ambiguity: {
    label: 'Ambiguity',
    help: 'Story only. How often a table, picture or sound fits several classes. At 0, each one identifies the class.',
  },
  unique_modality: {
    label: 'Informative modality',
    help: 'Unique only. This modality identifies the class; the other two show random classes.',
    options: { tabular: 'Table', image: 'Picture', audio: 'Sound' },
  },
  imbalance: {
    label: 'Imbalance',
    help: 'How unequal the class frequencies are. At 0, all classes are equally frequent; at 1, the first is ten times as frequent as the last.',
  },
  image_size: { label: 'Picture size', help: 'Width and height of the picture in pixels: 32 or 64.' },
  audio_seconds: {
    label: 'Sound length',
    help: 'Length of the sound in seconds. Each second adds 32 columns to the spectrogram.',
  },
  train_share: { label: 'Training share', help: 'Share of the events used for training.' },
  val_share: {
    label: 'Validation share',
    help: 'Share of the events used to choose the best epoch. The rest are the test events.',
  },
};

/** @type {Record<string, Field>} */
const NOISE = {
  table_noise: {
    label: 'Table noise',
    help: 'Gaussian noise added to every number. 1 is the standard deviation of its column.',
  },
  image_noise: {
    label: 'Picture noise',
    help: 'Gaussian noise added to every pixel. 1 is the full range from black to white.',
  },
  audio_snr: {
    label: 'Signal-to-noise ratio',
    help: 'Level of the sound above the white noise added to it, in decibels. Lower is noisier; 60 adds no noise.',
  },
  label_noise: { label: 'Wrong labels', help: 'Probability that an event has the label of another class.' },
  image_blur: {
    label: 'Picture blur',
    help: 'Standard deviation of a Gaussian blur, as a share of the picture’s width.',
  },
  image_occlusion: { label: 'Picture occlusion', help: 'Share of the picture covered by a plain rectangle.' },
  missing_table: { label: 'Missing tables', help: 'Share of events without a table, in all three splits.' },
  missing_image: { label: 'Missing pictures', help: 'Share of events without a picture, in all three splits.' },
  missing_audio: { label: 'Missing sounds', help: 'Share of events without a sound, in all three splits.' },
};

/** @type {Record<string, Field>} */
const MODEL = {
  modalities: {
    label: 'Modalities',
    help: 'Which of table, picture and sound the model gets as input.',
    options: {
      all: 'All three',
      tabular: 'Table alone',
      image: 'Picture alone',
      audio: 'Sound alone',
      tabular_image: 'Table and picture',
      tabular_audio: 'Table and sound',
      image_audio: 'Picture and sound',
    },
  },
  dropout: { label: 'Dropout', help: 'Share of hidden units set to zero at random in each training step.' },
  modality_dropout: {
    label: 'Modality dropout',
    help: 'Probability of removing each modality of a training event, so that the model learns to work without it.',
  },
  embedding: { label: 'Embedding size', help: 'Length of the vector that each encoder outputs.' },
};

/** @type {Record<string, Field>} */
const TRAINING = {
  epochs: { label: 'Epochs', help: 'How many times training goes through all training events.' },
  batch_size: { label: 'Batch size', help: 'Number of events per optimizer step.' },
  learning_rate: { label: 'Learning rate', help: 'Step size of the Adam optimizer.' },
  weight_decay: {
    label: 'Weight decay',
    help: 'Each step shrinks the weights by this value times the learning rate, which reduces overfitting.',
  },
  label_smoothing: {
    label: 'Label smoothing',
    help: 'Share of each training label spread evenly over all classes. It makes the model less confident.',
  },
  class_weights: {
    label: 'Class weights',
    help: 'Gives rare classes more weight in the training loss. The loss shown is unweighted.',
    options: { off: 'Off: all events weigh the same', balanced: 'On: all classes weigh the same' },
  },
  patience: {
    label: 'Patience',
    help: 'Training stops after this many epochs without a lower validation loss. At 0, it never stops early.',
  },
  seed: {
    label: 'Seed',
    help: 'Fixes the random numbers behind the data, the splits, the initial weights, the order of events and dropout.',
  },
  backend: {
    label: 'Backend',
    help: 'Where the model is trained. Automatic uses the faster of WebGPU and CPU.',
    options: { auto: 'Automatic', cpu: 'CPU (SIMD)', webgpu: 'WebGPU' },
  },
};

const FIELDS = { ...DATA, ...NOISE, ...MODEL, ...TRAINING };

/** @type {Record<string, string>} */
const GROUPS = {
  data: 'Data',
  noise: 'Noise',
  missing: 'Missing data',
  model: 'Model',
  training: 'Training',
  run: 'Run',
};

/** @param {string} name of a setting */
const label = (name) => FIELDS[name]?.label ?? name;
/** @param {string} name @param {string} value */
const option = (name, value) => FIELDS[name]?.options?.[value] ?? value;

export const settings = {
  title: 'Settings',
  defaults: 'Reset to defaults',
  copy: 'Copy link',
  copied: 'Copied.',
  notCopied: 'The browser does not allow copying. Copy the address from the address bar.',
  more: 'More settings',

  label,
  /** @param {string} name */
  help: (name) => FIELDS[name]?.help ?? '',
  option,
  /** @param {string} code */
  group: (code) => GROUPS[code] ?? code,
  /** @param {number} count settings that differ from their defaults */
  changed: (count) => (count ? `${count} changed` : ''),

  // When changes take effect.
  atOnce: 'Changes take effect at once.',
  withTrain: 'Changes take effect when you press Train.',
  afterReset: 'Changes take effect when you press Reset.',
  changedOffline: 'Changed. The new settings will be used when training can start again.',
  changedRefused: 'Refused. The previous settings are still in use.',
  changedForTrain: 'Changed. Press Train to use the new settings.',
  changedForReset: 'Changed. Press Reset to use the new settings.',

  /** Why a setting has no effect. @param {string} code @param {string} world the only one that uses it */
  unused: (code, world) => {
    if (code === 'world') return `No effect: only the data set “${option('world', world).split(':')[0]}” uses it.`;
    if (code === 'single')
      return 'No effect: this model has only one modality, and modality dropout never removes the last one.';
    return code === 'noise' ? 'No effect: this data set consists only of noise.' : '';
  },

  /** Why a value is not accepted, after the value. @param {Why} why */
  why: ({ code, min = 0, max = 0, options = [], by = '' }) => {
    if (code === 'choice') return `must be one of ${options.join(', ')}`;
    if (code === 'number') return 'must be a number';
    if (code === 'whole') return 'must be a whole number';
    if (code === 'ambiguous')
      return 'can be read as two different numbers: use a point only before decimals, and no comma';
    if (code === 'repeated') return `the link sets it again, to ${short(by)}`;
    return code === 'range' ? `must be between ${exact(min)} and ${exact(max)}` : 'no such setting';
  },
  /** Beside the field. @param {Why} why @param {string | number} inForce the value that stays in use */
  refused: (why, inForce) => `Not used: ${settings.why(why)}. The value is still ${inForce}.`,
};
