// What the page says before anything has started: its title, its lead and its foot.

export const page = {
  title: 'Trimodal',
  description: 'Train a classifier of tables, pictures and sounds inside your browser tab, and see what fusion adds.',
  skip: 'Skip to the controls',
  lead:
    'One live event, three clues. A picture of a stage: concert or lecture? Cheering: concert or match? ' +
    'A few numbers: only a hint. Each clue alone is ambiguous; combined, they identify the event. ' +
    'Press Train and watch a small network learn in this tab.',
  footer:
    'Everything runs in this tab, and no data leaves it. The address holds your settings: to share an experiment, share the link.',
  messages: 'Messages',
  /** A view that threw. @param {string} error */
  failed: (error) =>
    `This part of the page failed: ${error}. The rest still works. Reload the page to try again; a run in progress would be lost.`,
};
