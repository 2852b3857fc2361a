/**
 * Tools that give an agent documentation, as plain objects: names, JSON Schema and a function from arguments to
 * bounded text. They depend on no SDK; `@headword/mcp` serves them.
 *
 * @packageDocumentation
 */

import { changelogTool, hasReleases } from './changelog.js';
import { examplesTool, groupsOf } from './examples.js';
import { type DiffOrMany, changesTools } from './changes.js';
import { type DocsOrMany, library } from './library.js';
import { listTool } from './list.js';
import { openaiNames, prefixed, workosNames } from './names.js';
import { openaiTools } from './openai.js';
import { readTool } from './read.js';
import { searchTool } from './search.js';
import type { Tool } from './tool.js';
import { workosTools } from './workos.js';

export type { ObjectSchema } from './arguments.js';
export type { DiffOrMany } from './changes.js';
export { byName, type DocsOrMany } from './library.js';
export { estimateTokens } from './tokens.js';
export type { ChangedPage, Diff, Removal } from '../types.js';
export type { CallContext, Tool, ToolAnnotations, ToolResult } from './tool.js';

/** Which tools there are. */
export type Profile = 'docs' | 'workos' | 'openai';

/** How tools are made. */
export interface ToolOptions {
  /**
   * `docs`, the default; `workos`, the names and arguments of `@workos/mcp-docs-server`; or `openai`, `search` and
   * `fetch` as ChatGPT's connectors call them.
   */
  readonly profile?: Profile | undefined;
  /** What the names of tools begin with: `docs`, unless given. Only for the profile `docs`. */
  readonly prefix?: string | undefined;
  /** What searches, lists and changelogs answer in tokens, where a call names no `max_tokens`. 3,000 unless given. */
  readonly searchTokens?: number | undefined;
  /** What reading answers in tokens, where a call names no `max_tokens`. 6,000 unless given. */
  readonly readTokens?: number | undefined;
  /** What changed since the version before: the data that `headword diff OLD NEW --json` prints. */
  readonly changes?: DiffOrMany | undefined;
  /** What answers call the version of the docs. By default eight digits made from what the index holds. */
  readonly version?: string | undefined;
}

/**
 * The tools for these docs: search, read and list, in this order; then examples, changelog and changes, only where there is
 * such content. In every profile the first tool searches and the second reads what it found. The same docs and
 * options give the same tools, and the same call the same text.
 *
 * @param docs One index, or several by the names that paths then begin with.
 * @throws {Error} Where the prefix or the name of an index is none that can be called.
 * @example
 * ```ts
 * const tools = docsTools(await open('docs.headword'));
 * const search = tools.find(({ name }) => name === 'docs_search');
 * console.log((await search?.call({ query: 'rotate an api key' }))?.content[0].text);
 * ```
 */
export function docsTools(docs: DocsOrMany, options: ToolOptions = {}): readonly Tool[] {
  const { profile = 'docs', prefix = 'docs', searchTokens = 3000, readTokens = 6000, version, changes } = options;
  const all = library(docs, version);
  if (profile === 'workos') return workosTools(all, workosNames(all), { search: searchTokens, read: readTokens });
  if (profile === 'openai') return openaiTools(all, openaiNames(all), searchTokens);
  const names = prefixed(prefix, all);
  return [
    searchTool(all, names, searchTokens),
    readTool(all, names, readTokens),
    listTool(all, names, searchTokens),
    ...(groupsOf(all).length > 0 ? [examplesTool(all, names, readTokens)] : []),
    ...(hasReleases(all) ? [changelogTool(all, names, searchTokens)] : []),
    ...(changes === undefined ? [] : changesTools(all, names, searchTokens, changes)),
  ];
}
