// The language that the page speaks. A second one is one more file beside en.js, of the same shape, and its row here.

import { en } from './en.js';

export const languages = { en };

export const words = languages.en;
