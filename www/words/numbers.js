// Numbers in the language of the page.

import { words } from './words.js';

export const { whole, percent, roundPercent, range, points, difference, signed, nats } = words.numbers;
export const { fraction, significant, decade, measured, exact, compact, clock, unbroken } = words.numbers;
