import type { Docs } from '../docs.js';

/** How many costs are kept of an index: languages come from outside, so there is no end of them. */
const MOST = 20_000;

const known = new WeakMap<Docs, Map<string, number>>();

/** What reading a page or section costs in tokens. To count them takes longer than the search, so they are kept. */
export function cost(docs: Docs, path: string, language: string | undefined): number {
  const costs = known.get(docs) ?? new Map<string, number>();
  known.set(docs, costs);
  const key = `${path}\n${language ?? ''}`;
  const before = costs.get(key);
  if (before !== undefined) return before;
  const tokens = docs.tokens(path, language === undefined ? {} : { language });
  if (costs.size >= MOST) costs.clear();
  costs.set(key, tokens);
  return tokens;
}
