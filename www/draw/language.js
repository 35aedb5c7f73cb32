// Replaces a browser language that is not a valid language tag by English. WebKit reports "C" under LANG=C, and
// number formats throw on it. uPlot formats numbers while it loads, so this runs before it.

/** @param {{ language: string }} navigator */
function mend(navigator) {
  try {
    new Intl.NumberFormat(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}

if (globalThis.navigator) mend(navigator);
