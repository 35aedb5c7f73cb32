// Why the page has not started, and what to do about it.

export const start = {
  title: 'Trimodal has not started',
  files:
    'Some files of this page could not be loaded or were not allowed to run. Look at the address bar: if the address ' +
    'does not end with a slash, add one. Otherwise, reload the page.',
  disk:
    'This page was opened from disk, where browsers do not run its scripts. Serve it instead: run “python3 -m http.server” in ' +
    'the folder of this file, then open http://localhost:8000/. If you have the source code, run “make serve” instead.',
  frame:
    'This page is inside a sandboxed frame, where it can neither load its scripts nor start training. Open it in ' +
    'a tab of its own:',
  script:
    'A script could not be loaded. Reload the page. If that does not help, these files are missing on the server or have the wrong type:',
  error: 'An error occurred while the page was starting. Reload the page, or try another browser. The error was:',
  slow: 'The scripts of this page have not arrived yet. The connection may be slow: wait a little longer, or reload the page.',
  noscript: 'Trimodal trains a neural network in this page, so it needs JavaScript and WebAssembly.',
};
