// The engines behind one face: open a file, then answer with the paths of the best ten.

import { readFile } from 'node:fs/promises';

/** As much of a page as MiniSearch is given; its boosts say what Headword's fields say. */
const OPTIONS = {
  fields: ['title', 'heading', 'breadcrumb', 'description', 'text'],
  storeFields: ['title', 'heading'],
};
const SEARCH = {
  boost: { title: 4, heading: 3, description: 2 },
  // The word being typed is a prefix, the others are whole: what Headword does.
  prefix: (_term, index, terms) => index === terms.length - 1,
};

/** MiniSearch's index of these documents as the JSON it loads; with `text`, also what to show of them. */
export async function miniSearchJson(documents, { text = false } = {}) {
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch(text ? { ...OPTIONS, storeFields: [...OPTIONS.storeFields, 'text'] } : OPTIONS);
  index.addAll(documents);
  return JSON.stringify(index);
}

/**
 * Opens an index file. Nothing of an engine is loaded before, so that a cold start holds all of it.
 * @param name - "headword", "minisearch", or "minisearch fuzzy".
 * @returns A function from a query to the paths of the best ten.
 */
export async function opened(name, file) {
  if (name === 'headword') {
    const { open } = await import('headword');
    const docs = await open(file);
    return (query) => docs.search(query, { limit: 10 }).hits.map((hit) => hit.path);
  }
  const { default: MiniSearch } = await import('minisearch');
  const index = MiniSearch.loadJSON(await readFile(file, 'utf8'), OPTIONS);
  const search = name === 'minisearch' ? SEARCH : { ...SEARCH, fuzzy: 0.2 };
  return (query) => index.search(query, search).slice(0, 10).map((hit) => hit.id);
}
