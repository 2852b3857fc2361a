// What changed in the docs since an earlier index of them, as `headword diff` found it.

import type { ChangedPage, Diff } from '../types.js';
import { paged } from './cursor.js';
import { type Library, type Shelf, hash, only, printed } from './library.js';
import { listText } from './list.js';
import type { Names } from './names.js';
import { CURSOR, index, maxTokens } from './properties.js';
import { type Tool, tool } from './tool.js';
import { oneLine, plural, quote } from './tokens.js';

/** What changed in one index, or in several by their names: what `headword diff OLD NEW --json` prints. */
export type DiffOrMany = Diff | Readonly<Record<string, Diff>>;

/** A line of the report, and the path that it is about. */
interface Change {
  readonly path: string;
  readonly line: string;
}

/** The tool for changes, or none where no index of the library has any. `usual` is its budget where a call names none. */
export function changesTools(library: Library, names: Names, usual: number, diffs: DiffOrMany): readonly Tool[] {
  const all = library.shelves.flatMap((shelf) => {
    const diff = isDiff(diffs) ? diffs : diffs[shelf.name];
    return diff === undefined ? [] : [{ shelf, changes: changes(library, shelf, diff) }];
  });
  if (all.every(({ changes }) => changes.length === 0)) return [];
  const version = hash(JSON.stringify(all.map(({ changes }) => changes)));
  const made = tool({
    name: names.changes,
    title: 'What changed in the documentation',
    description: `Pages of ${names.docs} that were added, removed, moved or changed since the version before this one.`,
    properties: {
      path: { type: 'string', description: 'Only pages below this path.', aliases: ['folder', 'prefix', 'under'] },
      ...index(library),
      cursor: CURSOR,
      max_tokens: maxTokens(usual),
    },
    required: [],
    answer: (args) => {
      const asked = { path: args.optional('path'), index: args.optional('index') };
      const { shelves, label } = only(library, asked.index);
      const folder = asked.path?.replace(/^\/+|\/+$/g, '') ?? '';
      const those = all.filter(({ shelf }) => shelves.includes(shelf)).flatMap(({ changes }) => changes);
      const lines = those.filter(({ path }) => isBelow(path, folder)).map(({ line }) => line);
      const { place, next } = paged(names.changes, `${label} ${version}`, args, asked);
      const where = folder === '' ? '' : ` below ${quote(folder)}`;
      const before = `${label}: ${plural(lines.length, 'page')} added, removed, moved or changed${where} since the version before.`;
      return listText({ before, lines }, place, args.number('max_tokens') ?? usual, next);
    },
  });
  return [made];
}

function isDiff(diffs: DiffOrMany): diffs is Diff {
  return Array.isArray(diffs['added']);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function changes(library: Library, shelf: Shelf, { added, removed, moved, changed }: Diff): readonly Change[] {
  const shown = (path: string) => oneLine(printed(library, shelf, path), 200);
  const named = (path: string, title: string) => `${shown(path)} (${oneLine(title, 80)})`;
  return [
    ...added.map(({ path, title }) => ({ path, line: `\n- added: ${named(path, title)}` })),
    ...removed.map(({ path, closest }) => {
      return { path, line: `\n- removed: ${path}${closest === null ? '' : `; most like it is ${shown(closest)}`}` };
    }),
    ...moved.map(({ from, page }) => {
      return {
        path: page.path,
        line: `\n- moved: ${from} is now ${named(page.path, page.title)}${extent(page, shown)}`,
      };
    }),
    ...changed.map((page) => {
      return { path: page.path, line: `\n- changed: ${named(page.path, page.title)}${extent(page, shown)}` };
    }),
  ];
}

/** How much of a page changed, and where. */
function extent({ change, added, removed, moved, changed }: ChangedPage, shown: (path: string) => string): string {
  const counts = [
    ['new', added.length],
    ['gone', removed.length],
    ['moved', moved.length],
    ['changed', changed.length],
  ] as const;
  const sections = counts.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  const paths = [...added, ...changed.map(({ path }) => path)].slice(0, 3).map(shown);
  const where = sections.length === 0 ? '' : `; sections: ${sections.join(', ')}`;
  return change === 0 ? '' : `, ${change} % of it${where}${paths.length === 0 ? '' : ` (${paths.join('; ')})`}`;
}
