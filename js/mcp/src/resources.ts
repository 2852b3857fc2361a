// Pages as resources, `docs://acme/guides/keys`, and two lists of them all: `llms.txt` and `index.json`.

import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import type { Docs } from 'headword';
import type { Tool } from 'headword/tools';
import { indexJson } from './lists.js';

/** How many resources a page of `resources/list` has. */
const PAGE = 100;
/** What a resource holds at most, in tokens: clients cut what is over 25,000. */
const MOST_TOKENS = 20_000;
/** What a completion may answer. */
const COMPLETIONS = 100;
const MARKDOWN = 'text/markdown';

interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly mimeType: string;
}

/** The resources of these docs, made once for all servers. */
export interface Resources {
  readonly indexes: readonly (readonly [name: string, docs: Docs])[];
  /** For each index its two lists, and then its pages in the order of the navigation. */
  readonly all: () => readonly Resource[];
  /** Reads a page by its address. */
  readonly read: Tool;
}

/** What resources these docs have. `read` is the tool that reads them. */
export function resourcesOf(docs: Readonly<Record<string, Docs>>, read: Tool): Resources {
  const indexes = Object.entries(docs);
  let made: readonly Resource[] | undefined;
  // Made when someone asks: most clients never do.
  return {
    indexes,
    read,
    all: () => (made ??= indexes.flatMap(([name, of]) => [...listsOf(name, of), ...pagesOf(name, of)])),
  };
}

/** Puts the resources on a server that has none of its own: it answers `resources/list` for it, in pages. */
export function registerResources(server: McpServer, { indexes, all, read }: Resources): void {
  for (const [name, docs] of indexes) {
    const [llms, index] = listsOf(name, docs);
    const fixed = (text: () => string) => (uri: URL) => ({
      contents: [{ uri: uri.href, mimeType: llms.mimeType, text: text() }],
    });
    server.registerResource(
      llms.uri,
      llms.uri,
      rest(llms),
      fixed(() => docs.llmsTxt()),
    );
    server.registerResource(index.uri, index.uri, rest(index), (uri) => ({
      contents: [{ uri: uri.href, mimeType: index.mimeType, text: indexJson(docs) }],
    }));
  }
  const template = new ResourceTemplate('docs://{index}/{+path}', {
    list: undefined,
    complete: {
      index: (value) => indexes.map(([name]) => name).filter((name) => name.startsWith(value)),
      path: (value, context) => complete(all(), value, context?.arguments?.['index']),
    },
  });
  const about = {
    title: 'A page of the documentation',
    description: 'A page or section as Markdown, by its path',
    mimeType: MARKDOWN,
  };
  server.registerResource('page', template, about, async (uri) => {
    const { content, isError } = await read.call({ path: uri.href, max_tokens: MOST_TOKENS });
    if (isError) throw new ResourceNotFoundError(uri.href, content[0].text);
    return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text: content[0].text }] };
  });
  // The SDK's own handler answers all at once and ignores the cursor.
  server.server.setRequestHandler('resources/list', ({ params }) => {
    const resources = all();
    const start = params?.cursor === undefined ? 0 : Number(params.cursor);
    if (
      !Number.isInteger(start) ||
      start < 0 ||
      start > resources.length ||
      String(start) !== (params?.cursor ?? '0')
    ) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'This cursor is not of this list: begin without one.');
    }
    const end = start + PAGE;
    return { resources: resources.slice(start, end), ...(end < resources.length && { nextCursor: String(end) }) };
  });
}

function listsOf(name: string, { info }: Docs): readonly [Resource, Resource] {
  const of = info.name || 'the documentation';
  return [
    {
      uri: `docs://${name}/llms.txt`,
      name: 'llms.txt',
      title: `All pages of ${of}`,
      description: 'Titles, addresses and descriptions',
      mimeType: 'text/plain',
    },
    {
      uri: `docs://${name}/index.json`,
      name: 'index.json',
      title: `All pages of ${of}, as data`,
      mimeType: 'application/json',
    },
  ];
}

function pagesOf(name: string, docs: Docs): readonly Resource[] {
  return docs.list().map((page) => ({
    uri: `docs://${name}/${page.path.split('/').map(encodeURIComponent).join('/')}`,
    name: page.path,
    title: page.title,
    ...(page.description !== '' && { description: page.description.slice(0, 300) }),
    mimeType: MARKDOWN,
  }));
}

function rest({ title, description, mimeType }: Resource): { title: string; description?: string; mimeType: string } {
  return { title, ...(description !== undefined && { description }), mimeType };
}

/** Paths that begin so, then those that have it elsewhere or in their title. */
function complete(all: readonly Resource[], value: string, index: string | undefined): string[] {
  const asked = value.toLowerCase();
  const pages = all.filter(
    ({ uri, mimeType }) => mimeType === MARKDOWN && (index === undefined || uri.startsWith(`docs://${index}/`)),
  );
  const begin = pages.filter(({ name }) => name.toLowerCase().startsWith(asked));
  const known = new Set(begin);
  const hold = pages.filter((page) => !known.has(page) && `${page.name}\n${page.title}`.toLowerCase().includes(asked));
  return [...begin, ...hold].slice(0, COMPLETIONS).map(({ name }) => name);
}
