// A server that has the docs and nothing else.

import { McpServer, type McpServerOptions } from '@modelcontextprotocol/server';
import type { Docs } from 'headword';
import { type DocsOrMany, type ToolOptions, byName, docsTools } from 'headword/tools';
import { type Named, registerPrompts } from './prompts.js';
import { registerTools } from './register.js';
import { registerResources, resourcesOf } from './resources.js';
import { VERSION } from './version.js';

const HOUR = { ttlMs: 3_600_000, cacheScope: 'public' } as const;
// What an index answers stays the same until another one is served.
const CACHE: NonNullable<McpServerOptions['cacheHints']> = {
  'server/discover': HOUR,
  'tools/list': HOUR,
  'prompts/list': HOUR,
  'resources/list': HOUR,
  'resources/templates/list': HOUR,
  'resources/read': HOUR,
};

/**
 * A server with the tools, pages as resources, and two prompts, ready to be connected.
 *
 * @throws {Error} Where the prefix or the name of an index is none that can be called.
 * @example
 * ```ts
 * await docsServer(await open('docs.headword')).connect(new StdioServerTransport());
 * ```
 */
export function docsServer(docs: DocsOrMany, options: ToolOptions = {}): McpServer {
  return docsServers(docs, options)();
}

/**
 * Makes such servers, for hosts that want one for each connection or request: what they share is made once.
 *
 * @example
 * ```ts
 * export default createMcpHandler(docsServers(await open('docs.headword')));
 * ```
 */
export function docsServers(docs: DocsOrMany, options: ToolOptions = {}): () => McpServer {
  const { prefix = 'docs', profile = 'docs' } = options;
  const named = byName(docs);
  const tools = docsTools(named, options);
  const [search, read] = tools;
  // Resources are Markdown in every profile.
  const [, reader] = profile === 'docs' ? tools : docsTools(named, { ...options, profile: 'docs' });
  if (search === undefined || read === undefined || reader === undefined)
    throw new Error('tools are at least two that search and read');
  const resources = resourcesOf(named, reader);
  const indexes = Object.values(named);
  const titles = indexes.map(({ info }) => info.name).filter((name) => name !== '');
  const words: Named = {
    docs: titles.length === 0 ? 'the documentation' : titles.join(' and '),
    search: search.name,
    read: read.name,
  };
  const instructions = instruct(indexes, words);
  const info = { name: 'headword', title: titles.join(', ') || 'Documentation', version: VERSION };
  // Nothing changes for as long as the server runs.
  const same = { listChanged: false };
  const capabilities = { tools: same, resources: same, prompts: same, completions: {} };
  return () => {
    const server = new McpServer(info, { instructions, capabilities, cacheHints: CACHE });
    registerTools(server, tools);
    registerResources(server, resources);
    registerPrompts(server, prefix, words);
    return server;
  };
}

/** What a client shows a model of the server as a whole: clients cut it at 2,048 characters. */
function instruct(indexes: readonly Docs[], { docs, search, read }: Named): string {
  const pages = indexes.reduce((sum, { info }) => sum + info.pages, 0);
  return [
    `${docs.slice(0, 300)}: ${pages} pages.`,
    `Search first with ${search} and a few key words, then read the best path with ${read}: a section rather than a page.`,
    'Answer from what you read and cite its URL.',
  ].join(' ');
}
