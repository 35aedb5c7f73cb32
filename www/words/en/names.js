// What the modalities and their sets are called.

export const names = {
  modality: { tabular: 'table', image: 'picture', audio: 'sound' },
  set: {
    tabular: 'table alone',
    image: 'picture alone',
    audio: 'sound alone',
    tabular_image: 'table and picture',
    tabular_audio: 'table and sound',
    image_audio: 'picture and sound',
    all: 'all three',
  },
};
