// A button that plays an event's sound and stops it.

import { words } from '../words/words.js';
import { say } from './element.js';
import { play, stop } from './sound.js';

/** @typedef {{ event: number, sound: Uint8Array }} Clip */

/**
 * @param {HTMLElement} button hidden where there is nothing to play
 * @returns {(clip: Clip, rate: number) => void} takes another clip, with its samples a second
 */
export function createPlayer(button) {
  /** @type {Clip | null} */
  let loaded = null;
  let rate = 0;
  let playing = false;
  const turn = (/** @type {boolean} */ on) => {
    playing = on;
    const { play: start, stop: end, playEvent, stopEvent } = words.player;
    say(button, on ? end : start);
    button.setAttribute('aria-label', (on ? stopEvent : playEvent)(loaded?.event));
  };
  button.addEventListener('click', () => {
    const clip = loaded;
    if (playing || !clip) return stop();
    play(clip.sound, rate, () => clip === loaded && turn(false));
    turn(true);
  });
  return (clip, samples) => {
    if (playing) stop();
    [loaded, rate] = [clip, samples];
    button.hidden = clip.sound.length === 0;
    turn(false);
  };
}
