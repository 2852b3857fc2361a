// Warm queries: one process that has answered everything once before.

import { opened } from './engines.mjs';
import { quantile } from './statistics.mjs';

/**
 * Milliseconds a query. The engines take turns, round by round.
 * @returns For each engine its p50 and p99 over all queries and rounds, and how many queries found anything.
 */
export async function warmQueries(files, queries, rounds) {
  const engines = await Promise.all(
    Object.entries(files).map(async ([name, file]) => ({ name, search: await opened(name, file), times: [], found: 0 })),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const engine of engines) {
      for (const query of queries) {
        const started = performance.now();
        const { length } = engine.search(query);
        const time = performance.now() - started;
        // The first round warms up, and counts what is found.
        if (round === 0) engine.found += length > 0 ? 1 : 0;
        else engine.times.push(time);
      }
    }
  }
  return Object.fromEntries(
    engines.map(({ name, times, found }) => [name, { p50: quantile(times, 0.5), p99: quantile(times, 0.99), found }]),
  );
}
