// Engines that are open: memory, opening again, and queries by a process that has answered everything once before.

import { quantile } from './statistics.mjs';

const REOPENS = 9;
const ROUNDS = 3;
/** Seconds of answers after which a way to search has been heard enough; if it needs them for one round, that counts. */
const ENOUGH = 4;

/** Opens an index in a fresh process. @returns Bytes of memory that this took, and the names of its ways to search. */
export async function opened(subject) {
  const { before, after, searches } = await subject.ask('open');
  return { memory: after - before, searches };
}

/** Opens it again from bytes in memory. @returns The median of milliseconds. */
export async function reopened(subject) {
  const { times: [first] } = await subject.ask('reopen 1');
  // One that takes seconds need not be known to the percent.
  if (first > 1000) return first;
  const { times } = await subject.ask(`reopen ${REOPENS}`);
  return quantile(times, 0.5);
}

/**
 * Asks all queries of all subjects, which take turns, round by round.
 * @param subjects - Each with the names of its ways to search.
 * @returns For each subject by name, for each search: p50 and p99 in milliseconds, and how many queries found anything; or the error.
 */
export async function warmQueries(subjects) {
  const ways = subjects.flatMap(({ name, ask, searches }) => searches.map((search) => ({ name, ask, search, times: [], found: 0, spent: 0 })));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of ways) {
      if (way.error || way.spent > ENOUGH * 1000) continue;
      const { times = [], found, error } = await way.ask(`round ${way.search}`).catch((error) => ({ error }));
      way.error = error;
      way.found = found;
      way.spent += times.reduce((sum, time) => sum + time);
      // The first round warms up.
      if (round > 0 || way.spent > ENOUGH * 1000) way.times.push(times);
    }
  }
  const results = new Map(subjects.map(({ name }) => [name, []]));
  for (const { name, search, times, found, error } of ways) {
    const best = fastest(times);
    results.get(name).push({ search, found, p50: quantile(best, 0.5), p99: quantile(best, 0.99), error });
  }
  return results;
}

/**
 * The fastest time of each query, of all rounds: what it costs where nothing comes between. On a busy machine the p99 of
 * all times would be that of being interrupted.
 */
export function fastest(rounds) {
  return (rounds[0] ?? []).map((_, query) => Math.min(...rounds.map((times) => times[query])));
}
