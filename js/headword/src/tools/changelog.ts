// What was released: the changelogs of packages and feeds, newest first.

import { bare, chosenOf, ofPackage, packageNamed, packagesOf } from '../changelog.js';
import type { Release } from '../types.js';
import { paged } from './cursor.js';
import { fitting } from './fitting.js';
import { type Library, type Shelf, only, printed } from './library.js';
import type { Names } from './names.js';
import { CURSOR, index, limit, maxTokens } from './properties.js';
import { readText } from './read.js';
import { Refusal } from './refusal.js';
import { type Tool, tool } from './tool.js';
import { estimateTokens, oneLine, plural, quote } from './tokens.js';

/** Whether any index tells of releases. */
export function hasReleases({ shelves }: Library): boolean {
  return shelves.some((shelf) => shelf.docs.list(undefined, { kind: 'changelog' }).length > 0);
}

/** All releases, each package's newest first, and the index that tells of each. */
function releasesOf(library: Library, index?: string): ReadonlyMap<Release, Shelf> {
  const { shelves } = only(library, index);
  return new Map(shelves.flatMap((shelf) => shelf.docs.releases().map((release) => [release, shelf] as const)));
}

/** The tool for changelogs. `usual` is its budget where a call names none. */
export function changelogTool(library: Library, names: Names, usual: number): Tool {
  return tool({
    name: names.changelog,
    title: 'Changelog',
    description: `What was released of ${names.docs}, newest first: all packages, one of them, or one version.`,
    properties: {
      package: {
        type: 'string',
        description: 'One package; all unless given.',
        aliases: ['name', 'packagename', 'product', 'query', 'q'],
      },
      version: { type: 'string', description: 'Only this version.', aliases: ['release', 'tag'] },
      since: {
        type: 'string',
        description: 'Only after this version, or from this day on (2026-01-31).',
        aliases: ['from', 'after', 'sinceversion', 'sincedate'],
      },
      limit: limit('Releases to return.', 10, 50),
      ...index(library),
      cursor: CURSOR,
      max_tokens: maxTokens(usual),
    },
    required: [],
    answer: (args) => {
      const asked = {
        package: args.optional('package'),
        version: args.optional('version'),
        since: args.optional('since'),
        index: args.optional('index'),
      };
      const { place, next } = paged(names.changelog, library.label, args, asked, { limit: args.number('limit') });
      return changelogText(
        library,
        names,
        { ...asked, limit: args.number('limit') ?? 10, place },
        args.number('max_tokens') ?? usual,
        next,
      );
    },
  });
}

/** Which releases are asked for. */
export interface ChangelogQuestion {
  readonly package?: string | undefined;
  readonly version?: string | undefined;
  readonly since?: string | undefined;
  readonly index?: string | undefined;
  readonly limit: number;
  /** How many to pass over. */
  readonly place: number;
}

/** Releases as Markdown, newest first, within `budget`; each whole, except for one that alone is more than fits. */
export function changelogText(
  library: Library,
  names: Names,
  question: ChangelogQuestion,
  budget: number,
  next: (place: number) => string,
): string {
  const { version, since, limit, place } = question;
  const shelfOf = releasesOf(library, question.index);
  const all = [...shelfOf.keys()];
  const packages = packagesOf(all);
  const wanted = question.package === undefined ? undefined : packageOf(library, packages, question.package);
  const mine = ofPackage(all, wanted);
  const chosen = chosenOf(mine, since, version);
  if (chosen === undefined)
    throw new Refusal(`There is no version ${quote(since ?? '')}: give one of the changelog, or a day as 2026-01-31.`);
  const about = [
    wanted ?? (packages.length === 1 ? packages[0] : undefined),
    version && `version ${quote(version)}`,
    since && `since ${quote(since)}`,
  ];
  const what = about.filter(Boolean).join(', ');
  const of = what === '' ? '' : ` (${what})`;
  if (chosen.length === 0)
    return `${library.label}: no release${of}. The newest: ${mine
      .slice(0, 3)
      .map(nameOf)
      .join(', ')}.`;

  const shown = chosen.slice(place, place + limit);
  const several = wanted === undefined && packages.length > 1;
  const shelf = (release: Release): Shelf => shelfOf.get(release) ?? library.shelves[0];
  const blocks = shown.map((release) => block(library, shelf(release), release, several));
  const some = several ? ` Packages: ${oneLine(packages.join(', '), 300)}.` : '';
  const around = (count: number) => ({
    before: `${library.label}: ${plural(chosen.length, 'release')}${of}, newest first.${place === 0 ? some : ''}`,
    after: place + count < chosen.length && count > 0 ? `\n\nMore: ${next(place + count)}` : '',
  });
  const { text, count } = fitting(blocks, budget, around);
  const first = shown[0];
  if (count > 0 || first === undefined) return text;
  // Not even one fits: the beginning of the first, which says how to read on.
  const { before, after } = around(1);
  const room = budget - estimateTokens(`${before}${after}`) - 4;
  const beginning = { shelf: shelf(first), path: first.path, note: '' };
  return `${before}\n\n${readText(library, names, beginning, { label: false }, room)}${after}`;
}

function block(library: Library, shelf: Shelf, release: Release, several: boolean): string {
  const { title, date, prerelease, yanked, url, path, markdown } = release;
  const name = [several || release.version === '' ? release.package : '', release.version, title]
    .filter((part) => part !== '')
    .join(' ');
  const state = [date, prerelease ? 'pre-release' : '', yanked ? 'yanked' : '']
    .filter((part) => part !== '')
    .join(', ');
  const lines = [
    `## ${oneLine(name, 200)}${state === '' ? '' : ` (${state})`}`,
    `path: ${printed(library, shelf, path)}`,
  ];
  if (url !== '') lines.push(`url: ${url}`);
  return `\n\n${lines.join('\n')}\n\n${markdown.trim()}`;
}

function nameOf({ package: of, version, title }: Release): string {
  return oneLine([of, version || title].join(' '), 60);
}

/** The package that is called so: whole, without its scope, or in other capitals. */
function packageOf(library: Library, packages: readonly string[], name: string): string {
  const asked = name.trim().toLowerCase();
  const found = packageNamed(packages, name);
  if (found !== undefined) return found;
  const near = packages.filter((known) => known.toLowerCase().includes(bare(asked)) || asked.includes(bare(known)));
  const some = (near.length > 0 ? near : packages).slice(0, 5).map((known) => `\n- ${oneLine(known, 50)}`);
  const { text } = fitting(some, 150, (count) => ({
    before: `${library.label.slice(0, 120)}: there is no package ${quote(name)}.${count > 0 ? ' There are:' : ''}`,
    after: '',
  }));
  throw new Refusal(text);
}
