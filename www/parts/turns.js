// Draws the views in turns: a frame stops after a few milliseconds, and the next one goes on where it stopped, so that the page
// answers in between. All views of a turn show the same state; one that has changed meanwhile is drawn after it.

/** Milliseconds after which a frame begins no other view. */
export const BUDGET = 10;

const OWN = {
  now: () => performance.now(),
  frame: (/** @type {() => void} */ draw) => requestAnimationFrame(draw),
};

/**
 * @template S
 * @param {((state: S) => void)[]} draws in their order
 * @param {() => S} latest the state that is to be shown
 * @param {{ now(): number, frame(draw: () => void): unknown }} [clock]
 * @returns {() => void} to be called when the state has changed
 */
export function inTurns(draws, latest, clock = OWN) {
  /** @type {S} */
  let state;
  let next = draws.length;
  let [changed, asked] = [false, false];

  const ask = () => {
    if (!asked) clock.frame(draw);
    asked = true;
  };
  const draw = () => {
    asked = false;
    const end = clock.now() + BUDGET;
    if (next === draws.length) {
      state = latest();
      next = 0;
      changed = false;
    }
    do draws[next++](state);
    while (next < draws.length && clock.now() < end);
    if (changed || next < draws.length) ask();
  };
  return () => {
    changed = true;
    ask();
  };
}
