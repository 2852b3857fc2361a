import { McpServer, type CallToolResult, type ToolAnnotations } from '@modelcontextprotocol/server';
import type { Docs } from 'headword';
import { readArguments, readText } from './read.js';
import { searchArguments, searchText } from './search.js';
import { thousands } from './tokens.js';
import type { ToolText } from './tool.js';
import { VERSION } from './version.js';

/** How much the tools may answer, in tokens as `estimateTokens` counts them. */
export interface DocsOptions {
  /** The most that `docs_search` answers. Default 3,000. */
  readonly searchTokens?: number;
  /** The most that `docs_read` answers. Default 6,000. */
  readonly readTokens?: number;
}

// Clients may run such tools without asking: they change nothing and see only the index.
const ANNOTATIONS: ToolAnnotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/**
 * Registers `docs_search` and `docs_read` on a server of your own. One server takes them once.
 *
 * @example
 * ```ts
 * const server = new McpServer({ name: 'acme', version: '1.0.0' });
 * registerDocs(server, await open('acme.headword'));
 * ```
 */
export function registerDocs(server: McpServer, docs: Docs, options: DocsOptions = {}): void {
  const { searchTokens = 3000, readTokens = 6000 } = options;
  const named = docs.info.name === '' ? '' : ` (${docs.info.name})`;

  server.registerTool(
    'docs_search',
    {
      title: 'Search documentation',
      description: `Search documentation${named}. Returns ranked pages with path, URL and excerpt; read a path with docs_read.`,
      inputSchema: searchArguments,
      annotations: ANNOTATIONS,
    },
    (args) => toResult(searchText(docs, args, searchTokens)),
  );
  server.registerTool(
    'docs_read',
    {
      title: 'Read documentation',
      description: `Read a page or section of documentation${named} as Markdown, by a path from docs_search. A long page is cut and names the sections to read next.`,
      inputSchema: readArguments,
      annotations: ANNOTATIONS,
    },
    (args) => toResult(readText(docs, args, readTokens)),
  );
}

/**
 * A server with the documentation tools and nothing else, ready to be connected.
 * It is cheap to make: a host that wants one for each connection shares one `docs` among them.
 */
export function docsServer(docs: Docs, options: DocsOptions = {}): McpServer {
  const server = new McpServer(
    { name: 'headword', title: docs.info.name || 'Documentation', version: VERSION },
    // The tools are the same for as long as the server runs.
    { instructions: instructions(docs), capabilities: { tools: { listChanged: false } } },
  );
  registerDocs(server, docs, options);
  return server;
}

function instructions(docs: Docs): string {
  const { name, pages } = docs.info;
  return [
    `Documentation: ${name === '' ? '' : `${name}, `}${thousands(pages)} pages.`,
    'Search first with docs_search and a few key words, then read the best path with docs_read.',
    'Answer from what you read and cite its URL.',
  ].join(' ');
}

function toResult({ text, isError }: ToolText): CallToolResult {
  return { content: [{ type: 'text', text }], ...(isError ? { isError } : {}) };
}
