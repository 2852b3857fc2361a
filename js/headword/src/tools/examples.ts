// Code examples: whole files, not excerpts of them.

import type { PageSummary } from '../types.js';
import { paged } from './cursor.js';
import { fitting } from './fitting.js';
import { type Library, type Shelf, only, printed } from './library.js';
import type { Names } from './names.js';
import { readPart } from './part.js';
import { CURSOR, LEAST_TOKENS, index, language, limit, maxTokens } from './properties.js';
import { readText } from './read.js';
import { type Tool, tool } from './tool.js';
import { estimateTokens, oneLine, plural, quote } from './tokens.js';

/** A group of examples: a page of the kind `example`. */
interface Group {
  readonly shelf: Shelf;
  readonly page: PageSummary;
}

/** All groups of examples. */
export function groupsOf(library: Library, index?: string): readonly Group[] {
  return only(library, index).shelves.flatMap((shelf) => {
    return shelf.docs.examples().map((page) => ({ shelf, page }));
  });
}

/** The tool for examples. `usual` is its budget where a call names none. */
export function examplesTool(library: Library, names: Names, usual: number): Tool {
  return tool({
    name: names.examples,
    title: 'Code examples',
    description: `Find code examples of ${names.docs} and get their code. Without a query, lists the groups there are.`,
    properties: {
      query: {
        type: 'string',
        description: 'Words, or the name of a group.',
        aliases: ['q', 'example', 'name', 'path', 'group', 'topic', 'search'],
      },
      language: language('A programming language, e.g. "python".'),
      limit: limit('Files to return.', 3, 20),
      ...index(library),
      cursor: CURSOR,
      max_tokens: maxTokens(usual),
    },
    required: [],
    answer: (args) => {
      const asked = {
        query: args.optional('query'),
        language: args.optional('language')?.toLowerCase(),
        index: args.optional('index'),
      };
      const { place, next } = paged(names.examples, library.label, args, asked, { limit: args.number('limit') });
      const budget = args.number('max_tokens') ?? usual;
      return examplesText(library, names, { ...asked, limit: args.number('limit') ?? 3, place }, budget, next);
    },
  });
}

/** Which examples are asked for. */
export interface ExamplesQuestion {
  readonly query?: string | undefined;
  readonly language?: string | undefined;
  readonly index?: string | undefined;
  readonly limit: number;
  /** How many to pass over. */
  readonly place: number;
}

/** The code of examples within `budget`: of the group that is called so, else of the files that match best. */
export function examplesText(
  library: Library,
  names: Names,
  question: ExamplesQuestion,
  budget: number,
  next: (place: number) => string,
): string {
  const { query, language, index, limit, place } = question;
  const groups = groupsOf(library, index);
  if (query === undefined) return groupList(library, names, groups, place, budget, next);
  const name = query.trim().toLowerCase();
  const group = groups.find(({ page }) =>
    [page.path, page.title, page.path.split('/').at(-1)].some((known) => known?.toLowerCase() === name),
  );
  if (group !== undefined)
    return readText(library, names, { ...group, path: group.page.path, note: '' }, { language }, budget);

  const filters = { kind: 'example', ...(language !== undefined && { language }) };
  const answers = only(library, index).shelves.map((shelf) => {
    return { shelf, answer: shelf.docs.search(query, { limit: limit + place, filters, groupBy: 'section' }) };
  });
  const hits = answers
    .flatMap(({ shelf, answer }) => answer.hits.map((hit) => ({ shelf, path: hit.path })))
    .slice(place, place + limit);
  const total = answers.reduce((sum, { answer }) => sum + answer.total, 0);
  if (hits.length === 0)
    return groupList(library, names, groups, 0, budget, next, `No example matches ${quote(query)}. `);

  const head = `${library.label}: ${plural(total, 'example')} for ${quote(query)}`;
  const texts = [head];
  let left = budget - estimateTokens(head) - estimateTokens(next(place + limit)) - 4;
  let shown = 0;
  for (const { shelf, path } of hits) {
    // The first is shown in any case; one that has not even room for its address waits for the next call.
    if (shown > 0 && left < LEAST_TOKENS) break;
    const { cursor, blocked } = readPart(shelf.docs, path, { language, maxTokens: left });
    const whole = cursor === null && !blocked;
    if (shown > 0 && !whole) break;
    const text = readText(library, names, { shelf, path, note: '' }, { language, label: false }, left);
    texts.push(text);
    left -= estimateTokens(text) + 3;
    shown++;
  }
  const end = place + shown;
  return `${texts.join('\n\n')}${end < total ? `\n\nMore: ${next(end)}` : ''}`;
}

function groupList(
  library: Library,
  names: Names,
  groups: readonly Group[],
  place: number,
  budget: number,
  next: (place: number) => string,
  why = '',
): string {
  const rest = groups.slice(place);
  const lines = rest.map(({ shelf, page }) => {
    const about = page.description === '' ? '' : ` — ${oneLine(page.description, 120)}`;
    return `\n- ${oneLine(page.title, 80)}: ${printed(library, shelf, page.path)}${about}`;
  });
  const { text } = fitting(lines, budget, (count) => ({
    before: `${library.label}: ${why}${plural(groups.length, 'group')} of examples. Get one with ${names.examples} and its name:`,
    after: count < lines.length ? `\n[${lines.length - count} more: ${next(place + count)}]` : '',
  }));
  return text;
}
