// Reading pages and sections by their paths.

import type { PageContent } from '../types.js';
import type { Properties } from './arguments.js';
import { call } from './call.js';
import { fitting } from './fitting.js';
import { type Library, type Shelf, labelOf, printed } from './library.js';
import { type Found, type Place, find, missed } from './lookup.js';
import { type Part, readPart } from './part.js';
import { CURSOR, LEAST_TOKENS, MOST_TOKENS, language, maxTokens } from './properties.js';
import { Refusal } from './refusal.js';
import type { Names } from './names.js';
import { type Tool, tool } from './tool.js';
import { estimateTokens, oneLine, thousands } from './tokens.js';

/** What it takes to say that something is left, and how to read on. */
const LEAST_FOOT = 80;
/** How many paths one call reads. */
const MOST_PATHS = 10;

/** How one path is read. */
export interface ReadOptions {
  readonly language?: string | undefined;
  readonly cursor?: string | undefined;
  readonly outline?: boolean;
  /** Whether the text begins with the name of the index; it does unless told otherwise. */
  readonly label?: boolean;
}

/** The tool that reads. `usual` is its budget where a call names none. */
export function readTool(library: Library, names: Names, usual: number): Tool {
  return tool({
    name: names.read,
    title: 'Read documentation',
    description:
      `Read a page or section of ${names.docs} as Markdown, by a path from ${names.search} or ${names.list}; ` +
      'URLs and old paths work too. A long page ends with the call that reads on.',
    properties: properties(usual),
    required: ['path'],
    answer: (args) => {
      const language = args.optional('language')?.toLowerCase();
      const options = { language, cursor: args.optional('cursor'), outline: args.flag('outline') };
      const paths = [...new Set(args.texts('path'))].filter((path) => path !== '');
      const budget = args.number('max_tokens') ?? usual;
      const [path, ...others] = paths;
      if (path === undefined) throw new Refusal('"path" is empty: give a path, or call without one what lists them.');
      if (others.length === 0) return readText(library, names, found(library, names, path), options, budget);
      return several(library, names, paths, options, budget);
    },
  });
}

function properties(usual: number): Properties {
  return {
    path: {
      type: 'string',
      description: 'A path as printed, e.g. "sso" or "sso#setup"; several, one a line.',
      aliases: [
        'paths',
        'url',
        'uri',
        'id',
        'ref',
        'page',
        'slug',
        'file',
        'href',
        'name',
        'section',
        'document',
        'docpath',
      ],
    },
    language: language('Leaves out code for other programming languages, e.g. "python".'),
    outline: {
      type: 'boolean',
      description: 'Only the sections and their tokens.',
      aliases: ['toc', 'sections', 'outlineonly'],
    },
    cursor: CURSOR,
    max_tokens: maxTokens(usual),
  };
}

function found(library: Library, names: Names, path: string): Found {
  const place = find(library, path);
  if (place.path === '') throw new Refusal(missed(library, names, path, place));
  return place;
}

/** Several pages, each with an equal share of what those before it left. */
function several(
  library: Library,
  names: Names,
  paths: readonly string[],
  options: ReadOptions,
  budget: number,
): string {
  const room = Math.min(paths.length, MOST_PATHS, Math.floor(budget / LEAST_TOKENS));
  const [now, later] = [paths.slice(0, Math.max(1, room)), paths.slice(Math.max(1, room))];
  const end =
    later.length === 0
      ? ''
      : `\n\n---\n\nNot read for want of room: ${call(names.read, { path: later.slice(0, MOST_PATHS).join('\n') })}`;
  const texts: string[] = [`${library.label}`];
  let left = budget - estimateTokens(texts.join('') + end);
  let missing = 0;
  for (const [at, path] of now.entries()) {
    const share = Math.floor(left / (now.length - at)) - 4;
    const place = find(library, path);
    if (place.path === '') missing++;
    const text =
      place.path === ''
        ? missed(library, names, path, place, Math.min(share, 100))
        : readText(
            library,
            names,
            place,
            { language: options.language, outline: options.outline ?? false, label: false },
            share,
          );
    left -= estimateTokens(text) + 4;
    texts.push(text);
  }
  if (missing === now.length)
    throw new Refusal(
      `None of these is a page or section. ${missed(library, names, now[0] ?? '', find(library, now[0] ?? ''), 120)}`,
    );
  return `${texts.join('\n\n---\n\n')}${end}`;
}

/**
 * A page or section as Markdown under its title, path and URL, within `budget`. What does not fit is told of at the
 * end, with the call that reads on.
 */
