// Arguments that several tools have.

import type { Properties, Property } from './arguments.js';
import type { Library } from './library.js';
import { oneLine } from './tokens.js';

/** The most that one call may answer: clients cut what is over 25,000 tokens. */
export const MOST_TOKENS = 20_000;
/** The least budget that is kept: under it there is no room to say what was left out. */
export const LEAST_TOKENS = 200;

/** The argument that bounds an answer. `usual` is what counts where it is not given. */
export function maxTokens(usual: number): Property {
  const aliases = ['tokens', 'tokenlimit', 'budget', 'maxlength', 'tokenbudget'];
  return { type: 'integer', minimum: LEAST_TOKENS, maximum: MOST_TOKENS, default: usual, aliases };
}

/** The argument that says how many of something are answered. */
export function limit(description: string, usual: number, most: number): Property {
  const aliases = ['maxresults', 'topk', 'k', 'n', 'count', 'numresults', 'size', 'pagesize', 'perpage', 'max'];
  return { type: 'integer', description, minimum: 1, maximum: most, default: usual, aliases };
}

/** The argument that goes on where an answer ended. */
export const CURSOR: Property = {
  type: 'string',
  description: 'The cursor that an answer ended with.',
  aliases: ['next', 'nextcursor', 'pagetoken'],
};

/** The argument that names a programming language. */
export function language(description: string): Property {
  return { type: 'string', description, aliases: ['lang', 'programminglanguage'] };
}

/** The argument that names one of several indexes, where there are several. */
export function index({ shelves }: Library): Properties {
  if (shelves.length === 1) return {};
  const description = `Only this one: ${shelves.map(({ name, title }) => `${name} (${title})`).join(', ')}`;
  return { index: { type: 'string', description: oneLine(description, 300), aliases: ['source', 'library', 'docs'] } };
}
