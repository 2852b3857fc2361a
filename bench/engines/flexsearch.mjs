import { Document } from 'flexsearch';
import { FIELDS, documents } from '../documents.mjs';

// `forward` stores every prefix of every word. There is no setting that finds typos by distance.
const OPTIONS = {
  document: {
    id: 'id',
    index: FIELDS.map((field) => ({ field, tokenize: 'forward' })),
    store: ['path', 'title', 'heading'],
  },
};

/** The parts that it exports, by name. */
export function build(corpus) {
  const index = new Document(OPTIONS);
  for (const document of documents(corpus)) index.add(document);
  const parts = {};
  index.export((key, data) => void (parts[key] = data));
  return JSON.stringify(parts);
}

export function open(bytes) {
  const index = new Document(OPTIONS);
  for (const [key, data] of Object.entries(JSON.parse(bytes.toString()))) index.import(key, data);
  return index;
}

export const searches = {
  // `suggest` answers with documents that lack a word, as the other engines do.
  'prefix, every word': (index, query) =>
    index.search(query, { limit: 10, suggest: true, enrich: true, merge: true }).map((hit) => hit.doc.path),
};
