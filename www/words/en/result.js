// The result of a run on its test events.

export const result = {
  title: 'Result',
  empty:
    'When training ends, the model of the best epoch is evaluated on the test events, which it has never seen. ' +
    'Its accuracy and its most frequent mistakes appear here.',
};
