// The CPU time of a process and all its descendants, from Linux's /proc. On a shared machine it varies less than
// elapsed time. On other systems it is NaN, and the tables show a dash.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux's clock ticks a second, the same on every architecture. */
const TICKS = 100;

/** @typedef {{ seconds: number, children: number[] }} Process */

/** @returns {Map<number, Process>} */
function processes() {
  /** @type {Map<number, Process>} */
  const all = new Map();
  const entry = (/** @type {number} */ pid) => {
    if (!all.has(pid)) all.set(pid, { seconds: 0, children: [] });
    return /** @type {Process} */ (all.get(pid));
  };
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = stat(name);
    if (!fields) continue;
    entry(Number(name)).seconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
    entry(Number(fields[1])).children.push(Number(name));
  }
  return all;
}

/** What stands behind the name in a process's stat; nothing where the process has just ended. @param {string} pid */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** @param {number | undefined} root process id @returns {number} */
export function cpuSeconds(root) {
  if (root === undefined || !existsSync('/proc/self/stat')) return Number.NaN;
  const all = processes();
  /** @param {number} pid @returns {number} */
  const sum = (pid) => {
    const { seconds, children } = all.get(pid) ?? { seconds: 0, children: [] };
    return children.reduce((total, child) => total + sum(child), seconds);
  };
  return sum(root);
}
