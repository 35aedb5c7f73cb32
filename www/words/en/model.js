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

  /** By what a layer does. Each gets what leaves the layer: the number of units, or channels, height and width. */
  layers: {
    input: {
      /** @param {number[]} output */
      tabular: ([count]) => `${count} ${count === 1 ? 'number' : 'numbers'}`,
      /** @param {number[]} output */
      image: ([channels, height, width]) => `${channels}×${height}×${width} pixels`,
      /** @param {number[]} output */
      audio: ([, bands, frames]) => `1×${bands}×${frames} log-mel spectrogram`,
    },
    /** @param {number[]} output */
    convolution: ([channels]) => `Convolution 3×3, ${channels} channels · ReLU · max-pool 2`,
    /** @param {number[]} output */
    hidden: ([units]) => `Linear → ${units} · ReLU`,
    /** @param {number[]} output */
    flatten: ([units]) => `Flatten · Linear → ${units}`,
    /** @param {number[]} output */
    linear: ([units]) => `Linear → ${units}`,
    /** @param {number[]} output */
    concatenation: ([units]) => `Concatenate → ${units}`,
    /** @param {number[]} _ @param {number} rate */
    dropout: (_, rate) => `Dropout ${rate}`,
    /** @param {number[]} output */
    classes: ([classes]) => `Linear → ${classes} classes`,
  },
};
