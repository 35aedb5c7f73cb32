// Fills the words of a language into a page's HTML: the text of every element with `data-words`, and every attribute named by
// a `data-words-…`. Used by the bundler and the dev server, so that the page is never seen without its words.

/**
 * @param {string} html
 * @param {object} words of one language, see www/words/en.js
 */
export function fillWords(html, words) {
  return html.replace(/<[a-z][^>]*\sdata-words[^>]*>/g, (tag) => {
    const named = tag.replace(/data-words-([a-z-]+)="([^"]*)"/g, (kept, name, key) => {
      return `${name}="${escaped(wordAt(words, key))}" ${kept}`;
    });
    const own = tag.match(/\sdata-words="([^"]*)"/);
    return own ? named + escaped(wordAt(words, own[1])) : named;
  });
}

/** @param {object} words @param {string} key as in 'controls.train' */
function wordAt(words, key) {
  const found = key.split('.').reduce((/** @type {any} */ at, part) => at?.[part], words);
  if (typeof found !== 'string') throw new Error(`index.html asks for the words “${key}”, which are not there`);
  return found;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** For vite. @param {object} words */
export function wordsPlugin(words) {
  return {
    name: 'words',
    transformIndexHtml: (/** @type {string} */ html) => fillWords(html, words),
  };
}
