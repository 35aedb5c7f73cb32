// Explains in plain HTML why the page has not started, until main.js has started it. It is a classic script, because
// browsers load modules neither from disk nor in a sandboxed frame. It imports nothing; its sentences are in
// index.html.

{
  /** Milliseconds after which a page that has not started shows a message. */
  const PATIENCE = 8000;
  const root = document.documentElement;
  const box = /** @type {HTMLElement} */ (document.getElementById('start'));
  const fromDisk = location.protocol === 'file:';

  /** @param {string} cause as in index.html @param {string} [detail] */
  function say(cause, detail = '') {
    const first = box.dataset.cause; // an error is the cause of those that follow
    if (root.hasAttribute('data-started') || (first && first !== 'slow' && first !== cause)) return;
    box.dataset.cause = cause;
    for (const text of box.querySelectorAll('p')) text.hidden = text.dataset.of !== cause;
    const place = /** @type {HTMLElement} */ (box.querySelector('.detail'));
    place.textContent = detail;
    place.hidden = !detail;
    box.hidden = false;
  }

  /** What came in place of a script: a status or another type; '' where it came. @param {string} url */
  async function came(url) {
    const name = url.replace(new URL('.', document.baseURI).href, '');
    try {
      const response = await fetch(url);
      const type = response.headers.get('content-type') || '?';
      if (!response.ok) return `${name}: ${response.status}`;
      return /javascript/.test(type) ? '' : `${name}: ${type}`;
    } catch (error) {
      return `${name}: ${error}`;
    }
  }

  /** The browser names the page's script also where one is missing that it imports, so all of them are asked for once more. */
  async function blame() {
    if (window.origin === 'null') return say('frame', location.href);
    say('script');
    const all = [...document.querySelectorAll('script[src], link[rel=modulepreload]')];
    const urls = all.map((one) => one.getAttribute('src') || one.getAttribute('href') || '');
    const found = await Promise.all(urls.map((url) => came(new URL(url, document.baseURI).href)));
    say('script', found.filter(Boolean).join(', '));
  }

  /** @param {Event} event of a script that did not load, or of an error that was thrown */
  function heard(event) {
    if (event.target instanceof HTMLScriptElement) blame();
    else if (event instanceof ErrorEvent) say('error', event.message);
  }

  if (fromDisk) say('disk');
  else
    for (const part of document.querySelectorAll('body > [hidden], #start'))
      part.toggleAttribute('hidden', part === box);
  addEventListener('error', heard, { capture: true });
  addEventListener('unhandledrejection', ({ reason }) => say('error', String(reason)));
  setTimeout(say, PATIENCE, 'slow');
}
