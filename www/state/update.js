// The types of the updates that a session sends, from the examples in the contract and what JSON cannot express. It
// contains no code.

/** @typedef {typeof import('../contract.json')['updates']} Examples */

/** @typedef {Record<keyof Examples['dataset']['columns'], Uint8Array>} Columns every event in a few bytes */

/** A column of numbers has a unit, '' where there is none; one of categories has its levels. @typedef {{ name: string, label: string, kind: string, unit?: string, levels?: string[] }} Feature */
/** @typedef {Examples['dataset']['schema']} SchemaExample */
/** No columns: no table. @typedef {Omit<SchemaExample, 'features' | 'image' | 'audio'> & { features: Feature[], image: SchemaExample['image'] | null, audio: SchemaExample['audio'] | null }} Schema */
/** What only generated events have. @typedef {{ class: number | null, causes: string[] | null }} Made */

/**
 * Fields whose type differs from that of the example. An update without a row here has none.
 * @typedef {object} Refined
 * @property {{ allowed: string[] }} phase
 * @property {{ columns: Columns, schema: Schema }} dataset
 * @property {Made & { image: Uint8Array, spectrogram: Uint8Array, sound: Uint8Array }} event
 * @property {{ field: string | null, command: string | null }} error
 */

/** @template {keyof Examples} K @typedef {K extends keyof Refined ? Refined[K] : {}} RefinedFields */

/**
 * The update of one type.
 * @template {keyof Examples} K
 * @typedef {Omit<Examples[K], 'type' | keyof RefinedFields<K>> & RefinedFields<K> & { type: K }} UpdateOf
 */

/** @typedef {typeof import('../contract.json')['findings']} FindingExamples */

/** @typedef {{ predictions: { events: Uint8Array, probabilities: Uint8Array, predicted: Uint8Array, correct: Uint8Array } }} RefinedFindings */

/** @template {keyof FindingExamples} K @typedef {K extends keyof RefinedFindings ? RefinedFindings[K] : {}} RefinedFindingFields */

/**
 * The finding of one name, an update of type 'found'.
 * @template {keyof FindingExamples} K
 * @typedef {Omit<FindingExamples[K], 'type' | 'finding' | keyof RefinedFindingFields<K>> & RefinedFindingFields<K>
 *   & { type: 'found', finding: K }} FindingOf
 */

/** @typedef {{ [K in keyof FindingExamples]: FindingOf<K> }[keyof FindingExamples]} Found */

/** @typedef {{ [K in Exclude<keyof Examples, 'found'>]: UpdateOf<K> }[Exclude<keyof Examples, 'found'>] | Found} Update */

export {};
