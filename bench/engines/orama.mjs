import { create, insert, load, save, search } from '@orama/orama';
import { FIELDS, documents } from '../documents.mjs';

const database = () => create({ schema: Object.fromEntries(FIELDS.map((field) => [field, 'string'])) });
const BOOST = { title: 4, heading: 3, description: 2 };

/** It keeps the documents that it is given whole: with their text. */
export function build(corpus) {
  const index = database();
  for (const { id, path, title, heading, up, description, text } of documents(corpus)) {
    insert(index, { id: String(id), path, title, heading, up, description, text });
  }
  return JSON.stringify(save(index));
}

export function open(bytes) {
  const index = database();
  load(index, JSON.parse(bytes.toString()));
  return index;
}

const asked = (tolerance) => (index, query) =>
  search(index, { term: query, limit: 10, boost: BOOST, properties: FIELDS, tolerance }).hits.map((hit) => hit.document.path);

export const searches = {
  'prefix, every word': asked(undefined),
  'prefix and typos, every word': asked(1),
};
