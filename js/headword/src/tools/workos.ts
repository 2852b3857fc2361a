// The four tools of `@workos/mcp-docs-server`, by their names and arguments: a configuration that names them keeps working.

import { call } from './call.js';
import { changelogText } from './changelog.js';
import { paged } from './cursor.js';
import { examplesText, groupsOf } from './examples.js';
import type { Library } from './library.js';
import { find, missed } from './lookup.js';
import { listText, listing } from './list.js';
import type { Names } from './names.js';
import { readText } from './read.js';
import { Refusal } from './refusal.js';
import { searchText } from './search.js';
import { type Tool, tool } from './tool.js';
import { quote } from './tokens.js';

/** Budgets in tokens. */
interface Budgets {
  readonly search: number;
  readonly read: number;
}

/** `workos_search`, `workos_docs`, `workos_examples` and `workos_changelogs`. */
export function workosTools(library: Library, names: Names, budgets: Budgets): readonly Tool[] {
  return [
    search(library, names, budgets),
    docs(library, names, budgets),
    examples(library, names, budgets),
    changelogs(library, names, budgets),
  ];
}

function docs(library: Library, names: Names, { read }: Budgets): Tool {
  return tool({
    name: names.read,
    title: 'Read documentation',
    description: `Read a page or section of ${names.docs} by its path, as ${names.search} prints it. A folder answers what is in it.`,
    properties: {
      path: {
        type: 'string',
        description: 'For instance "sso", "sso/test-sso" or "sso#setup".',
        aliases: ['url', 'uri', 'id', 'page', 'paths'],
      },
      cursor: { type: 'string', description: 'Reads on: the cursor that an answer ended with.' },
    },
    required: ['path'],
    answer: (args) => {
      const path = args.text('path');
      const found = find(library, path);
      if (found.path !== '') return readText(library, names, found, { cursor: args.optional('cursor') }, read);
      if (/^[/.]*$/.test(path))
        return listText(listing(library, names, undefined, 1, undefined), 0, read, () => names.search);
      throw new Refusal(missed(library, names, path, found));
    },
  });
}

function search(library: Library, names: Names, budgets: Budgets): Tool {
  return tool({
    name: names.search,
    title: 'Search documentation',
    description: `Search ${names.docs} with a few key words: ranked pages with path, URL and excerpt. Read a path with ${names.read}.`,
    properties: {
      query: { type: 'string', description: 'Words to look for.', aliases: ['q', 'search', 'text', 'question'] },
      maxResults: {
        type: 'integer',
        description: 'Pages to return.',
        minimum: 1,
        maximum: 50,
        default: 10,
        aliases: ['limit', 'topk', 'k', 'n', 'count'],
      },
    },
    required: ['query'],
    answer: (args) => {
      const query = args.text('query');
      const limit = args.number('maxResults') ?? 10;
      const next = (place: number) => call(names.search, { query, maxResults: Math.min(50, place + 10) });
      return searchText(library, names, { query, limit, offset: 0 }, budgets.search, next);
    },
  });
}

function examples(library: Library, names: Names, { read }: Budgets): Tool {
  return tool({
    name: names.examples,
    title: 'Code examples',
    description: `Get code examples of ${names.docs}: a group by its name, or those that match words.`,
    properties: {
      example: {
        type: 'string',
        description: 'The name of a group, or words.',
        aliases: ['query', 'q', 'name', 'group'],
      },
    },
    required: ['example'],
    answer: (args) => {
      const query = args.text('example');
      if (groupsOf(library).length > 0)
        return examplesText(library, names, { query, limit: 3, place: 0 }, read, (place) => `${place} were shown`);
      const found = searchText(library, names, { query, limit: 5, offset: 0 }, Math.floor(read / 3), () =>
        call(names.search, { query }),
      );
      return `There are no example projects in this index; these pages have code on ${quote(query)}.\n\n${found}`;
    },
  });
}

function changelogs(library: Library, names: Names, { read }: Budgets): Tool {
  return tool({
    name: names.changelog,
    title: 'Changelogs',
    description: `What was released of a package of ${names.docs}, newest first. The news of the platform are "workos-platform".`,
    properties: {
      package: {
        type: 'string',
        description: 'For instance "workos-platform" or "@workos/node".',
        aliases: ['packagename', 'name', 'query'],
      },
      cursor: { type: 'string', description: 'Reads on: the cursor that an answer ended with.' },
    },
    required: ['package'],
    answer: (args) => {
      const of = args.text('package');
      const { place, next } = paged(names.changelog, library.label, args, { package: of });
      return changelogText(library, names, { package: of, limit: 50, place }, read, next);
    },
  });
}
