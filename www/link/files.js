// Finds out why a file of the site could not be used: page and worker request it again and report what came instead.
// Errors have a code; their message is for the log.

/** @typedef {Error & { code: string }} CodedError */

/** @param {string} code @param {string} message @returns {CodedError} */
export const coded = (code, message) => Object.assign(new Error(message), { code });

/** The path below the site's own folder, where all modules lie. @param {string} url */
const nameOf = (url) => /wasm\/.*$/.exec(new URL(url).pathname)?.[0] ?? url;

/**
 * Why a file that was asked for could not be used.
 * @param {string} url
 * @param {unknown} error what was thrown: it counts where the file is there
 * @returns {Promise<CodedError>}
 */
export async function faultOf(url, error) {
  const name = nameOf(url);
  try {
    const response = await fetch(url, { cache: 'no-store' });
    if (!response.ok) return coded('missing', `${name}: the server answered ${response.status}`);
    const type = response.headers.get('content-type') ?? 'a file without a type';
    if ((await response.text()).trimStart().startsWith('<'))
      return coded('missing', `${name}: a web page came in its place (${type})`);
    if (/\.js$/.test(name) && !/javascript/.test(type))
      return coded('missing', `${name}: it was sent as ${type}, and browsers run only text/javascript`);
    return coded('load', `${name}: ${error instanceof Error ? error.message : error}`);
  } catch {
    return coded('load', `${name}: the server could not be reached`);
  }
}
