// Questions to the trained model, one under way at a time: while an answer is awaited only each asker's last question is
// kept, so that a slider that is dragged never runs ahead of the model. It knows no message beyond the answer's arrival.

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