export function readText(library: Library, names: Names, place: Place, options: ReadOptions, budget: number): string {
  const { shelf, path } = place;
  const { language, cursor, outline = false, label = true } = options;
  if (outline) {
    const page = shelf.docs.read(path, { outline: true, ...(language !== undefined && { language }) });
    return outlineText(library, names, shelf, page, heading(library, place, page, budget, label), budget);
  }
  const part = (tokens: number) => readPart(shelf.docs, path, { language, cursor, maxTokens: Math.max(1, tokens) });
  // Most of what is read fits, and is then read once.
  const page = part(budget);
  const head = heading(library, place, page, budget, label);
  const room = budget - estimateTokens(`${head}\n\n`);
  if (page.cursor === null && !page.blocked && page.tokens <= room) return `${head}\n\n${page.markdown}`;
  // A fourth of the budget is more than most need to say what is left, and 400 tokens name some fifteen sections. The
  // least is tried as well: it may be what the next block needs.
  for (let footing = Math.max(LEAST_FOOT, Math.min(400, Math.floor(budget / 4))); ; footing = LEAST_FOOT) {
    const body = part(room - footing);
    const text = body.blocked ? '' : `${body.markdown.trimEnd()}\n\n`;
    const whole = `${head}\n\n${text}${leftOut(library, names, shelf, body, options, footing, budget)}`;
    if (footing === LEAST_FOOT || (!body.blocked && estimateTokens(whole) <= budget)) return whole;
  }
}

/** Title, path and URL, and what else there is room for: at most half the budget, except for the path. */
function heading(library: Library, place: Place, page: PageContent, budget: number, label: boolean): string {
  const { shelf, note } = place;
  const name = [...page.breadcrumb, page.title, ...(page.heading === '' ? [] : [page.heading])];
  const languages = [...new Set(page.outline.flatMap(({ language }) => language ?? []))];
  const lines = {
    label: label ? labelOf(shelf) : '',
    title: oneLine(name.join(' › '), 300),
    path: `path: ${printed(library, shelf, page.path)}`,
    url: page.url === '' ? '' : `url: ${page.url}`,
    note: note === '' ? '' : `note: ${note}`,
    // Of one that was asked for there is no choice left to offer.
    languages: languages.length > 1 ? oneLine(`languages: ${languages.join(', ')}`, 300) : '',
  };
  const text = () =>
    Object.values(lines)
      .filter((line) => line !== '')
      .join('\n');
  for (const least of ['languages', 'url', 'note', 'label', 'title'] as const) {
    if (estimateTokens(text()) > budget / 2) lines[least] = '';
  }
  return text();
}

/** What is left and how to read it, in about `budget`. `all` is that of the whole answer. */
function leftOut(
  library: Library,
  names: Names,
  shelf: Shelf,
  body: Part,
  options: ReadOptions,
  budget: number,
  all: number,
): string {
  const { language, cursor } = options;
  const path = printed(library, shelf, body.path);
  if (body.blocked && all >= MOST_TOKENS) {
    return `[What follows, code or a table, takes more tokens than an answer may have.${body.url === '' ? '' : ` It is at ${body.url}`}]`;
  }
  const next = body.blocked
    ? call(names.read, { path, language, cursor, max_tokens: MOST_TOKENS })
    : call(names.read, { path, language, cursor: body.cursor });
  const opening = body.blocked
    ? `[What follows is never cut, as code or a table, and takes more tokens than are left. Read on: ${next}`
    : `[~${thousands(body.left)} tokens are left. Read on: ${next}`;
  const lines = body.later.map(({ path, heading, tokens }) => {
    return `\n- ${printed(library, shelf, path)} (${oneLine(heading, 60)}) ~${thousands(tokens)}`;
  });
  const { text } = fitting(lines, budget, (count) => ({
    before: `${opening}${count === 0 ? '' : '\nOr one of the sections left:'}`,
    after: `${count > 0 && count < lines.length ? `\n- and ${lines.length - count} more` : ''}]`,
  }));
  return text;
}

function outlineText(
  library: Library,
  names: Names,
  shelf: Shelf,
  page: PageContent,
  head: string,
  budget: number,
): string {
  const least = Math.min(...page.outline.map(({ level }) => level));
  const lines = page.outline.map(({ path, heading, level, tokens }) => {
    return `\n${'  '.repeat(Math.min(5, level - least))}- ${printed(library, shelf, path)} (${oneLine(heading, 80)}) ~${thousands(tokens)}`;
  });
  const { text } = fitting(lines, budget, (count) => ({
    before: `${head}\n\n~${thousands(page.left)} tokens in all, ${lines.length} sections${count === 0 ? '' : ':'}`,
    after:
      count < lines.length
        ? `\n[${lines.length - count} sections more: ${call(names.read, { path: printed(library, shelf, page.path), outline: true, max_tokens: MOST_TOKENS })}]`
        : '',
  }));
  return text;
}
