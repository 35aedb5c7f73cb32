// Turns cargo's progress bar into a line now and then, for logs and for builds that run beside something else.
// Usage: cargo … 2>&1 | node scripts/progress.mjs NAME. Other lines pass through unchanged.

const name = process.argv[2];
const EVERY = 15_000; // ms
let spoke = Date.now();
let rest = '';

/** @param {string} line */
function pass(line) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: cargo colours its lines
  const text = line.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').trimEnd();
  const bar = /Building \[.*\] (\d+)\/(\d+)/.exec(text);
  if (bar) {
    if (Date.now() - spoke < EVERY) return;
    spoke = Date.now();
    console.log(`${name} module: ${bar[1]} of ${bar[2]} steps compiled`);
  } else if (text && !/^\s*(Compiling|Downloading|Downloaded|Blocking|Updating|Locking) /.test(text)) {
    console.log(text);
  }
}

process.stdin.setEncoding('utf8');
process.stdin.on('data', (/** @type {string} */ chunk) => {
  const lines = (rest + chunk).split(/[\r\n]/);
  rest = lines.pop() ?? '';
  lines.forEach(pass);
});
process.stdin.on('end', () => pass(rest));
