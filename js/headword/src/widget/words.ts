// The words that an answer found, to be marked again where the docs are shown at length.

import type { Piece } from '../types.js';

/** The most words that are marked: an excerpt has fewer. */
const MOST = 16;

/** A piece of a text, and whether it was found. */
type Found = Pick<Piece, 'text' | 'mark'>;

/** The words that an excerpt marks, each once. */
export function wordsOf(excerpt: readonly Found[]): readonly string[] {
  const words = excerpt.filter(({ mark }) => mark).map(({ text }) => text.trim().toLowerCase());
  return [...new Set(words)].filter((word) => word !== '' && word.length < 100).slice(0, MOST);
}

/** Finds these words, whole and whatever their capitals; undefined where there are none. */
export function finder(words: readonly string[]): RegExp | undefined {
  const parts = words.slice(0, MOST).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  // The longest first, so that `key` does not stand for `keys`.
  parts.sort((one, other) => other.length - one.length);
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${parts.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}

/** Text as pieces, those that were found marked. */
export function marked(text: string, found: RegExp | undefined): readonly Found[] {
  if (found === undefined) return [{ text, mark: false }];
  const pieces: Found[] = [];
  let end = 0;
  for (const match of text.matchAll(found)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), mark: false });
    end = match.index + match[0].length;
    pieces.push({ text: match[0], mark: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), mark: false });
  return pieces;
}
