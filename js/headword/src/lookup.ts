// Lists and names, checked and put into the engine's words.

import { options as checked, limit, text, unknownWord } from './check.js';
import type { Engine } from './glue.js';
import type { PageKind, PageSummary, Suggestion } from './types.js';

/** How to list. */
export interface ListOptions {
  /** How many levels below the path: all unless given. */
  readonly depth?: number;
  /** Only pages of this kind. */
  readonly kind?: PageKind;
}

/** How to suggest. */
export interface SuggestOptions {
  /** The most names: ten unless given. */
  readonly limit?: number;
}

const LIMIT = 10;
const KINDS: readonly PageKind[] = ['docs', 'example', 'changelog', 'folder'];

/** The question that asks the engine for a list. */
export function listing(path: string | undefined, options: ListOptions | undefined): (engine: Engine) => PageSummary[] {
  const { kind, ...given } = checked('list', options, ['depth', 'kind']);
  if (kind !== undefined && !KINDS.includes(kind)) throw unknownWord('list', 'kind', kind, KINDS);
  if (path === undefined && given.depth === undefined) {
    return (engine) => (kind === undefined ? engine.list() : engine.listOf(kind));
  }
  const below = path === undefined ? '' : text('list', 'path', path);
  const depth = given.depth === undefined ? undefined : limit('list', 'depth', given.depth);
  const isWanted = (page: PageSummary): boolean => kind === undefined || page.kind === kind;
  return (engine) => engine.listBelow(below, depth).filter(isWanted);
}

/** The question that asks the engine for names. */
export function suggesting(input: string, options: SuggestOptions | undefined): (engine: Engine) => Suggestion[] {
  const given = checked('suggest', options, ['limit']);
  text('suggest', 'input', input);
  const most = given.limit === undefined ? LIMIT : limit('suggest', 'limit', given.limit);
  return (engine) => engine.suggest(input, most);
}
