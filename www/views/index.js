// The views in the order in which they are drawn, and the links from one view to another. A new view needs a folder
// and a line here.

import { SPLIT } from '../facts/vocabulary.js';
import * as event from './data/event.js';
import * as gallery from './data/gallery.js';
import * as world from './data/world.js';
import * as balance from './fusion/balance.js';
import * as compare from './fusion/compare.js';
import * as fusion from './fusion/fusion.js';
import * as probe from './fusion/probe.js';
import * as robustness from './fusion/robustness.js';
import * as whatif from './fusion/whatif.js';
import * as model from './model/model.js';
import * as result from './result/result.js';
import * as backend from './training/backend.js';
import * as controls from './training/controls.js';
import * as curves from './training/curves.js';
import * as notices from './training/notices.js';
import * as settings from './training/settings.js';

/** @typedef {import('./training/controls.js').Actions & import('./training/settings.js').Actions} TrainingActions */
/** @typedef {import('./fusion/compare.js').Actions & import('./fusion/fusion.js').Actions} FusionActions */
/** @typedef {import('./fusion/probe.js').Actions & import('./fusion/whatif.js').Actions} QuestionActions */
/** @typedef {import('./data/gallery.js').Actions & import('./data/event.js').Actions & import('./result/result.js').Actions} DataActions */
/** @typedef {import('./training/notices.js').Actions & import('./training/backend.js').Actions} OtherActions */

/** What a visitor can do, all views together. @typedef {TrainingActions & FusionActions & QuestionActions & DataActions & OtherActions} Actions */

/** By the id of the element that each is drawn in. @type {import('../parts/guard.js').View<Actions>[]} */
export const VIEWS = [
  { id: 'backend', ...backend },
  { id: 'notices', ...notices },
  { id: 'settings', ...settings },
  { id: 'curves', ...curves },
  { id: 'result', ...result },
  { id: 'compare', ...compare },
  { id: 'fusion', ...fusion },
  { id: 'robustness', ...robustness },
  { id: 'probe', ...probe },
  { id: 'balance', ...balance },
  { id: 'whatif', ...whatif },
  { id: 'gallery', ...gallery },
  { id: 'event', ...event },
  { id: 'world', ...world },
  { id: 'model', ...model },
  { id: 'controls', ...controls }, // the last one: a phase that it names is shown everywhere by then
];

/** @param {(id: string) => HTMLElement} place of a view */
export function createWays(place) {
  return {
    /** From a cell of the confusion matrix to its events. @param {{ label: number, predicted: number }} cell */
    showEvents({ label, predicted }) {
      const split = String(SPLIT.test);
      gallery.of(place('gallery'))?.show({ split, label: String(label), predicted: String(predicted) });
    },
    /** From a notice to a setting. @param {string} name */
    showField: (name) => settings.reveal(place('settings'), name),
    /** From an open event to the questions about it. @param {number} number */
    lookOn: (number) => whatif.of(place('whatif'))?.look(number),
    /** From an open event to another one, among those that the gallery found. @param {number} number */
    lookAt: (number) => gallery.of(place('gallery'))?.lookAt(number),
    /** @param {number} number @param {number} by */
    beside: (number, by) => gallery.of(place('gallery'))?.beside(number, by),
    /** From an event that was open back to its card. @param {number | null} number */
    resume: (number) => gallery.of(place('gallery'))?.resume(number),
  };
}
