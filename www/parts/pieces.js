// Divides long work into small pieces, a few per frame, so that the page stays responsive.

/** Milliseconds of a frame that pieces may take. */
const BUDGET = 8;

/** @returns {(pieces: (() => void)[]) => void} begins with these pieces, and drops what is left of those before */
export function createPieces() {
  /** @type {(() => void)[]} */
  let left = [];
  let frame = 0;
  const go = () => {
    frame = 0;
    const end = performance.now() + BUDGET;
    do left.shift()?.();
    while (left.length && performance.now() < end);
    if (left.length) frame = requestAnimationFrame(go);
  };
  return (pieces) => {
    left = [...pieces];
    if (left.length && !frame) frame = requestAnimationFrame(go);
  };
}
