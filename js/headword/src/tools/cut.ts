import { estimateTokens } from './tokens.js';

/** The beginning of a Markdown text and where it ends in that text. */
export interface Cut {
  readonly text: string;
  readonly end: number;
}

/**
 * As much of the beginning of `markdown` as fits `maxTokens`, cut at the end of a line outside a
 * code fence, so that what is shown is whole Markdown.
 *
 * A boundary (an offset where a section begins) in the last third of what fits is preferred to the
 * last line: the reader can go on with exactly that section. When a fence fills most of the budget,
 * it is cut at a line end and closed, since showing almost nothing would help less.
 */
export function cutMarkdown(markdown: string, maxTokens: number, boundaries: readonly number[] = []): Cut {
  if (estimateTokens(markdown) <= maxTokens) return { text: markdown, end: markdown.length };
  const fitting = lineEnds(markdown, maxTokens);
  const outside = fitting.filter((line) => line.fence === '').map((line) => line.end);
  const last = outside.at(-1) ?? 0;
  const boundary = boundaries.filter((offset) => offset <= last && offset > (last * 2) / 3).at(-1);
  const end = boundary ?? last;
  const whole = last > (fitting.at(-1)?.end ?? Infinity) / 3 && markdown.slice(0, end).trim() !== '';
  return whole ? { text: markdown.slice(0, end), end } : insideFence(markdown, fitting, maxTokens);
}

interface LineEnd {
  /** Offset just after the line's newline. */
  readonly end: number;
  /** The marker of the fence that is open there, such as "```"; "" outside. */
  readonly fence: string;
}

/** Ends of the lines that fit, in order. */
function lineEnds(markdown: string, maxTokens: number): LineEnd[] {
  const ends: LineEnd[] = [];
  let fence = '';
  let start = 0;
  let tokens = 0;
  while (start < markdown.length) {
    const newline = markdown.indexOf('\n', start);
    const end = newline < 0 ? markdown.length : newline + 1;
    const line = markdown.slice(start, end);
    // Each line is rounded up by itself, so the sum is never below the estimate of the whole.
    tokens += estimateTokens(line);
    if (tokens > maxTokens) break;
    fence = fenceAfter(line, fence);
    ends.push({ end, fence });
    start = end;
  }
  return ends;
}

/**
 * The fence that is open after `line`, given the one open before it. CommonMark closes a fence only
 * with the same character, at least as many times, and nothing after it. Fences inside list items
 * and components are indented, so any indentation opens one.
 */
export function fenceAfter(line: string, fence: string): string {
  const match = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line.trimEnd());
  if (match === null) return fence;
  const [, marker = '', rest = ''] = match;
  if (fence === '') return marker[0] === '`' && rest.includes('`') ? '' : marker;
  return marker[0] === fence[0] && marker.length >= fence.length && rest.trim() === '' ? '' : fence;
}

function insideFence(markdown: string, fitting: readonly LineEnd[], maxTokens: number): Cut {
  // The fence's first line alone would show an empty block, so at least one more line is wanted.
  for (const { end, fence } of fitting.slice(1).reverse()) {
    const text = `${markdown.slice(0, end)}${fence}\n`;
    if (fence !== '' && estimateTokens(text) <= maxTokens) return { text, end };
  }
  // One line alone is over the budget: no line end helps, so it is cut between two characters.
  const end = longestPrefix(markdown, maxTokens);
  return { text: markdown.slice(0, end), end };
}

function longestPrefix(text: string, maxTokens: number): number {
  // A character is at least one byte, so the first `3 × maxTokens` characters hold the answer.
  let end = Math.min(text.length, maxTokens * 3);
  while (end > 0 && estimateTokens(text.slice(0, end)) > maxTokens) end = Math.floor(end * 0.9);
  return /[\ud800-\udbff]$/.test(text.slice(0, end)) ? end - 1 : end;
}
