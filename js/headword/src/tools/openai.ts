// Two tools as ChatGPT's connectors and deep research expect them: `search` finds ids, `fetch` gives their text.

import { printed, type Library } from './library.js';
import { find, missed } from './lookup.js';
import type { Names } from './names.js';
import { readPart } from './part.js';
import { MOST_TOKENS } from './properties.js';
import { Refusal } from './refusal.js';
import { ranked } from './search.js';
import { type StructuredAnswer, type Tool, tool } from './tool.js';
import { estimateTokens } from './tokens.js';

const STRING = { type: 'string' } as const;

/** `search` and `fetch`, whose answers are data, and the same data as text. */
export function openaiTools(library: Library, names: Names, searchTokens: number): readonly Tool[] {
  const search = tool({
    name: 'search',
    title: 'Search documentation',
    description: `Search ${names.docs} with a few key words. Answers ids, titles and URLs, best first; get the text of an id with fetch.`,
    properties: {
      query: { type: 'string', description: 'Words to look for.', aliases: ['q', 'search', 'text', 'question'] },
    },
    required: ['query'],
    outputSchema: {
      type: 'object',
      properties: {
        results: {
          type: 'array',
          items: {
            type: 'object',
            properties: { id: STRING, title: STRING, url: STRING, text: STRING },
            required: ['id', 'title', 'url'],
          },
        },
      },
      required: ['results'],
    },
    answer: (args) => {
      const { hits } = ranked(library, { query: args.text('query'), limit: 20, offset: 0 });
      const results = hits.map(({ shelf, hit }) => ({
        id: printed(library, shelf, hit.path),
        title: [hit.title, hit.heading].filter((part) => part !== '').join(' › '),
        url: hit.url,
        text: hit.excerpt.map(({ text }) => text).join(''),
      }));
      while (estimateTokens(JSON.stringify({ results })) > searchTokens) results.pop();
      return answered({ results });
    },
  });
  const fetch = tool({
    name: 'fetch',
    title: 'Fetch documentation',
    description: `Get a page or section of ${names.docs} as Markdown, by an id from search.`,
    properties: {
      id: { type: 'string', description: 'An id from search, or a URL.', aliases: ['path', 'url', 'uri', 'ref'] },
    },
    required: ['id'],
    outputSchema: {
      type: 'object',
      properties: { id: STRING, title: STRING, text: STRING, url: STRING, metadata: { type: 'object' } },
      required: ['id', 'title', 'text', 'url'],
    },
    answer: (args) => {
      const id = args.text('id');
      const found = find(library, id);
      const { shelf, path } = found;
      if (path === '') throw new Refusal(missed(library, names, id, found));
      for (let budget = MOST_TOKENS; ; budget = Math.floor(budget * 0.9)) {
        const page = readPart(shelf.docs, path, { maxTokens: budget });
        const content = {
          id: printed(library, shelf, page.path),
          title: [page.title, page.heading].filter((part) => part !== '').join(' › '),
          text: page.markdown,
          url: page.url,
          metadata: {
            index: shelf.title,
            version: shelf.version,
            ...((page.cursor !== null || page.blocked) && {
              cut: `about ${page.left} tokens are left; fetch a section`,
              sections: page.later.slice(0, 50).map((entry) => printed(library, shelf, entry.path)),
            }),
          },
        };
        // As JSON, line breaks and quotation marks take a character more.
        if (estimateTokens(JSON.stringify(content)) <= MOST_TOKENS) return answered(content);
      }
    },
  });
  return [search, fetch];
}

function answered(structuredContent: Readonly<Record<string, unknown>>): StructuredAnswer {
  return { text: JSON.stringify(structuredContent), structuredContent };
}
