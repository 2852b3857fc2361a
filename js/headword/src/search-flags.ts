// What the flags of `headword search` say of a search. `crates/cli/src/search_options.rs` reads them alike.

import { type Filters, Is, type SearchOptions } from './search-options.js';

/**
 * Filters of one key leave what meets any of them, those of several keys what meets each.
 *
 * @param values - Options, each with what it was given each time.
 */
export function searchFlags(values: ReadonlyMap<string, readonly string[]>): SearchOptions {
  const keys = new Map<string, Filters[]>();
  for (const text of values.get('filter') ?? []) {
    const end = text.indexOf('=');
    const key = text.slice(0, end);
    keys.set(key, [...(keys.get(key) ?? []), new Is(key, text.slice(end + 1))]);
  }
  const sort = values.get('sort')?.at(-1);
  return {
    ...(keys.size === 0 ? {} : { filters: [...keys.values()].map((any) => ({ any })) }),
    facets: values.get('facet') ?? [],
    ...(sort === undefined ? {} : { sort: sorted(sort) }),
    offset: Number(values.get('offset')?.at(-1) ?? 0),
  };
}

function sorted(text: string): { key: string; order: 'asc' | 'desc' } {
  return text.startsWith('-') ? { key: text.slice(1), order: 'desc' } : { key: text, order: 'asc' };
}
