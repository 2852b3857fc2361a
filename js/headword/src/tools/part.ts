// As much of a page as a budget holds, and what is in the rest of it.

import type { Docs } from '../docs.js';
import type { OutlineEntry, PageContent } from '../types.js';

/** A piece of a page or section. */
export interface Part extends PageContent {
  /** The sections that begin in the rest. */
  readonly later: readonly OutlineEntry[];
  /** Whether the next block, which is never cut, takes more than was allowed; then there is no text. */
  readonly blocked: boolean;
}

/** How a piece is read. */
export interface PartOptions {
  readonly language?: string | undefined;
  readonly cursor?: string | undefined;
  readonly maxTokens: number;
}

/** The piece of `path` that begins at the cursor, with links as paths that can be read. */
export function readPart(docs: Docs, path: string, { language, cursor, maxTokens }: PartOptions): Part {
  const options = {
    links: 'paths' as const,
    ...(language !== undefined && { language }),
    ...(cursor !== undefined && { cursor }),
  };
  try {
    const page = docs.read(path, { ...options, maxTokens });
    return { ...page, later: later(page), blocked: false };
  } catch (error) {
    // By its code: the docs may be of another copy of the package.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'BUDGET') throw error;
    const page = docs.read(path, { ...options, outline: true });
    return { ...page, cursor: cursor ?? null, later: [], blocked: true };
  }
}

/** The sections whose own tokens, from the last one on, are in what is left. */
function later({ outline, left }: PageContent): readonly OutlineEntry[] {
  let first = outline.length;
  for (let tokens = outline[first - 1]?.tokens; tokens !== undefined && tokens <= left;) {
    first--;
    const before = outline[first - 1]?.tokens;
    tokens = before === undefined ? undefined : tokens + before;
  }
  return outline.slice(first);
}
