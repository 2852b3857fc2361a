import type { OutlineEntry } from '../types.js';
import { fenceAfter } from './cut.js';

/** A section of the outline and the offset in the page's Markdown where its heading stands. */
export interface PlacedEntry {
  readonly entry: OutlineEntry;
  readonly offset: number;
}

/**
 * Where the sections of an outline begin in the Markdown they were made from.
 *
 * The outline tells heading texts, not offsets, so headings are matched in order by their letters
 * and digits: the outline has lost the markup, ids and options that the Markdown still carries. A
 * section that is not found stands where the one before it does, or nowhere when it is the first:
 * the outline of a section's page also names sections that were not asked for.
 */
export function placeOutline(markdown: string, outline: readonly OutlineEntry[]): PlacedEntry[] {
  const headings = headingLines(markdown);
  const placed: PlacedEntry[] = [];
  let next = 0;
  for (const entry of outline) {
    const name = letters(entry.heading);
    const found = headings.findIndex((line, index) => index >= next && line.name.startsWith(name));
    if (found >= 0) next = found + 1;
    const offset = headings[found]?.offset ?? placed.at(-1)?.offset;
    if (offset !== undefined) placed.push({ entry, offset });
  }
  return placed;
}

function headingLines(markdown: string): { readonly name: string; readonly offset: number }[] {
  const lines = [];
  let fence = '';
  let offset = 0;
  for (const line of markdown.split('\n')) {
    const before = fence;
    fence = fenceAfter(line, fence);
    const heading = /^\s*#{1,6}\s+(.*)$/.exec(line);
    if (before === '' && fence === '' && heading !== null) lines.push({ name: letters(heading[1] ?? ''), offset });
    offset += line.length + 1;
  }
  return lines;
}

/** The letters and digits alone, in lower case: what stays the same in a heading, its markup and its anchor. */
export function letters(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
