import type { Docs } from '../docs.js';
import type { PageSummary } from '../types.js';

const known = new WeakMap<Docs, readonly PageSummary[]>();

/**
 * Every page of an index, in the order of the navigation. They cross from the engine once, since that takes longer than
 * most searches.
 */
export function pagesOf(docs: Docs): readonly PageSummary[] {
  const before = known.get(docs);
  if (before !== undefined) return before;
  const pages = docs.list();
  known.set(docs, pages);
  return pages;
}
