// Robustness: accuracy under noise and with missing modalities, as curves and by hand.

export const robustness = {
  title: 'Robustness',
  hint: 'How much accuracy is left when a modality is noisy or missing?',
  empty:
    'When training ends, the model is evaluated on test events with more and more noise. Its accuracy appears here.',

  probe: {
    title: 'Corrupt the test events yourself',
    hint: 'A slider adds noise to one modality of every test event. A switch removes the modality from all of them.',
    clear: 'Reset',
  },
};
