// Some systems give a browser a language that is none, as WebKit's "C" where LANG=C, and number formats throw on it. uPlot asks
// for one while it loads, so this runs before it: a language that cannot be used becomes English.

/** @param {{ language: string }} navigator */
export function mend(navigator) {
  try {
    new Intl.NumberFormat(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}

if (globalThis.navigator) mend(navigator);
