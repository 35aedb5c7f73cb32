// What all phases use: the options, the contestants, a function that opens one, and the raw numbers. These are
// written to bench/results/ after every step, so that they are kept if a run is stopped.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { PageContestant } from './page.mjs';
import { PythonContestant } from './python.mjs';

/** @typedef {import('./contestants.mjs').Contestant} Contestant */
/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {PageContestant | PythonContestant} Live */

/** A failure in one line. @param {unknown} error */
export const why = (error) =>
  String(error instanceof Error ? error.message : error)
    .replace(/^page\.evaluate: (Error: )?/, '')
    .split('\n')[0]
    .slice(0, 200);

export class Harness {
  /** Why a contestant failed, by phase and contestant. @type {Record<string, Record<string, string>>} */
  failed = {};
  /** Raw numbers by phase and contestant. @type {Record<string, Record<string, any>>} */
  phases = {};
  when = new Date();
  load = loadavg()[0];

  /**
   * @param {Options} options
   * @param {Contestant[]} contestants
   * @param {import('./hosts.mjs').Hosts} hosts
   * @param {string} python
   */
  constructor(options, contestants, hosts, python) {
    this.options = options;
    this.contestants = contestants;
    this.hosts = hosts;
    this.python = python;
  }

  /** Progress, beside the tables. @param {unknown[]} words */
  log(...words) {
    console.error(new Date().toISOString().slice(11, 19), ...words);
  }

  /** @param {Contestant} contestant @returns {Live} */
  live(contestant) {
    if (contestant.args) return new PythonContestant(contestant, this.python);
    return new PageContestant(contestant, this.hosts);
  }

  /** Those that can train. What fails in a later phase says nothing of the next. */
  able() {
    const out = { ...this.failed.cold, ...this.failed.speed };
    return this.contestants.filter(({ id }) => !out[id]);
  }

  /** Why there are no numbers, as a table's cell; nothing where it was not measured. @param {string} phase @param {string} id */
  failure(phase, id) {
    const why = { ...this.failed[phase], ...this.failed.speed, ...this.failed.cold }[id];
    return why && `failed: ${why}`;
  }

  /** A phase's raw numbers. @param {string} phase */
  of(phase) {
    this.phases[phase] ??= {};
    return this.phases[phase];
  }

  /** @param {string} phase @param {string} id @param {unknown} numbers */
  note(phase, id, numbers) {
    this.of(phase)[id] = numbers;
    this.save();
  }

  /** @param {string} phase @param {string} id @param {unknown} error */
  fail(phase, id, error) {
    this.failed[phase] ??= {};
    this.failed[phase][id] = why(error);
    this.log(phase, id, 'FAILED', why(error));
    this.save();
  }

  /**
   * Hands a contestant to `work` and closes it whatever comes of it. `work` opens it, as it may have to prepare the page.
   * @template {Live} L
   * @param {string} phase
   * @param {string} id
   * @param {L} live
   * @param {(live: L) => Promise<unknown>} work
   */
  async alone(phase, id, live, work) {
    try {
      await work(live);
    } catch (error) {
      this.fail(phase, id, error);
    } finally {
      await live.close();
    }
  }

  /** The file that holds the raw numbers, as a path from where the command was given. */
  save() {
    const { when, options, failed, phases } = this;
    const host = { cpu: cpus()[0].model, cores: cpus().length, load: [this.load, loadavg()[0]] };
    const folder = join(import.meta.dirname, 'results');
    const file = join(folder, `${when.toISOString().replace(/[:.]/g, '-')}.json`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ when, host, options, failed, phases }, null, 1));
    return relative(process.cwd(), file);
  }
}
