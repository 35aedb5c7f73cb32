// The keys of modalities, their sets and the splits, as Rust writes them and in Rust's order, each with its bit and
// with its colour, dash and marker in charts. Their names for visitors are in words/names.js.

import contract from '../contract.json' with { type: 'json' };

/** `colour` names a custom property of the theme and a class of the style sheet. @typedef {{ colour: string, mark: string, dash: number[] }} Look */
/** @typedef {Look & { key: string, bit: number }} Modality */
/** `has` is in the order of MODALITIES. @typedef {Look & { key: string, bits: number, has: boolean[] }} ModalitySet */

const DASH = [7, 4];

/** How a modality or a set looks: a single modality is solid, two are dashed. @type {Record<string, Look>} */
const LOOKS = {
  tabular: { colour: 'table', dash: [], mark: 'square' },
  image: { colour: 'picture', dash: [], mark: 'triangle' },
  audio: { colour: 'sound', dash: [], mark: 'diamond' },
  tabular_image: { colour: 'val', dash: DASH, mark: 'pointing' },
  tabular_audio: { colour: 'best', dash: DASH, mark: 'pentagon' },
  image_audio: { colour: 'train', dash: DASH, mark: 'hexagon' },
  all: { colour: 'ink', dash: [], mark: 'dot' },
};

/** The modalities in the order of Rust's masks. @type {Modality[]} */
export const MODALITIES = contract.modalities.map((key, m) => ({ key, bit: 1 << m, ...LOOKS[key] }));
export const KEYS = contract.modalities;
/** What an examination can find, by name. */
export const FINDINGS = Object.keys(contract.findings);
/** The place of each modality in a mask. */
export const PLACE = Object.fromEntries(KEYS.map((key, m) => [key, m]));
/** Every set of modalities in Rust's order, the smaller ones first. @type {ModalitySet[]} */
export const SETS = contract.sets.map(({ name, bits }) => ({ key: name, bits, has: hasOf(bits), ...LOOKS[name] }));

export const SPLITS = ['train', 'val', 'test'];
/** The place of each split in SPLITS. */
export const SPLIT = Object.fromEntries(SPLITS.map((split, i) => [split, i]));

/** Which modalities these bits have. @param {number} bits @returns {boolean[]} */
function hasOf(bits) {
  return MODALITIES.map(({ bit }) => (bits & bit) !== 0);
}

/**
 * Whether an event has a modality.
 * @param {number} present its bits
 * @param {number} modality its place
 */
export function has(present, modality) {
  return (present & MODALITIES[modality].bit) !== 0;
}

/**
 * Which modalities a set has, in the order of MODALITIES; none where there is no such set.
 * @param {string} set
 * @returns {boolean[]}
 */
export function modalitiesOf(set) {
  return SETS.find(({ key }) => key === set)?.has ?? hasOf(0);
}

/**
 * The set of these modalities; '' where there are none.
 * @param {boolean[]} own in the order of MODALITIES
 */
export function setOf(own) {
  return SETS.find(({ has: others }) => others.every((other, m) => other === own[m]))?.key ?? '';
}

/** The keys of a set's modalities. @param {string} set @returns {string[]} */
export function parts(set) {
  const own = modalitiesOf(set);
  return KEYS.filter((_, m) => own[m]);
}

/**
 * Whether a set is all there in a model of these modalities.
 * @param {string} set
 * @param {string} modalities
 */
export function within(set, modalities) {
  return parts(set).every((part) => parts(modalities).includes(part));
}

/** Whether a set is one modality. @param {string} set */
export function isSingle(set) {
  return KEYS.includes(set);
}

/** How a set is drawn. @param {string} set @returns {Look} */
export function lookOf(set) {
  return LOOKS[set];
}
