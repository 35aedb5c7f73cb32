// Numbers in the language of the page.

import { words } from './words.js';

export const { whole, percent, unbroken, nats, points, difference, signed, measured, exact, range, clock } =
  words.numbers;
