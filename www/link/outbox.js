// Gathers updates for the page: all are sent at once, except that messages with nothing but progress are sent only a
// few times per second.

/** @typedef {{ type: string, [key: string]: any }} Update */

/** Milliseconds between two posts that hold nothing but progress. */
export const PROGRESS_GAP = 33;

/**
 * @param {(updates: Update[]) => void} post
 * @param {() => number} [now] milliseconds
 */
export function createOutbox(post, now = () => performance.now()) {
  /** @type {Update[]} */
  let waiting = [];
  let posted = Number.NEGATIVE_INFINITY;

  const flush = () => {
    if (waiting.length === 0) return;
    posted = now();
    post(waiting);
    waiting = [];
  };
  const add = (/** @type {Update[]} */ updates) => {
    for (const update of updates) {
      if (update.type === 'progress') waiting = waiting.filter(({ type }) => type !== 'progress');
      waiting.push(update);
    }
    const urgent = waiting.some(({ type }) => type !== 'progress');
    if (urgent || now() - posted >= PROGRESS_GAP) flush();
  };
  return { add, flush };
}
