// English: every label and sentence of the page, one file per subject. A label is a string; a sentence is a function
// of numbers and codes. Other code never puts sentences together from fragments.

import { backend } from './en/backend.js';
import { balance } from './en/balance.js';
import { best } from './en/best.js';
import { controls } from './en/controls.js';
import { curves } from './en/curves.js';
import { among, event, figure, player, views } from './en/event.js';
import { compare, fusion, waiting } from './en/fusion.js';
import { card, filters, gallery } from './en/gallery.js';
import { model } from './en/model.js';
import { names } from './en/names.js';
import { notices } from './en/notices.js';
import * as numbers from './en/numbers.js';
import { page } from './en/page.js';
import { mistakes, reliability, result } from './en/result.js';
import { corruption, robustness } from './en/robustness.js';
import { settings } from './en/settings.js';
import { start } from './en/start.js';
import { whatif } from './en/whatif.js';
import { worlds } from './en/worlds.js';

const bar = { page, start, backend, controls, notices, settings };
const evidence = { curves, result, mistakes, reliability, fusion, compare, waiting };
const corrupted = { robustness, corruption, balance, whatif };
const data = { gallery, filters, card, event, among, views, player, worlds, best, model };

export const en = { lang: 'en', numbers, names, figure, ...bar, ...evidence, ...corrupted, ...data };
