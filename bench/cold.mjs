// Cold start: a fresh process to its first answer. Run by itself with an engine and a file, this is
// that process.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { opened } from './engines.mjs';
import { quantile } from './statistics.mjs';

const self = fileURLToPath(import.meta.url);

/**
 * Milliseconds from the start of a process to the end of its first answer, less those of a process
 * that does nothing. The processes take turns, so that a busy moment meets all alike.
 * @param files - The index file of each engine.
 * @returns The median for each engine, and that of the bare process.
 */
export function coldStarts(files, runs) {
  const commands = { bare: ['-e', '0'] };
  for (const [name, file] of Object.entries(files)) commands[name] = [self, name, file];
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  // The first turn fills the caches of the system and is not counted.
  for (let run = 0; run <= runs; run++) {
    for (const [name, args] of Object.entries(commands)) {
      const started = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      if (run > 0) times[name].push(performance.now() - started);
    }
  }
  const bare = quantile(times.bare, 0.5);
  const medians = Object.keys(files).map((name) => [name, quantile(times[name], 0.5) - bare]);
  return { bare, ...Object.fromEntries(medians) };
}

if (process.argv[1] === self) {
  const [, , name, file] = process.argv;
  const search = await opened(name, file);
  if (search('single sign-on').length === 0) throw new Error('nothing found');
}
