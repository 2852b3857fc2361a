// Searching: ranked pages, each at its best section.

import { inTurns, together } from '../merged.js';
import type { Answer, Hit, SectionHit } from '../types.js';
import type { Filters } from '../search-options.js';
import type { Properties } from './arguments.js';
import { cost } from './cost.js';
import { paged } from './cursor.js';
import { fitting } from './fitting.js';
import { type Library, type Shelf, only, printed } from './library.js';
import { find, orBrowse } from './lookup.js';
import type { Names } from './names.js';
import { CURSOR, index, language, limit, maxTokens } from './properties.js';
import { type Tool, tool } from './tool.js';
import { oneLine, plural, quote, thousands } from './tokens.js';

/** How many pages one call answers with, unless told otherwise and at most. */
const LIMIT = { usual: 10, most: 50 };

/** What is searched for. */
export interface Question {
  readonly query: string;
  readonly limit: number;
  /** How many hits to pass over. */
  readonly offset: number;
  /** The name of one index; all of them unless given. */
  readonly index?: string | undefined;
  readonly path?: string | undefined;
  readonly kind?: string | undefined;
  readonly language?: string | undefined;
}

/** A hit and the index that it is in. */
interface Placed {
  readonly shelf: Shelf;
  readonly hit: Hit;
}

/** What all indexes answer, put together. */
interface Found extends Pick<Answer, 'total' | 'didYouMean' | 'relaxed'> {
  readonly hits: readonly Placed[];
}

/** The tool that searches. `usual` is its budget where a call names none. */
export function searchTool(library: Library, names: Names, usual: number): Tool {
  return tool({
    name: names.search,
    title: 'Search documentation',
    description:
      `Search ${names.docs}: ranked pages at their best section, with path, URL, excerpt and ~tokens. ` +
      `Search first, with a few key words; then read a path with ${names.read}.`,
    properties: properties(library, usual),
    required: ['query'],
    answer: (args) => {
      const filters = {
        index: args.optional('index'),
        path: args.optional('path'),
        kind: args.word('kind'),
        language: args.optional('language')?.toLowerCase(),
      };
      const asked = { query: args.text('query'), ...filters };
      const { place, next } = paged(names.search, library.label, args, asked, { limit: args.number('limit') });
      const limit = args.number('limit') ?? LIMIT.usual;
      return searchText(library, names, { ...asked, limit, offset: place }, args.number('max_tokens') ?? usual, next);
    },
  });
}

function properties(library: Library, usual: number): Properties {
  return {
    query: {
      type: 'string',
      description: 'Words to look for, e.g. "verify webhook signature". "Phrases" and -words work.',
      aliases: [
        'q',
        'search',
        'text',
        'question',
        'keywords',
        'keyword',
        'term',
        'terms',
        'searchquery',
        'searchterm',
        'prompt',
        'input',
      ],
    },
    limit: limit('Pages to return.', LIMIT.usual, LIMIT.most),
    path: {
      type: 'string',
      description: 'Only pages below this path, e.g. "guides".',
      aliases: ['folder', 'prefix', 'under', 'directory', 'scope', 'pathprefix'],
    },
    kind: { type: 'string', enum: ['docs', 'example', 'changelog'], aliases: ['type', 'category', 'kinds'] },
    language: language('Only sections for this programming language.'),
    ...index(library),
    cursor: CURSOR,
    max_tokens: maxTokens(usual),
  };
}

/**
 * Ranked pages as text, best first, within `budget`.
 *
 * A page appears once, under its best section; its other sections are folded into one line. Every path printed can be
 * read. When not all fits, the lowest-ranked pages are left out whole; the last line is the call for what follows.
 *
 * @param next The call that goes on at a place.
 */
export function searchText(
  library: Library,
  names: Names,
  question: Question,
  budget: number,
  next: (place: number) => string,
): string {
  const { query, offset } = question;
  const { hits, total, didYouMean, relaxed } = ranked(library, question);
  if (hits.length === 0) return noHits(library, names, question, total, budget);

  const blocks = hits.map((hit, index) => `\n\n${block(library, offset + index + 1, hit, question.language)}`);
  const { text } = fitting(blocks, budget, (count) => {
    const end = offset + count;
    const first =
      count === 0
        ? 'none fits max_tokens'
        : offset === 0 && end === total
          ? ''
          : `${thousands(offset + 1)}–${thousands(end)}`;
    const which = first === '' ? plural(total, 'page') : `${first} of ${plural(total, 'page')}`;
    const instead =
      didYouMean === null ? quote(query) : `${quote(didYouMean)} (${quote(query)} has words that are in no page)`;
    const words = relaxed ? ' No section has all that the query insists on; these have its words.' : '';
    return {
      before: `${library.label}: ${which} for ${instead}.${words} Read one with ${names.read} and its path.`,
      after: end < total && count > 0 ? `\n\nMore: ${next(end)}` : '',
    };
  });
  return text;
}

