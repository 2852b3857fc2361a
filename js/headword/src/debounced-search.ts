import { limit, usage, kind } from './check.js';
import type { SearchOptions } from './search-options.js';
import type { Answer } from './types.js';

/** Docs of any kind: what `open`, `openInPieces`, `openInWorker` and `mergeIndexes` give. */
export interface Searchable<A extends Answer = Answer> {
  search(query: string, options?: SearchOptions): A | Promise<A>;
}

/** Whether these are docs. A string has a `search` too. */
export function isSearchable(docs: unknown): docs is Searchable {
  return typeof docs === 'object' && docs !== null && 'search' in docs && typeof docs.search === 'function';
}

/** Milliseconds that nobody notices, and in which the next key of someone who types fast comes. */
const WAIT = 100;

/** The latest question to each docs. */
const latest = new WeakMap<Searchable, object>();

/**
 * Searches for what is being typed, once no further call comes for a moment. The answer is null where a later call has
 * taken the place of this one, before or while it was answered.
 *
 * @param docs - What to search. Each has its own latest question.
 * @param wait - Milliseconds to wait for a further call: 100 unless given.
 * @throws HeadwordError: those of `search`, of the latest call alone.
 * @example
 * ```ts
 * input.addEventListener('input', async () => {
 *   const answer = await debouncedSearch(docs, input.value, { limit: 5 });
 *   if (answer !== null) show(answer.hits);
 * });
 * ```
 */
export async function debouncedSearch<A extends Answer>(
  docs: Searchable<A>,
  query: string,
  options?: SearchOptions,
  wait = WAIT,
): Promise<A | null> {
  if (!isSearchable(docs)) throw usage(`debouncedSearch: docs must be open docs, found ${kind(docs)}`);
  if (wait !== 0) limit('debouncedSearch', 'wait', wait);
  const own = {};
  latest.set(docs, own);
  const isLatest = (): boolean => latest.get(docs) === own;
  await new Promise((resolve) => setTimeout(resolve, wait));
  if (!isLatest()) return null;
  try {
    const answer = await docs.search(query, options);
    return isLatest() ? answer : null;
  } catch (error) {
    if (!isLatest()) return null;
    throw error;
  }
}
