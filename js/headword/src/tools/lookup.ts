// A path that a model sends, looked up in all indexes, and what to say where it leads nowhere.

import { fitting } from './fitting.js';
import { type Library, type Shelf, labelOf, named, printed } from './library.js';
import type { Names } from './names.js';
import { ERROR_TOKENS } from './refusal.js';
import type { Resolution } from '../types.js';
import { oneLine, quote } from './tokens.js';

/** A page or section to read. */
export interface Place {
  readonly shelf: Shelf;
  /** Where it is. */
  readonly path: string;
  /** One sentence where it was not found as it was given; else `''`. */
  readonly note: string;
}

/** Where a path leads. `path` is `''` where it leads nowhere. */
export interface Found extends Place {
  readonly resolved: Resolution;
}

/** Where `ref` leads: in the index that it names, else in the first that has it. */
export function find(library: Library, ref: string): Found {
  const at = named(library, ref);
  if (at !== undefined) return place(at.shelf, at.path, ref);
  const [first, ...others] = library.shelves.map((shelf) => place(shelf, ref, ref));
  if (first === undefined) throw new Error('a library has an index');
  const all = [first, ...others];
  const exact = all.find(({ resolved }) => ['page', 'section', 'redirect'].includes(resolved.status));
  return (
    exact ?? all.find(({ path }) => path !== '') ?? all.find(({ resolved }) => resolved.candidates.length > 0) ?? first
  );
}

/** What it took to find something, where that may surprise. */
const VIA: Readonly<Record<string, string>> = {
  redirect: 'it has another address now',
  moved: 'it moved there',
  similar: 'the closest spelling',
};

function place(shelf: Shelf, path: string, ref: string): Found {
  const resolved = shelf.docs.resolve(path);
  const why = VIA[resolved.via ?? ''];
  const note = why === undefined ? '' : `${quote(ref)} is not a path here; this is what it leads to (${why})`;
  return { shelf, path: resolved.path ?? '', note, resolved };
}

/** How else to look, behind other advice. */
export function orBrowse({ browse }: Names): string {
  return browse === '' ? '' : `, or see what there is: ${browse}`;
}

/** That a path leads nowhere, and what could be meant: at most five candidates, within `budget`. */
export function missed(library: Library, names: Names, ref: string, found: Found, budget = ERROR_TOKENS): string {
  const { shelf, resolved } = found;
  const { status, candidates } = resolved;
  const what = status === 'removed' ? 'was removed' : 'is no page or section';
  const lines = candidates
    .slice(0, 5)
    .map(({ path, title }) => `\n- ${printed(library, shelf, path)} (${oneLine(title, 50)})`);
  const { text } = fitting(lines, budget, (count) => ({
    before: `${labelOf(shelf)}: ${quote(ref)} ${what}.${count === 0 ? '' : ' Closest:'}`,
    after: `${count === 0 ? ' ' : '\n'}Search with ${names.search}${orBrowse(names)}.`,
  }));
  return text;
}
