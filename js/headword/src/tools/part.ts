// As much of a page as a budget holds, and where it goes on.

import type { Docs } from '../docs.js';
import type { OutlineEntry, PageContent } from '../types.js';
import { cursorAt, placeOf } from './cursor.js';
import { cutMarkdown } from './cut.js';
import { placeOutline } from './outline.js';
import { estimateTokens } from './tokens.js';

/** A section in an outline, and what reading it costs. */
export interface CostedEntry extends OutlineEntry {
  readonly tokens: number;
}

/** A piece of a page or section. */
export interface Part extends PageContent {
  /** What its text costs. */
  readonly tokens: number;
  /** What reads on, or null at the end. */
  readonly cursor: string | null;
  /** What the rest costs. */
  readonly left: number;
  readonly outline: readonly CostedEntry[];
  /** The sections that begin in the rest. */
  readonly later: readonly CostedEntry[];
}

/** How a piece is read. */
export interface PartOptions {
  readonly language?: string | undefined;
  readonly cursor?: string | undefined;
  readonly maxTokens: number;
}

/** The piece of `path` that begins at the cursor. It is cut between lines, outside code where it can be. */
export function readPart(docs: Docs, version: string, path: string, options: PartOptions): Part {
  const { language, cursor, maxTokens } = options;
  const page = docs.read(path, language === undefined ? {} : { language });
  const question = [version, page.path, language];
  const start = placeOf(cursor, question);
  const rest = page.markdown.slice(start);
  const placed = placeOutline(page.markdown, page.outline);
  const { end } = cutMarkdown(
    rest,
    maxTokens,
    placed.map(({ offset }) => offset - start),
  );
  const text = cutMarkdown(
    rest,
    maxTokens,
    placed.map(({ offset }) => offset - start),
  ).text;
  const costed = placed.map(({ entry, offset }, at) => {
    const next = placed.slice(at + 1).find((other) => other.entry.level <= entry.level);
    return { entry: { ...entry, tokens: estimateTokens(page.markdown.slice(offset, next?.offset)) }, offset };
  });
  return {
    ...page,
    markdown: text,
    tokens: estimateTokens(text),
    left: estimateTokens(rest.slice(end)),
    cursor: end >= rest.length ? null : cursorAt(start + end, question),
    outline: costed.map(({ entry }) => entry),
    later: costed.filter(({ offset }) => offset >= start + end).map(({ entry }) => entry),
  };
}
