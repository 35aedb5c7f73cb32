// The architecture of the model.

import { whole } from './numbers.js';

/** @param {number} count */
const parameters = (count) => `${whole(count)} parameters`;

export const model = {
  title: 'Model',
  summary: 'One encoder for each modality, and one head that fuses their outputs.',
  /** @param {number} total @param {number} encoders */
  total: (total, encoders) => {
    const parts =
      encoders === 1
        ? 'one encoder and one head'
        : `${encoders} encoders, one for each modality, and one head that fuses their outputs`;
    return `${parameters(total)} in ${parts}.`;
  },
  names: { tabular: 'Table', image: 'Picture', audio: 'Sound', head: 'Head' },
  parameters,
  absent: 'not used with these settings',

  // Inputs and layers.
  /** @param {number} count */
  numbers: (count) => `${count} numbers`,
  /** @param {number} channels @param {number} height @param {number} width */
  pixels: (channels, height, width) => `${channels}×${height}×${width} pixels`,
  /** @param {number} bands @param {number} frames */
  spectrogram: (bands, frames) => `1×${bands}×${frames} log-mel spectrogram`,
  /** @param {number} channels */
  convolution: (channels) => `Convolution 3×3, ${channels} channels · ReLU · max-pool 2`,
  /** @param {number} units */
  flatten: (units) => `Flatten · Linear → ${units}`,
  /** @param {number} units */
  linear: (units) => `Linear → ${units}`,
  /** @param {number} units */
  hidden: (units) => `Linear → ${units} · ReLU`,
  /** @param {number} units */
  concatenate: (units) => `Concatenate → ${units}`,
  /** @param {number} rate */
  dropout: (rate) => `Dropout ${rate}`,
  /** @param {number} classes */
  classes: (classes) => `Linear → ${classes} classes`,
};
