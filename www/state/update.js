// The updates that a session sends, as types: the contract's examples, and what JSON cannot say of them. There is no code here.

/** @typedef {typeof import('../contract.json')['updates']} Examples */

/** @typedef {Record<keyof Examples['dataset']['columns'], Uint8Array>} Columns every event in a few bytes */

/**
 * Fields whose type differs from that of the example. An update without a row here has none.
 * @typedef {object} Refined
 * @property {{ allowed: string[] }} phase
 * @property {{ columns: Columns }} dataset
 * @property {{ image: Uint8Array, spectrogram: Uint8Array, sound: Uint8Array }} event
 * @property {{ field: string | null, command: string | null }} error
 * @property {{ events: Uint8Array, probabilities: Uint8Array }} predictions
 */

/** @template {keyof Examples} K @typedef {K extends keyof Refined ? Refined[K] : {}} RefinedFields */

/**
 * The update of one type.
 * @template {keyof Examples} K
 * @typedef {Omit<Examples[K], 'type' | keyof RefinedFields<K>> & RefinedFields<K> & { type: K }} UpdateOf
 */

/** @typedef {{ [K in keyof Examples]: UpdateOf<K> }[keyof Examples]} Update */

export {};
