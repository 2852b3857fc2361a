// The tree of the docs, a part at a time.

import type { NavigationEntry } from '../types.js';
import { paged } from './cursor.js';
import { fitting } from './fitting.js';
import { type Library, type Shelf, labelOf, only, printed } from './library.js';
import { find, missed } from './lookup.js';
import type { Names } from './names.js';
import { pagesOf } from './pages.js';
import { CURSOR, index, maxTokens } from './properties.js';
import { Refusal } from './refusal.js';
import { type Tool, tool } from './tool.js';
import { oneLine, plural } from './tokens.js';

/** The tool that lists. `usual` is its budget where a call names none. */
export function listTool(library: Library, names: Names, usual: number): Tool {
  return tool({
    name: names.list,
    title: 'List documentation',
    description: `List the pages of ${names.docs} as in its sidebar, all or those below a path. Useful to see what there is.`,
    properties: {
      path: {
        type: 'string',
        description: 'A page or folder; the top unless given.',
        aliases: ['folder', 'prefix', 'under', 'url', 'uri', 'id', 'directory', 'root'],
      },
      depth: {
        type: 'integer',
        description: 'Levels of pages.',
        minimum: 1,
        maximum: 9,
        default: 1,
        aliases: ['levels', 'maxdepth'],
      },
      ...index(library),
      cursor: CURSOR,
      max_tokens: maxTokens(usual),
    },
    required: [],
    answer: (args) => {
      const asked = { path: args.optional('path'), depth: args.number('depth'), index: args.optional('index') };
      const { place, next } = paged(names.list, library.label, args, asked);
      return listText(
        listing(library, names, asked.path, asked.depth ?? 1, asked.index),
        place,
        args.number('max_tokens') ?? usual,
        next,
      );
    },
  });
}

/** Lines of a listing from a place on, as many as fit `budget`. */
export function listText(
  { before, lines }: Listing,
  place: number,
  budget: number,
  next: (place: number) => string,
): string {
  const rest = lines.slice(place);
  const { text } = fitting(rest, budget, (count) => ({
    before,
    after:
      count < rest.length ? `\n[${plural(rest.length - count, 'entry', 'entries')} more: ${next(place + count)}]` : '',
  }));
  return text;
}

/** What is below a page. */
export interface Listing {
  /** What it is, and how many lines there are. */
  readonly before: string;
  readonly lines: readonly string[];
}

/** What is below `path`, or at the top, in `depth` levels. */
export function listing(
  library: Library,
  names: Names,
  path: string | undefined,
  depth: number,
  index: string | undefined,
): Listing {
  if (path === undefined || path.trim() === '' || path === '/') {
    const { shelves } = only(library, index);
    const lines = shelves.flatMap((shelf) => {
      const heading = shelves.length === 1 ? [] : [`\n${shelf.name}: ${shelf.title}`];
      return [...heading, ...below(library, shelf, shelf.docs.navigation(), -1, depth)];
    });
    return {
      before: `${library.label}: ${plural(lines.length, 'entry', 'entries')}. Read a path with ${names.read}, or list below it.`,
      lines,
    };
  }
  const found = find(only(library, index), path);
  const { shelf } = found;
  const page = (found.path.split('#')[0] ?? '') || path.replace(/^\/+|\/+$/g, '');
  const entries = shelf.docs.navigation();
  const at = entries.findIndex((entry, place) => entry.path === page && (entries[place + 1]?.depth ?? 0) > entry.depth);
  const start = at >= 0 ? at : entries.findIndex((entry) => entry.path === page);
  const own = entries[start];
  const tree = own === undefined ? [] : below(library, shelf, entries.slice(start + 1), own.depth, depth);
  // A page that the sidebar shows without children may still be the folder of others.
  const lines = tree.length > 0 ? tree : folder(library, shelf, page);
  if (lines.length === 0 && found.path === '') throw new Refusal(missed(library, names, path, found));
  const above = own === undefined ? [] : ancestors(entries, start).map(({ title }) => title);
  const name = oneLine([...above, own?.title ?? page].join(' › '), 200);
  const what = lines.length === 0 ? 'nothing is below it' : `${plural(lines.length, 'entry', 'entries')} below it`;
  return { before: `${labelOf(shelf)}: ${name} (${printed(library, shelf, page)}), ${what}.`, lines };
}

/** The entries below one at `level`, as lines. Groups, which no path leads to, are opened and count as no level. */
function below(
  library: Library,
  shelf: Shelf,
  entries: readonly NavigationEntry[],
  level: number,
  depth: number,
): string[] {
  const lines: string[] = [];
  const groups: number[] = [];
  for (const [at, entry] of entries.entries()) {
    if (entry.depth <= level) break;
    while (groups.length > 0 && (groups.at(-1) ?? 0) >= entry.depth) groups.pop();
    const levels = entry.depth - level - groups.length;
    if (entry.path === null) groups.push(entry.depth);
    if (levels > depth) continue;
    const count = levels === depth && entry.path !== null ? size(entries, at) : 0;
    const more = count > 0 ? ` (${count} below)` : '';
    const path = entry.path === null ? '' : `: ${printed(library, shelf, entry.path)}`;
    lines.push(`\n${'  '.repeat(entry.depth - level - 1)}- ${oneLine(entry.title, 100)}${path}${more}`);
  }
  return lines;
}

/** How many entries are below one. */
function size(entries: readonly NavigationEntry[], at: number): number {
  const depth = entries[at]?.depth ?? 0;
  let end = at + 1;
  while ((entries[end]?.depth ?? 0) > depth) end++;
  return end - at - 1;
}

/** Pages by their paths alone. */
function folder(library: Library, shelf: Shelf, path: string): string[] {
  const pages = pagesOf(shelf.docs).filter((page) => page.path.startsWith(`${path}/`));
  return pages.map((page) => `\n- ${oneLine(page.title, 100)}: ${printed(library, shelf, page.path)}`);
}

function ancestors(entries: readonly NavigationEntry[], at: number): NavigationEntry[] {
  const found: NavigationEntry[] = [];
  let depth = entries[at]?.depth ?? 0;
  for (let place = at - 1; place >= 0 && depth > 0; place--) {
    const entry = entries[place];
    if (entry === undefined || entry.depth >= depth) continue;
    found.unshift(entry);
    depth = entry.depth;
  }
  return found;
}
