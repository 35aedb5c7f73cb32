// The architecture of the model.

export const model = {
  title: 'Model',
  summary: 'One encoder for each modality, and one head that fuses their outputs.',
};
