// A contestant that runs torch_ref.py: one JSON request and one JSON answer per line. It does not install Python.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { cpuSeconds } from './processes.mjs';

const here = import.meta.dirname;

/** The first of the usual Pythons that has torch. */
export function findPython() {
  const own = resolve(here, '.venv/bin/python');
  const candidates = [process.env.PYTHON ?? '', existsSync(own) ? own : '', 'python3'].filter(Boolean);
  return candidates.find((python) => {
    try {
      execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** `ms` that the call took, and `since` the program began. @typedef {{ value: any, ms: number, since: number }} Answer */

export class PythonContestant {
  /** @param {import('./contestants.mjs').Contestant} contestant @param {string} python */
  constructor({ args = [], env }, python) {
    this.command = { python, args: [resolve(here, 'torch_ref.py'), ...args], env: { ...process.env, ...env } };
  }

  async open() {
    const { python, args, env } = this.command;
    const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.process = child;
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** @param {string} call @param {object} options @returns {Promise<Answer>} */
  async ask(call, options) {
    this.process?.stdin.write(`${JSON.stringify({ call, options })}\n`);
    const line = await this.lines?.next();
    if (!line || line.done) throw new Error('Python has ended');
    const { error, ...answer } = JSON.parse(line.value);
    if (error) throw new Error(error);
    return answer;
  }

  /** @param {import('./page.mjs').Setup} setup @returns {Promise<unknown>} */
  async setup(setup) {
    return (await this.ask('setup', setup)).value;
  }

  /** @param {number} n @returns {Promise<number>} */
  async step(n) {
    return (await this.ask('step', { n })).value;
  }

  /** @param {number} samples @returns {Promise<import('./page.mjs').Cold>} */
  async cold(samples) {
    const setup = await this.ask('setup', { batch: samples, seed: 1, samples });
    const step = await this.ask('step', { n: 1 });
    return { bench: setup.since - setup.ms, setup: setup.since, first: step.since };
  }

  /** @param {number} chunk @param {number} ms @returns {Promise<import('./page.mjs').Block>} */
  async block(chunk, ms) {
    const before = cpuSeconds(this.process?.pid);
    const block = { n: 0, wall: 0, loss: Number.NaN };
    do {
      const answer = await this.ask('step', { n: chunk });
      block.n += chunk;
      block.wall += answer.ms;
      block.loss = answer.value;
    } while (block.wall < ms);
    return { ...block, cpu: (cpuSeconds(this.process?.pid) - before) * 1000 };
  }

  async close() {
    this.process?.kill();
  }
}
