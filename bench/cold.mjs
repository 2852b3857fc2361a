// Cold start: a fresh process to its first answer.

import { spawnSync } from 'node:child_process';

const RUNS = 11;
/** Seconds after which an engine has had turns enough. */
const ENOUGH = 5;

/**
 * Milliseconds from the start of a process to the end of its first answer, less those of a process of its kind that
 * does nothing. The processes take turns, so that a busy moment meets all alike.
 * @param subjects - For each, `answer` is the command, and `bare` the one that does nothing.
 * @returns The fastest of each by name, or the error of one that fails. Differences of medians were below zero on a busy
 * machine for an engine that needs less than a millisecond.
 */
export function coldStarts(subjects) {
  const commands = new Map();
  for (const { answer, bare } of subjects) {
    for (const command of [bare, answer]) commands.set(String(command), { command, times: [], spent: 0 });
  }
  // The first turn fills the caches of the system and is not counted.
  for (let run = 0; run <= RUNS; run++) {
    for (const of of commands.values()) {
      if (of.error || (of.times.length > 0 && of.spent > ENOUGH * 1000)) continue;
      const started = performance.now();
      const { status, stderr, error } = spawnSync(...of.command, { stdio: ['ignore', 'ignore', 'pipe'] });
      const time = performance.now() - started;
      of.spent += time;
      if (run > 0) of.times.push(time);
      if (status !== 0) of.error = error ?? new Error(String(stderr).trim());
    }
  }
  const fastest = (command) => Math.min(...commands.get(String(command)).times);
  return new Map(
    subjects.map(({ name, answer, bare }) => [name, commands.get(String(answer)).error ?? fastest(answer) - fastest(bare)]),
  );
}
