// English: every label and sentence of the page, one file a subject. A label is a string; a sentence is a function of numbers
// and codes. Nothing is put together from fragments outside.

import { backend } from './en/backend.js';
import { controls } from './en/controls.js';
import { names } from './en/names.js';
import { notices } from './en/notices.js';
import * as numbers from './en/numbers.js';
import { page } from './en/page.js';
import { settings } from './en/settings.js';
import { worlds } from './en/worlds.js';

export const en = { lang: 'en', numbers, names, page, backend, controls, notices, settings, worlds };
