// A canvas as sharp as the screen, which is repainted when its size, the theme or the pixel ratio changes. All
// colours come from the custom properties of the style sheet.

const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** How each canvas is painted anew; one that is gone is forgotten. @type {WeakMap<HTMLCanvasElement, () => void>} */
const painters = new WeakMap();

/** A canvas that is not on the page is painted when it gets its size there. */
function repaintAll() {
  for (const canvas of document.querySelectorAll('canvas')) painters.get(canvas)?.();
}

/** A media query matches one pixel ratio, to a thousandth, and fires when that changes; then the next one is set up. */
function watchRatio() {
  const [low, high] = [-0.001, 0.001].map((by) => globalThis.devicePixelRatio + by);
  const same = globalThis.matchMedia?.(`(min-resolution: ${low}dppx) and (max-resolution: ${high}dppx)`);
  const changed = () => {
    watchRatio();
    repaintAll();
  };
  same?.addEventListener('change', changed, { once: true });
}

/** Colours that were looked up in the style sheet already, while the theme is the same. @type {Map<string, string>} */
const colours = new Map();

onTheme(() => colours.clear()); // before anything is painted anew
onTheme(repaintAll);
watchRatio();

/**
 * Calls `repaint` whenever the theme changes, for ever.
 * @param {() => void} repaint
 */
export function onTheme(repaint) {
  dark?.addEventListener('change', repaint);
}

/**
 * A colour of the theme.
 * @param {string} name of a custom property, without its dashes
 */
export function colour(name) {
  const known = colours.get(name);
  if (known) return known;
  const found = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  if (found) colours.set(name, found);
  return found;
}

/**
 * Keeps a canvas painted. CSS gives its size; `paint` gets a context in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {(context: CanvasRenderingContext2D, width: number, height: number) => void} paint
 * @returns {() => void} paints now
 */
export function surface(canvas, paint) {
  const repaint = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const context = canvas.getContext('2d');
    if (!context || !width || !height) return;
    const ratio = globalThis.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    paint(context, width, height);
  };
  new ResizeObserver(repaint).observe(canvas);
  painters.set(canvas, repaint);
  return repaint;
}

/**
 * Keeps a canvas painted with what it was last given to show.
 * @template T
 * @param {HTMLCanvasElement} canvas
 * @param {(context: CanvasRenderingContext2D, width: number, height: number, shown: T) => void} paint
 * @returns {(shown: T) => void}
 */
export function showing(canvas, paint) {
  /** @type {{ shown: T } | null} */
  let last = null;
  const repaint = surface(canvas, (context, width, height) => last && paint(context, width, height, last.shown));
  return (shown) => {
    last = { shown };
    repaint();
  };
}
