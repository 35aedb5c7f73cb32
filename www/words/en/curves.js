// The learning curves.

export const curves = {
  region: 'Learning curves',
  loss: 'Loss per epoch',
  lossHint: 'Mean cross-entropy in nats; lower is better. Thin line: the latest training steps.',
  accuracy: 'Accuracy per epoch',
  accuracyHint: 'Share of events classified correctly; higher is better. Thin line: the latest training steps.',
};
