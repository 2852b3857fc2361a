// Titles that are spelled most like what was asked for and is not there.

import type { Docs } from '../docs.js';
import type { PageSummary } from '../types.js';
import { pagesOf } from './pages.js';

/** A page that could be meant. */
export interface Candidate {
  readonly path: string;
  readonly title: string;
}

interface Grams {
  readonly pages: readonly PageSummary[];
  /** Which pages have three letters in a row in their path or title. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** How many such each page has. */
  readonly sizes: readonly number[];
}

const known = new WeakMap<Docs, Grams>();

/** The pages whose path or title shares most runs of three letters with `text`: the nearest first, none that shares few. */
export function nearest(docs: Docs, text: string, limit: number): readonly Candidate[] {
  const { pages, places, sizes } = gramsOf(docs);
  const asked = grams(text.slice(0, 200));
  const shared = new Map<number, number>();
  for (const gram of asked) for (const page of places.get(gram) ?? []) shared.set(page, (shared.get(page) ?? 0) + 1);
  // Of Dice's coefficient, in thousandths.
  const scored = [...shared].map(
    ([page, count]) => [page, Math.floor((2000 * count) / (asked.size + (sizes[page] ?? 0)))] as const,
  );
  const near = scored.filter(([, score]) => score >= 200).sort(([a, x], [b, y]) => y - x || a - b);
  return near.slice(0, limit).flatMap(([page]) => pages[page] ?? []);
}

function gramsOf(docs: Docs): Grams {
  const before = known.get(docs);
  if (before !== undefined) return before;
  const pages = pagesOf(docs);
  const places = new Map<string, number[]>();
  const sizes = pages.map(({ path, title }, page) => {
    const own = grams(`${path} ${title}`);
    for (const gram of own) {
      const list = places.get(gram);
      if (list === undefined) places.set(gram, [page]);
      else list.push(page);
    }
    return own.size;
  });
  const made = { pages, places, sizes };
  known.set(docs, made);
  return made;
}

function grams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    const padded = ` ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}
