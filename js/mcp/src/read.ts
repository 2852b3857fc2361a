import type { Docs, PageContent } from 'headword';
import { optionalText, text, toolArguments } from './arguments.js';
import { cutMarkdown } from './cut.js';
import { placeOutline, type PlacedEntry } from './outline.js';
import { estimateTokens, oneLine, thousands } from './tokens.js';
import { answer, failure, type ToolText } from './tool.js';

/** What `docs_read` is called with. */
export interface ReadArguments {
  readonly path: string;
  readonly language?: string;
}

export const readArguments = toolArguments<ReadArguments>(
  {
    path: {
      type: 'string',
      description: 'A path as docs_search prints it: a page ("sso") or one section of it ("sso#setup").',
    },
    language: {
      type: 'string',
      description: 'Leave out code and reference for other programming languages, e.g. "python".',
    },
  },
  ['path'],
  (args) => {
    const language = optionalText(args, 'language');
    // Keys of languages are in lower case; models write "Python" as well.
    return { path: text(args, 'path'), ...(language !== undefined && { language: language.toLowerCase() }) };
  },
);

/**
 * A page or section as Markdown under its title, path and URL, and what languages it can be had for alone, within `maxTokens` by
 * {@link estimateTokens}. What does not fit is left out from the end, whole sections where
 * possible, and the last lines tell how much that was and which paths to read for it.
 */
export function readText(docs: Pick<Docs, 'read'>, args: ReadArguments, maxTokens: number): ToolText {
  try {
    const { path, language } = args;
    const page = docs.read(path, language === undefined ? {} : { language });
    const head = heading(page);
    const whole = `${head}\n\n${page.markdown}`;
    if (estimateTokens(whole) <= maxTokens) return answer(whole);

    // A fifth of the budget is more than most outlines need, and 600 tokens name about 25 sections.
    // Under 100 there is no room for the sentence that says how much was left out.
    const footBudget = Math.max(100, Math.min(600, Math.floor(maxTokens / 5)));
    const bodyBudget = Math.max(0, maxTokens - estimateTokens(`${head}\n\n`) - footBudget);
    const placed = placeOutline(page.markdown, page.outline);
    const cut = cutMarkdown(page.markdown, bodyBudget, placed.map((section) => section.offset));
    const foot = leftOut(page, placed, cut.end, footBudget);
    return answer(`${head}\n\n${cut.text.trimEnd()}\n\n${foot}`);
  } catch (error) {
    return failure(error);
  }
}

function heading(page: PageContent): string {
  const name = [...page.breadcrumb, page.title, ...(page.heading === '' ? [] : [page.heading])];
  const lines = [oneLine(name.join(' › '), 300), `path: ${page.path}`];
  if (page.url !== '') lines.push(`url: ${page.url}`);
  const languages = [...new Set(page.outline.flatMap(({ language }) => language ?? []))];
  // Of one that was asked for there is no choice left to offer.
  if (languages.length > 1) lines.push(oneLine(`languages: ${languages.join(', ')} (docs_read can give one)`, 300));
  return lines.join('\n');
}

/** Says what a cut left out and where to read it, in at most about `maxTokens`. */
function leftOut(page: PageContent, placed: readonly PlacedEntry[], end: number, maxTokens: number): string {
  const total = estimateTokens(page.markdown);
  const rest = estimateTokens(page.markdown.slice(end));
  const first = `[Cut here: about ${thousands(rest)} of ${thousands(total)} tokens are left out.`;

  const later = placed.filter((section) => section.offset >= end);
  // The section that was cut in two comes first, unless it is what was asked for: reading it by
  // itself gets further only when it did not begin this text.
  const split = placed.findLast((section) => section.offset < end);
  const inTwo = split !== undefined && split.offset > 0 && later[0]?.offset !== end && split.entry.path !== page.path;
  const next = [...(inTwo ? [split] : []), ...later].map(({ entry }) => `- ${entry.path} (${oneLine(entry.heading, 80)})`);
  if (next.length === 0) return `${first}${page.url === '' ? '' : ` The whole text is at ${page.url}`}]`;

  const opening = `${first} Read on with docs_read:`;
  const lines: string[] = [];
  // The closing line is paid for in advance.
  let left = maxTokens - estimateTokens(opening) - 10;
  for (const line of next) {
    left -= estimateTokens(`${line}\n`);
    if (left < 0) break;
    lines.push(line);
  }
  if (lines.length < next.length) lines.push(`- and ${next.length - lines.length} more sections`);
  return `${opening}\n${lines.join('\n')}]`;
}
