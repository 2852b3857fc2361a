// How to read, checked and put into the engine's words.

import { options as checked, kind, limit, text, unknownWord, usage } from './check.js';
import type { Engine } from './glue.js';
import type { PageContent } from './types.js';

/** How to read. */
export interface ReadOptions {
  /**
   * Leaves out sections that are for other programming languages than this one, as `python`. A page
   * that has none for it is given whole.
   */
  readonly language?: string;
  /**
   * The most tokens that the Markdown may take. It is cut between blocks, and never within a code fence, a table row or
   * a list item. Several paths share it.
   */
  readonly maxTokens?: number;
  /** Goes on where an answer was cut: its `cursor`. The path and the language must be the same. */
  readonly cursor?: string;
  /** Gives the outline alone, without Markdown. */
  readonly outline?: boolean;
  /** How links to other pages are written: `as-written` unless given, as `paths` that `read` takes, or as `urls`. */
  readonly links?: 'as-written' | 'paths' | 'urls';
  /** Counts tokens instead of the built-in estimate, for one path. Asked about once a block. */
  readonly countTokens?: (text: string) => number;
}

const KNOWN = ['language', 'maxTokens', 'cursor', 'outline', 'links', 'countTokens'] as const;
const LINKS = ['as-written', 'paths', 'urls'] as const;

/** What of a page is counted. */
export type TokensOptions = Pick<ReadOptions, 'language'>;

/** The question that asks the engine what reading takes. */
export function counting(path: string, options: TokensOptions | undefined): (engine: Engine) => number {
  const { language } = checked('tokens', options, ['language']);
  text('tokens', 'path', path);
  if (language !== undefined) text('tokens', 'language', language);
  return (engine) => engine.tokens(path, language);
}

/** The question that asks the engine to read. */
export function reading(
  paths: string | readonly string[],
  options: ReadOptions | undefined,
): (engine: Engine) => PageContent[] {
  const all = typeof paths === 'string' ? [paths] : paths;
  if (!Array.isArray(all)) throw usage(`read: path must be a string or a list of them, found ${kind(all)}`);
  all.forEach((path) => text('read', 'path', path));
  const given = checked('read', options, KNOWN);
  const { language, cursor, countTokens } = given;
  if (language !== undefined) text('read', 'language', language);
  if (cursor !== undefined) text('read', 'cursor', cursor);
  const most = given.maxTokens === undefined ? undefined : limit('read', 'maxTokens', given.maxTokens);
  const links = LINKS.indexOf(given.links ?? 'as-written');
  if (links < 0) throw unknownWord('read', 'links', given.links, LINKS);
  if (countTokens !== undefined && typeof countTokens !== 'function') {
    throw usage(`read: countTokens must be a function, found ${kind(countTokens)}`);
  }
  const form = (given.outline === true ? 1 : 0) | (links << 1);
  return (engine) => {
    let failed: { readonly error: unknown } | undefined;
    // An error must not leave the engine in the middle of an answer.
    const count = countTokens && ((part: string): number => {
      try {
        return failed === undefined ? countTokens(part) : 0;
      } catch (error) {
        failed = { error };
        return 0;
      }
    });
    const pages = engine.read([...all], language, most, cursor, form, count);
    if (failed !== undefined) throw usage(`read: countTokens failed: ${String(failed.error)}`);
    return pages;
  };
}
