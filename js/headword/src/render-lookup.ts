// Addresses, lists and names as text for people. `crates/cli/src/render_lookup.rs` prints the same bytes.

import { oneLine } from './render.js';
import { type Style, bold, cyan, dim } from './style.js';
import type { PageSummary, Resolution, Suggestion } from './types.js';

/** What an address means: a line for that, one for its title, one for its URL, and what else it may be. */
export function renderResolution(resolution: Resolution, style: Style): string {
  const { status, path, via, confidence, candidates } = resolution;
  let text = path === null ? `${status}\n` : `${status}: ${cyan(style, oneLine(path))}${how(via, confidence)}\n`;
  const names = [resolution.title, resolution.heading].filter((name) => name !== '').map(oneLine);
  if (names.length > 0) text += `  ${bold(style, names.join(' › '))}\n`;
  if (resolution.url !== '') text += `  ${dim(style, oneLine(resolution.url))}\n`;
  if (candidates.length > 0) text += 'It may also be:\n';
  for (const candidate of candidates) text += `  ${cyan(style, oneLine(candidate.path))}  ${oneLine(candidate.title)}\n`;
  return text;
}

function how(via: Resolution['via'], confidence: number): string {
  if (via === null || via === 'exact') return '';
  return via === 'moved' || via === 'similar' ? ` (${via}, ${confidence} % sure)` : ` (${via})`;
}

/** Pages, a line each, those below others further in. */
export function renderPages(pages: readonly PageSummary[], style: Style): string {
  const line = ({ title, path, depth }: PageSummary): string =>
    `${'  '.repeat(Math.max(0, depth - 1))}${oneLine(title)}  ${cyan(style, oneLine(path))}\n`;
  return pages.map(line).join('');
}

/** Names, a line each, with where they lead. */
export function renderSuggestions(suggestions: readonly Suggestion[], style: Style): string {
  const place = ({ path, kind, title }: Suggestion): string => {
    if (path === null) return dim(style, 'identifier');
    return kind === 'section' ? `${cyan(style, oneLine(path))} (${oneLine(title)})` : cyan(style, oneLine(path));
  };
  return suggestions.map((suggestion) => `${oneLine(suggestion.text)}  ${place(suggestion)}\n`).join('');
}
