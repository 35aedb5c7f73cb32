// A run's learning curves as columns for a chart: one x for every report and epoch, and `null` where a curve has no
// value. An epoch is at its whole number, a report at its fraction of the epoch.

/** @typedef {{ loss: number, accuracy: number }} Mean */
/** @typedef {'loss' | 'accuracy'} Measure */

/**
 * @typedef {object} Points
 * @property {number[]} x in epochs
 * @property {(number | null)[]} fine training, report by report
 * @property {(number | null)[]} train
 * @property {(number | null)[]} val
 */

/**
 * @param {Measure} measure
 * @param {number} stepsPerEpoch
 * @param {{ step: number, train: Mean }[]} reports
 * @param {{ epoch: number, train: Mean, val: Mean }[]} epochs
 * @returns {Points}
 */
export function points(measure, stepsPerEpoch, reports, epochs) {
  const fine = new Map(reports.map(({ step, train }) => [step / stepsPerEpoch, train[measure]]));
  const whole = new Map(epochs.map((row) => [row.epoch, row]));
  const x = [...new Set([...fine.keys(), ...whole.keys()])].sort((a, b) => a - b);
  return {
    x,
    fine: x.map((at) => fine.get(at) ?? null),
    train: x.map((at) => whole.get(at)?.train[measure] ?? null),
    val: x.map((at) => whole.get(at)?.val[measure] ?? null),
  };
}

/**
 * The whole epochs to name on an axis: 1, then every n-th, for at most `most` names.
 * @param {number} epochs
 * @param {number} most
 * @returns {number[]}
 */
export function ticks(epochs, most) {
  const step = [1, 2, 5, 10, 20, 50, 100].find((n) => epochs / n <= most) ?? epochs;
  const rounded = Array.from({ length: Math.floor(epochs / step) }, (_, i) => (i + 1) * step);
  return step === 1 ? rounded : [1, ...rounded];
}
