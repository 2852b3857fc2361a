// What the tools are called, since each names others.

import { type Library } from './library.js';
import { oneLine } from './tokens.js';

/** The names of tools, as descriptions and answers have them. */
export interface Names {
  readonly search: string;
  readonly read: string;
  readonly list: string;
  readonly examples: string;
  readonly changelog: string;
  readonly changes: string;
  /** The call that shows what there is, or `''`. */
  readonly browse: string;
  /** What the docs are called in a sentence. */
  readonly docs: string;
}

/** What a client and a model can tell apart and call. Clients drop tools whose name together with the server's is over 60. */
const PREFIX = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

/** `docs_search` and so on, for the prefix `docs`. */
export function prefixed(prefix: string, library: Library): Names {
  if (!PREFIX.test(prefix)) throw new Error('a prefix is a letter and up to 31 of letters, digits, "_" and "-"');
  return {
    search: `${prefix}_search`,
    read: `${prefix}_read`,
    list: `${prefix}_list`,
    examples: `${prefix}_examples`,
    changelog: `${prefix}_changelog`,
    changes: `${prefix}_changes`,
    browse: `${prefix}_list {}`,
    docs: titles(library),
  };
}

/** Those of `@workos/mcp-docs-server`. */
export function workosNames(library: Library): Names {
  return {
    ...prefixed('workos', library),
    read: 'workos_docs',
    changelog: 'workos_changelogs',
    list: 'workos_docs',
    browse: 'workos_docs {"path":"/"}',
  };
}

/** Those that ChatGPT's connectors call. */
export function openaiNames(library: Library): Names {
  return { ...prefixed('openai', library), search: 'search', read: 'fetch', list: '', browse: '' };
}

function titles({ shelves }: Library): string {
  const named = shelves.map(({ docs }) => docs.info.name).filter((name) => name !== '');
  return named.length === 0 ? 'the documentation' : oneLine(named.join(', '), 100);
}
