// Whether a session has a run that would be lost with it: its phase shows one, or a command that starts one is not
// answered yet.

/** @typedef {{ phase: string, asked: boolean }} Occupied `asked`: a run was asked for and is not answered yet */

/** What begins a run or goes on with one. Each is answered by the phase `running`, or by an error that names it. */
const BEGIN = ['train', 'step', 'resume'];

/** @type {Occupied} */
export const FREE = { phase: 'idle', asked: false };

/** @param {Occupied} occupied */
export function isFree({ phase, asked }) {
  return phase === 'idle' && !asked;
}

/** @param {Occupied} occupied @param {{ type: string }} command that is sent @returns {Occupied} */
export function afterCommand(occupied, { type }) {
  return BEGIN.includes(type) ? { ...occupied, asked: true } : occupied;
}

/**
 * An idle phase may be the answer to something that was sent before the run was asked for, so it answers nothing.
 * @param {Occupied} occupied
 * @param {{ type: string, phase?: string, command?: string | null }} update
 * @returns {Occupied}
 */
export function afterUpdate({ phase, asked }, update) {
  if (update.type === 'error') return { phase, asked: asked && !BEGIN.includes(update.command ?? '') };
  if (update.type !== 'phase' || !update.phase) return { phase, asked };
  return { phase: update.phase, asked: asked && update.phase !== 'running' };
}
