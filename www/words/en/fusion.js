// What fusion adds: models of fewer modalities, ablations, and contributions.

export const fusion = {
  title: 'What fusion adds',
  hint:
    'Is the model of all modalities better than a model of one? Compare trains models on fewer modalities. ' +
    'An ablation instead hides modalities from the trained model.',
};
