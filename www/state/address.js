// The settings in the page's address: those that differ from the defaults are after the “#”. A setting in a link
// that cannot be used is reported with the reason; parameters that other sites add to count visits are dropped
// silently.

import { check, read } from './settings.js';

/** @typedef {import('./settings.js').Config} Config */
/** @typedef {import('./settings.js').Contract} Contract */
/** @typedef {{ name: string, value: string, why: import('./settings.js').Why }} Problem a setting of the link that is not used */

const TRACKERS = /^(utm_\w+|\w*clk?id|gbraid|wbraid|mc_[ce]id|igsh(id)?|_ga|_gl|_hs\w+|mkt_tok)$/i;

/**
 * The settings that a URL's hash asks for: the defaults, changed by its valid settings. Of two values the last counts.
 * @param {string} hash with or without its '#'
 * @param {Contract} contract
 * @returns {{ config: Config, problems: Problem[] }}
 */
export function parse(hash, { defaults, fields }) {
  /** @type {Map<string, { text: string, value: string | number }>} */
  const found = new Map();
  /** @type {Problem[]} */
  const problems = [];
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ''))) {
    if (TRACKERS.test(name)) continue;
    const field = fields.find((candidate) => candidate.name === name);
    const checked = field ? check(field, text) : { why: { code: 'unknown' } };
    if ('why' in checked) {
      problems.push({ name, value: text, why: checked.why });
      continue;
    }
    const first = found.get(name);
    if (first && first.value !== checked.value)
      problems.push({ name, value: first.text, why: { code: 'repeated', by: text } });
    found.set(name, { text, value: checked.value });
  }
  const asked = Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
  return { config: { ...defaults, ...asked }, problems };
}

/**
 * The hash for these settings: only what differs from the defaults, in the form's order.
 * @param {Config} config
 * @param {Contract} contract
 * @returns {string} '' where nothing differs, else '#…'
 */
export function format(config, { defaults, fields }) {
  const differing = fields.filter(({ name }) => read(config, name) !== read(defaults, name));
  const pairs = differing.map(({ name }) => [name, String(read(config, name))]);
  return pairs.length ? `#${new URLSearchParams(pairs)}` : '';
}

/**
 * The part of the address that begins at “?”, without what counts visits.
 * @param {string} search '' or '?…'
 */
export function withoutTrackers(search) {
  const kept = [...new URLSearchParams(search)].filter(([name]) => !TRACKERS.test(name));
  if (kept.length === [...new URLSearchParams(search)].length) return search;
  return kept.length ? `?${new URLSearchParams(kept)}` : '';
}
