// Balance: whether all modalities are learned, and which the predictions rely on.

export const balance = {
  title: 'Balance',
  hint: 'Modalities compete: the one that is learned fastest can keep the others from being learned.',
};
