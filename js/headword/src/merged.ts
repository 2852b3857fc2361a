// Several indexes, searched at once.

import { kind, optionsObject, usage } from './check.js';
import { type Searchable, isSearchable } from './debounced-search.js';
import { type SearchOptions, paging } from './search-options.js';
import type { Answer, Facet, Hit } from './types.js';

/** A hit, and the name of the index that it is in. */
export interface MergedHit extends Hit {
  readonly index: string;
}

/** What several indexes answer. */
export interface MergedAnswer extends Answer {
  readonly hits: readonly MergedHit[];
}

/**
 * Searches several indexes at once. Scores of two indexes do not compare: each one's best hit comes before any one's
 * second, in the order in which the indexes are given. Facets are counted together.
 *
 * @param indexes - Docs of any kind, by names.
 * @throws HeadwordError whose `code` is `USAGE`.
 * @example
 * ```ts
 * const all = mergeIndexes({ guide: await open('guide.headword'), api: await open('api.headword') });
 * for (const { index, title, path } of (await all.search('rotate keys')).hits) console.log(index, title, path);
 * ```
 */
export function mergeIndexes(indexes: Readonly<Record<string, Searchable>>): MergedDocs {
  const all = Object.entries(optionsObject('mergeIndexes', indexes));
  if (all.length === 0) throw usage('mergeIndexes: no index was given; pass at least one');
  for (const [name, docs] of all) {
    if (!isSearchable(docs)) throw usage(`mergeIndexes: ${name} must be open docs, found ${kind(docs)}`);
  }
  return new MergedDocs(all);
}

/** Indexes that are searched at once. They are closed one by one. */
export class MergedDocs implements Searchable<MergedAnswer> {
  readonly #indexes: readonly (readonly [name: string, docs: Searchable])[];

  /** @internal */
  constructor(indexes: readonly (readonly [string, Searchable])[]) {
    this.#indexes = indexes;
  }

  /**
   * The pages of all indexes that answer `query`.
   *
   * @throws HeadwordError: those of the `search` of an index, for instance `FILTER` where one lacks a key.
   * @example
   * ```ts
   * const { hits, total } = await all.search('rotate keys', { limit: 5 });
   * ```
   */
  async search(query: string, options?: SearchOptions): Promise<MergedAnswer> {
    const { limit, offset } = paging(options);
    const asked = { ...options, limit: limit + offset, offset: 0 };
    const answers = await Promise.all(this.#indexes.map(([, docs]) => docs.search(query, asked)));
    const named = answers.map(({ hits }, place) => {
      const index = this.#indexes[place]?.[0] ?? '';
      return hits.map((hit) => ({ ...hit, index }));
    });
    return { ...together(answers), hits: inTurns(named).slice(offset, offset + limit) };
  }
}

/** The first of each list, then the second of each, and so on. */
export function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const most = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, rank) => lists.flatMap((list) => list.slice(rank, rank + 1))).flat();
}

/** All but the hits of several answers. */
export function together(answers: readonly Answer[]): Omit<Answer, 'hits'> {
  const some = answers.filter(({ total }) => total > 0);
  const guesses = some.map(({ didYouMean }) => didYouMean);
  return {
    total: some.reduce((sum, { total }) => sum + total, 0),
    facets: facets(answers.map((answer) => answer.facets)),
    // A word that only one of the indexes lacks is no slip.
    didYouMean: guesses.every((guess) => guess !== null) ? (guesses[0] ?? null) : null,
    relaxed: some.length > 0 && some.every(({ relaxed }) => relaxed),
  };
}

function facets(all: readonly (readonly Facet[])[]): Facet[] {
  return (all[0] ?? []).map(({ key }, place) => {
    const own = all.flatMap((of) => of.slice(place, place + 1));
    const counts = new Map<string, number>();
    for (const { value, count } of own.flatMap(({ values }) => values)) counts.set(value, (counts.get(value) ?? 0) + count);
    const values = [...counts].map(([value, count]) => ({ value, count }));
    const order = (a: { value: string; count: number }, b: typeof a): number =>
      b.count - a.count || (a.value < b.value ? -1 : 1);
    return { key, values: values.sort(order), others: own.reduce((sum, { others }) => sum + others, 0) };
  });
}
