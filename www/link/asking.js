// Sends questions to the trained model, one at a time. While an answer is awaited, only the last question of each
// asker is kept, so that a dragged slider never gets ahead of the model. Apart from the arrival of answers, it
// handles no messages.

/** @typedef {{ event: number, levels: number[], present: boolean[] }} Question */

/** @param {(question: Question) => void} send */
export function createAsking(send) {
  /** The last question of each asker that waits. @type {Map<string, Question>} */
  const waiting = new Map();
  let underWay = false;

  const next = () => {
    const [first] = waiting;
    underWay = first !== undefined;
    if (!first) return;
    waiting.delete(first[0]);
    send(first[1]);
  };
  return {
    /** @param {string} asker @param {Question} question */
    ask(asker, question) {
      waiting.set(asker, question);
      if (!underWay) next();
    },
    /** An answer came, or will not come. */
    answered: next,
    /** The model is gone, and with it all that was asked. */
    forget() {
      waiting.clear();
      underWay = false;
    },
  };
}