/** Asks all indexes. Of several, each one's best comes before any one's second: scores of two indexes do not compare. */
export function ranked(library: Library, { query, limit, offset, index, path, kind, language }: Question): Found {
  const asked = only(library, index);
  const under = path === undefined ? undefined : folder(asked, path);
  const shelves = under === undefined ? asked.shelves : [under.shelf];
  const filters: Filters = {
    ...(under !== undefined && { path: under.path }),
    ...(kind !== undefined && { kind }),
    ...(language !== undefined && { language }),
  };
  const single = shelves.length === 1;
  const answers = shelves.map((shelf) => {
    // Of further sections only the names are shown.
    const most = single ? { limit, offset } : { limit: limit + offset };
    const options = { ...most, filters, sectionExcerpts: false };
    return { shelf, answer: shelf.docs.search(query, options) };
  });
  const rows = inTurns(answers.map(({ shelf, answer }) => answer.hits.map((hit) => ({ shelf, hit }))));
  return {
    ...together(answers.map(({ answer }) => answer)),
    hits: single ? rows : rows.slice(offset, offset + limit),
  };
}

/** The folder that a path filter means, in the index that has it. */
function folder(library: Library, path: string): { readonly shelf: Shelf; readonly path: string } {
  const { shelf, path: known } = find(library, path);
  const plain = path.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/+|\/+$/g, '');
  return { shelf, path: known === '' ? plain : (known.split('#')[0] ?? known) };
}

// Excerpts are at most two or three lines: they are there to choose a page by, not to answer from.
const EXCERPT_CHARACTERS = 320;

function block(library: Library, rank: number, { shelf, hit }: Placed, language: string | undefined): string {
  const name = [...hit.breadcrumb, hit.title, ...(hit.heading === '' ? [] : [hit.heading])];
  const tokens = cost(shelf.docs, hit.path, language);
  const lines = [
    `${rank}. ${oneLine(name.join(' › '), 300)} ~${thousands(tokens)} tokens`,
    `   path: ${printed(library, shelf, hit.path)}`,
  ];
  if (hit.url !== '') lines.push(`   url: ${hit.url}`);
  const excerpt = oneLine(hit.excerpt.map((piece) => piece.text).join(''), EXCERPT_CHARACTERS);
  if (excerpt !== '') lines.push(`   ${excerpt}`);
  if (hit.sections.length > 0)
    lines.push(`   also: ${hit.sections.map((other) => section(library, shelf, other)).join('; ')}`);
  return lines.join('\n');
}

/** A path, with its heading only where the heading says more than the path does. */
function section(library: Library, shelf: Shelf, { path, heading }: SectionHit): string {
  const shown = printed(library, shelf, path);
  const anchor = path.slice(path.indexOf('#') + 1);
  return letters(heading) === '' || letters(anchor) === letters(heading) ? shown : `${shown} (${oneLine(heading, 80)})`;
}

/** An answer as well: nothing went wrong, and the next query may find something. */
function noHits(library: Library, names: Names, question: Question, total: number, budget: number): string {
  const { query, offset, index, path, kind, language } = question;
  if (total > 0 && offset > 0) return `${library.label}: that was all, ${plural(total, 'page')} for ${quote(query)}.`;
  const narrow = Object.entries({ index, path, kind, language }).filter(([, value]) => value !== undefined);
  const wide = narrow.length === 0 ? 0 : ranked(library, { query, limit: 1, offset: 0 }).total;
  const close = library.shelves
    .flatMap((shelf) => shelf.docs.resolve(query).candidates.map((page) => ({ shelf, page })))
    .slice(0, 5);
  const lines = close.map(
    ({ shelf, page }) => `\n- ${printed(library, shelf, page.path)} (${oneLine(page.title, 80)})`,
  );
  const without = narrow.map(([name, value]) => `${name} ${quote(value ?? '')}`).join(' and ');
  const { text } = fitting(lines, budget, (count) => ({
    before:
      `${library.label}: no page matches ${quote(query)}${without === '' ? '' : ` with ${without}`}.` +
      (wide > 0 ? ` Without that, ${plural(wide, 'page matches', 'pages match')}.` : '') +
      (count > 0 ? ' Closest titles:' : ''),
    after: `${count > 0 ? '\n' : ' '}Check the spelling, use fewer or more general words${orBrowse(names)}.`,
  }));
  return text;
}

/** The letters and digits alone, in lower case: what stays the same in a heading and its anchor. */
function letters(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
