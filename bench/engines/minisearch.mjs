import MiniSearch from 'minisearch';
import { FIELDS, documents } from '../documents.mjs';

const OPTIONS = { fields: FIELDS, storeFields: ['path', 'title', 'heading'] };
const PREFIX = {
  boost: { title: 4, heading: 3, description: 2 },
  // The word being typed is a prefix, the others are whole.
  prefix: (_term, index, terms) => index === terms.length - 1,
};
const TYPOS = { ...PREFIX, fuzzy: 0.2 };

export function build(corpus) {
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents(corpus));
  return JSON.stringify(index);
}

export const open = (bytes) => MiniSearch.loadJSON(bytes.toString(), OPTIONS);

export const searches = {
  prefix: (index, query) => paths(index.search(query, PREFIX)),
  'prefix, typos': (index, query) => paths(index.search(query, TYPOS)),
};

const paths = (hits) => hits.slice(0, 10).map((hit) => hit.path);
