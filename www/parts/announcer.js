// Announces a result to screen readers once it has stopped changing; while a slider moves, results follow each other
// too fast. The results at the end of a run are not announced, because nobody asked for them at that moment.

/** Milliseconds without a change after which a result rests. */
const REST = 500;

/**
 * @param {HTMLElement} place whose text is the result
 */
export function createAnnouncer(place) {
  let timer = 0;
  let asked = false;
  const quiet = () => {
    clearTimeout(timer);
    place.setAttribute('aria-live', 'off');
  };
  quiet();
  return {
    /** Somebody asks for another result. */
    ask() {
      asked = true;
      quiet();
    },
    /** The place shows the result that was asked for last. */
    answer() {
      if (!asked) return;
      quiet();
      timer = window.setTimeout(() => {
        asked = false;
        place.setAttribute('aria-live', 'polite');
        place.replaceChildren(...place.childNodes); // only what changes now is announced
      }, REST);
    },
    /** What comes next was not asked for. */
    silence() {
      asked = false;
      quiet();
    },
  };
}
