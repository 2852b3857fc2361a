import { text } from './check.js';
import type { Explanation } from './explanation.js';
import type { BuilderEngine } from './glue.js';
import { type SearchOptions, request } from './search-options.js';
import { bytesOf, withEngines } from './whole-engines.js';

/**
 * Every part of the score that a search gives the section at `path`, or why it is not found. It is for whoever makes the
 * docs: it needs the module that builds indexes, and opens the index anew.
 *
 * @param index - The whole index.
 * @param path - All that `read` takes; the path of a page is that of its start.
 * @param options - Filters and boosts count.
 * @throws HeadwordError whose `code` is one of those of `open` and `search`, or `NOT_FOUND`.
 * @example
 * ```ts
 * const why = await explain(await readFile('docs.headword'), 'rotate keys', 'guides/keys');
 * for (const { word, sectionPoints } of why.words) console.log(word, sectionPoints);
 * for (const { step, points } of why.steps) console.log(step, points);
 * ```
 */
export async function explain(
  index: ArrayBuffer | Uint8Array,
  query: string,
  path: string,
  options?: SearchOptions,
): Promise<Explanation> {
  const bytes = bytesOf('explain', 'index', index);
  const ask = why(text('explain', 'query', query), text('explain', 'path', path), options);
  return withEngines([bytes], ([engine]) => ask(engine));
}

/** What an engine answers to that. */
export function why(query: string, path: string, options?: SearchOptions): (engine: BuilderEngine) => Explanation {
  const { words, factors } = request(options);
  return (engine) => engine.explain(query, path, words, Float64Array.from(factors));
}
