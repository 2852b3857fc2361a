// How long an index takes to build, and how much memory.

import { measured } from './processes.mjs';
import { quantile } from './statistics.mjs';

const RUNS = 3;
/** A build that takes longer than this is not run again. */
const LONG = 5;

/** @returns The median of seconds and of processor seconds, and the highest peak of memory. */
export async function built(command) {
  const runs = [];
  do runs.push(await measured(command));
  while (runs.length < RUNS && runs.at(-1).seconds < LONG);
  const median = (key) => (runs[0][key] === undefined ? undefined : quantile(runs.map((run) => run[key]), 0.5));
  return { seconds: median('seconds'), cpu: median('cpu'), peak: runs[0].peak && Math.max(...runs.map((run) => run.peak)) };
}
