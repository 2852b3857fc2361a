import type { Docs, Hit, SectionHit } from 'headword';
import { count, text, toolArguments } from './arguments.js';
import { letters } from './outline.js';
import { estimateTokens, oneLine, thousands } from './tokens.js';
import { answer, failure, type ToolText } from './tool.js';

/** What `docs_search` is called with. */
export interface SearchArguments {
  readonly query: string;
  readonly limit: number;
}

const LIMIT = { min: 1, max: 50, fallback: 10 };

export const searchArguments = toolArguments<SearchArguments>(
  {
    query: { type: 'string', description: 'Words to look for, e.g. "verify webhook signature".' },
    limit: {
      type: 'integer',
      description: 'How many pages to return.',
      minimum: LIMIT.min,
      maximum: LIMIT.max,
      default: LIMIT.fallback,
    },
  },
  ['query'],
  (args) => ({ query: text(args, 'query'), limit: count(args, 'limit', LIMIT) }),
);

/**
 * Ranked pages as text, best first, within `maxTokens` by {@link estimateTokens}.
 *
 * A page appears once, under its best section; its other sections are folded into one line. Every
 * path printed can be passed to `docs_read`. When not all fits, the lowest-ranked pages are left out
 * whole and the first line tells how many are shown.
 */
export function searchText(docs: Pick<Docs, 'search'>, args: SearchArguments, maxTokens: number): ToolText {
  try {
    const { hits, total, didYouMean, relaxed } = docs.search(args.query, { limit: args.limit });
    if (hits.length === 0) return answer(noHits(args.query));

    const blocks = hits.map((hit, index) => `\n\n${page(index + 1, hit)}`);
    const query = didYouMean ?? args.query;
    const words = relaxed ? ' No section has all that the query insists on; these have its words.' : '';
    const whole = () =>
      summary(query, blocks.length, total, blocks.length < hits.length) + words + blocks.join('');
    while (blocks.length > 0 && estimateTokens(whole()) > maxTokens) blocks.pop();
    return answer(whole());
  } catch (error) {
    return failure(error);
  }
}

function summary(query: string, shown: number, total: number, cut: boolean): string {
  const pages = `${thousands(total)} ${total === 1 ? 'page' : 'pages'}`;
  const count = shown === total ? pages : `The best ${shown} of ${pages}`;
  const why = cut ? ' (more would not fit; narrow the query)' : '';
  return `${count} for "${oneLine(query, 80)}"${why}. Read one with docs_read and its path.`;
}

function noHits(query: string): string {
  return `No page matches "${oneLine(query, 80)}". Check the spelling, use fewer or more general words, or the product's own name for the thing.`;
}

// Excerpts are at most two or three lines: they are there to choose a page by, not to answer from.
const EXCERPT_CHARACTERS = 320;

function page(rank: number, hit: Hit): string {
  const name = [...hit.breadcrumb, hit.title, ...(hit.heading === '' ? [] : [hit.heading])];
  const lines = [`${rank}. ${oneLine(name.join(' › '), 300)}`, `   path: ${hit.path}`];
  if (hit.url !== '') lines.push(`   url: ${hit.url}`);
  const excerpt = oneLine(hit.excerpt.map((piece) => piece.text).join(''), EXCERPT_CHARACTERS);
  if (excerpt !== '') lines.push(`   ${excerpt}`);
  if (hit.sections.length > 0) lines.push(`   also: ${hit.sections.map(section).join('; ')}`);
  return lines.join('\n');
}

/** A path, with its heading only where the heading says more than the path does. */
function section({ path, heading }: SectionHit): string {
  const anchor = path.slice(path.indexOf('#') + 1);
  return letters(heading) === '' || letters(anchor) === letters(heading) ? path : `${path} (${oneLine(heading, 80)})`;
}
