// A share on a scale from 0 to 100 %: a point, the range in which it may truly lie, and posts to compare with. Made of elements
// that only sighted readers need; what it shows is said beside it.

import { element } from './element.js';

/** @typedef {{ value: number, label: string }} Post */
/** @typedef {{ value: number, low: number, high: number, posts: Post[] }} Gauge all 0…1 */

/** Posts as near as this would have their names on top of each other. */
const NEAR = 0.2;

/**
 * @param {HTMLElement} host
 * @returns {(gauge: Gauge) => void}
 */
export function createGauge(host) {
  const [range, point, posts] = ['range', 'point', 'posts'].map((name) => element('span', { class: name }));
  const ticks = [0, 25, 50, 75, 100].map((tick) => {
    const made = element('span', { class: 'tick' }, tick === 100 ? '100 %' : String(tick));
    made.style.left = `${tick}%`;
    return made;
  });
  host.setAttribute('aria-hidden', 'true');
  host.append(...ticks, posts, range, point);
  return ({ value, low, high, posts: wanted }) => {
    range.style.left = `${low * 100}%`;
    range.style.width = `${(high - low) * 100}%`;
    point.style.left = `${value * 100}%`;
    posts.replaceChildren(...wanted.map((one) => post(one, leftward(one, wanted))));
  };
}

/** Which way a post's name runs: apart from a near post's, else inwards. @param {Post} post @param {Post[]} all */
export function leftward({ value }, all) {
  const near = all.find((other) => other.value !== value && Math.abs(other.value - value) < NEAR);
  return near ? value < near.value : value > 0.5;
}

/** @param {Post} post @param {boolean} left */
function post({ value, label }, left) {
  const made = element('span', { class: left ? 'post leftward' : 'post' }, element('span', {}, label));
  made.style.left = `${value * 100}%`;
  return made;
}
