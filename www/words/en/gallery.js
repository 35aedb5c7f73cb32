// The events of the data set: the gallery, and one event in detail.

export const gallery = {
  title: 'Events',
  hint: 'What the model gets as input. Arrow keys move, Enter or a click opens an event, Space plays its sound.',
  making: 'Generating the events …',
  nothing: 'No event matches these filters.',
};

export const event = {
  title: 'Event',
  previous: 'Previous event',
  previousHint: 'Previous event (←)',
  next: 'Next event',
  nextHint: 'Next event (→)',
  close: 'Close',
  noPicture: 'This event has no picture.',
  noSound: 'This event has no sound.',
  noTable: 'This event has no table.',
  silent: 'There is nothing to play: this spectrogram is random numbers.',
  prediction: 'The model’s prediction',
  lookOn: 'Open in What if',
  untrained: 'Train a model to see its prediction for this event.',
  reveal: 'Show how this event was generated',
};

export const player = {
  play: '▶ Play',
  stop: '■ Stop',
};
