// Code examples: pages of the kind `example`, each a group of files that are its sections.

import { options as checked, text } from './check.js';
import type { SearchOptions } from './search-options.js';

/** Which examples to find. */
export interface ExamplesOptions {
  /** The programming language that they are in, as `python`. */
  readonly language?: string;
  /** The most files to answer with: 10 unless given. */
  readonly limit?: number;
  /** How many to pass over. */
  readonly offset?: number;
}

/** How examples are searched. */
export function examplesQuestion(options: ExamplesOptions | undefined): SearchOptions {
  const { language, ...rest } = checked('examples', options, ['language', 'limit', 'offset']);
  const filters = { kind: 'example', ...(language !== undefined && { language: text('examples', 'language', language) }) };
  return { ...rest, filters, groupBy: 'section' };
}
