// Measures in rounds: in every round each contestant gets one block, in shuffled order, while the others are open
// and idle. Other load on the machine then affects all alike, so ratios are reliable even if times are not.

import { shuffled } from './numbers.mjs';

/**
 * One that takes part: `block` is called once a round, for so many rounds, and its answers are gathered.
 * @template T
 * @typedef {{ id: string, rounds: number, block: () => Promise<T>, blocks: T[] }} Turn
 */

/**
 * @template T
 * @template {Turn<T>} S
 * @param {S[]} turns
 * @param {(turn: S, block: T, round: number) => void} measured
 * @param {(turn: S, error: unknown) => void} failed the turn takes no further part
 */
export async function interleave(turns, measured, failed) {
  const rounds = Math.max(0, ...turns.map((turn) => turn.rounds));
  for (let round = 1; round <= rounds; round++) {
    for (const turn of shuffled(turns.filter((turn) => turn.rounds >= round))) {
      try {
        const block = await turn.block();
        turn.blocks.push(block);
        measured(turn, block, round);
      } catch (error) {
        turn.rounds = 0;
        failed(turn, error);
      }
    }
  }
}
