// The names of the modalities, their sets and the splits.

export const names = {
  modality: { tabular: 'table', image: 'picture', audio: 'sound' },
  /** Where one is missing. */
  no: { tabular: 'no table', image: 'no picture', audio: 'no sound' },
  set: {
    tabular: 'table alone',
    image: 'picture alone',
    audio: 'sound alone',
    tabular_image: 'table and picture',
    tabular_audio: 'table and sound',
    image_audio: 'picture and sound',
    all: 'all three',
  },
  split: { train: 'Training', val: 'Validation', test: 'Test' },
  /** An event of the split. */
  splitEvent: { train: 'training event', val: 'validation event', test: 'test event' },
};
