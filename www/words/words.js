// The language of the page. To add one, add a file like en.js and a row here.

import { en } from './en.js';

export const languages = { en };

export const words = languages.en;
