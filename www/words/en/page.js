// The texts around the sections: title, introduction, footer.

export const page = {
  title: 'Trimodal',
  description: 'Train a classifier of tables, pictures and sounds inside your browser tab, and see what fusion adds.',
  skip: 'Skip to the controls',
  lead:
    'Each event is a table of numbers, a picture and a sound. A stage in the picture fits a concert or a lecture. ' +
    'Cheering fits a concert or a sporting event. The table only hints at the class. Each modality alone is ' +
    'ambiguous; together they identify the class. Press Train and watch a small neural network learn this in your tab.',
  footer:
    'Everything runs in this tab, and no data leaves it. The page’s address contains your settings: share it to share an experiment.',
  messages: 'Messages',
  /** A view that threw. @param {string} error */
  failed: (error) =>
    `This part of the page failed: ${error}. The rest still works. Reload the page to try again; a run in progress would be lost.`,
};
