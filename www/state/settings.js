// The settings as plain values: parses, changes and steps them. All it uses of a field is its row in the contract;
// it uses neither the DOM nor the worker.

import { isSingle } from '../facts/vocabulary.js';
import { readNumber } from './typed.js';

/** @typedef {typeof import('../contract.json')['defaults']} Config */

/**
 * One row of the contract's table of settings. Numbers have a range, choices have options.
 * @typedef {object} Field
 * @property {string} name
 * @property {string} group
 * @property {boolean} advanced
 * @property {string} kind 'integer', 'number' or 'choice'
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {{ value: string }[]} [options]
 * @property {string[]} [used_in] the worlds in which it changes anything, where these are not all
 */

/** @typedef {{ defaults: Config, fields: Field[] }} Contract */
/** Why a value is not accepted: 'choice', 'number', 'ambiguous', 'whole' or 'range'; in a link also 'unknown' or 'repeated'. @typedef {{ code: string, min?: number, max?: number, options?: string[], by?: string }} Why */
/** @typedef {{ value: string | number } | { why: Why }} Checked */
/** @typedef {Pick<Field, 'kind' | 'min' | 'max' | 'options'>} Asked what a value must keep to */

/**
 * Reads what was typed, chosen or linked to as a value of the field.
 * @param {Asked} field
 * @param {string} text
 * @returns {Checked}
 */
export function check(field, text) {
  if (field.options) return checkChoice(field.options, text);
  return checkNumber(field, text);
}

/** @param {{ value: string }[]} options @param {string} text @returns {Checked} */
function checkChoice(options, text) {
  if (options.some((option) => option.value === text)) return { value: text };
  return { why: { code: 'choice', options: options.map((option) => option.value) } };
}

/** @param {Asked} field @param {string} text @returns {Checked} */
function checkNumber({ kind, min = -Infinity, max = Infinity }, text) {
  const whole = kind === 'integer';
  const value = readNumber(text, whole);
  if (value === null) return { why: { code: 'number' } };
  if (value === 'ambiguous') return { why: { code: 'ambiguous' } };
  if (value < min || value > max) return { why: { code: 'range', min, max } };
  if (whole && !Number.isInteger(value)) return { why: { code: 'whole' } };
  return { value };
}

/**
 * The settings with one of them changed.
 * @param {Config} config
 * @param {string} name
 * @param {string | number} value
 * @returns {Config}
 */
export function change(config, name, value) {
  return { ...config, [name]: value };
}

/** The one setting that changes how fast a run is trained and nothing else. */
const BACKEND = 'backend';

/**
 * What a run is: every setting that changes what is trained, as text. Two runs with the same identity have the same curves.
 * @param {Config} config
 */
export function identity(config) {
  return JSON.stringify(Object.entries({ ...config, [BACKEND]: '' }).sort());
}

/** Whether every setting is the same, the backend too. @param {Config} one @param {Config} other */
export function isSame(one, other) {
  return one.backend === other.backend && identity(one) === identity(other);
}

/**
 * One setting by its name.
 * @param {Config} config
 * @param {string} name
 * @returns {string | number}
 */
export function read(config, name) {
  return /** @type {Record<string, string | number>} */ (config)[name];
}

/**
 * Why a setting has no effect as the others stand: another 'world', 'noise', or a 'single' modality; '' where it has one.
 * @param {Config} config
 * @param {Pick<Field, 'name' | 'used_in'>} field
 */
export function unused({ world, modalities }, { name, used_in = [world] }) {
  if (!used_in.includes(world)) return used_in.length === 1 ? 'world' : 'noise';
  return name === 'modality_dropout' && isSingle(modalities) ? 'single' : '';
}

/**
 * Whether a range is so wide that one walks it by factors rather than by differences.
 * @param {Pick<Field, 'kind' | 'min' | 'max'>} field
 */
export function spansMagnitudes({ kind, min = 0, max = 0 }) {
  return kind === 'number' && min > 0 && max / min >= 1e4;
}

/**
 * The number that an arrow key leads to: the next step of the range, or of 1, 2, 5, 10, … where it spans magnitudes.
 * @param {Pick<Field, 'kind' | 'min' | 'max' | 'step'>} field
 * @param {number} value
 * @param {boolean} up
 */
export function stepped(field, value, up) {
  const { min = -Infinity, max = Infinity, step = 1 } = field;
  if (spansMagnitudes(field)) return Math.min(Math.max(neighbour(value, up), min), max);
  const base = Number.isFinite(min) ? min : 0;
  const steps = (value - base) / step;
  const next = base + (up ? Math.floor(steps + 1) : Math.ceil(steps - 1)) * step;
  return next < min || next > max ? value : next;
}

/**
 * The next number up or down in the series …, 0.1, 0.2, 0.5, 1, 2, 5, …
 * @param {number} value above 0
 * @param {boolean} up
 */
export function neighbour(value, up) {
  const magnitude = Math.floor(Math.log10(value));
  const series = [-1, 0, 1].flatMap((m) => [1, 2, 5].map((digit) => Number(`${digit}e${magnitude + m}`)));
  const near = value * 1e-9;
  const next = up ? series.find((n) => n > value + near) : series.findLast((n) => n < value - near);
  return next ?? value;
}
