import { limit } from './check.js';
import type { Diff, Inspection } from './types.js';
import { bytesOf, withEngines } from './whole-engines.js';

/**
 * What changed from one index to a later one: pages and sections that came, went, moved or say something else. What
 * `headword diff --json` prints. It needs the module that builds indexes.
 *
 * @throws HeadwordError whose `code` is `VERSION`, `ANALYZER`, `CORRUPT` or `USAGE`.
 * @example
 * ```ts
 * const { removed, moved } = await diff(await readFile('1.headword'), await readFile('2.headword'));
 * for (const { from, page } of moved) console.log(`/${from} /${page.path} 301`);
 * ```
 */
export async function diff(old: ArrayBuffer | Uint8Array, later: ArrayBuffer | Uint8Array): Promise<Diff> {
  const both = [bytesOf('diff', 'old index', old), bytesOf('diff', 'later index', later)] as const;
  return withEngines(both, ([before, after]) => after.diffFrom(before).diff);
}

/**
 * What takes the bytes of an index: its parts, its largest pages, its most frequent words. What `headword inspect --json`
 * prints. It needs the module that builds indexes.
 *
 * @param most - How many pages and words: 10 unless given.
 * @throws HeadwordError whose `code` is `VERSION`, `ANALYZER`, `CORRUPT` or `USAGE`.
 * @example
 * ```ts
 * const { parts } = await inspect(await readFile('docs.headword'));
 * for (const { name, bytes } of parts) console.log(name, bytes);
 * ```
 */
export async function inspect(index: ArrayBuffer | Uint8Array, most = 10): Promise<Inspection> {
  const bytes = bytesOf('inspect', 'index', index);
  limit('inspect', 'most', most);
  return withEngines([bytes], ([engine]) => engine.inspect(most));
}
