// A canvas as sharp as the screen that is painted anew when its size, the theme or the pixel ratio changes.
// The theme's colours come from the style sheet's custom properties: no chart names a colour itself.

const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/**
 * Calls `repaint` whenever the theme changes.
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
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
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
  onTheme(repaint);
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
