import lunr from 'lunr';
import { FIELDS, documents } from '../documents.mjs';

const BOOST = { title: 4, heading: 3, description: 2 };
const ANY = lunr.Query.wildcard;

/** The index, whose references are the paths and so are all that it knows of a document. */
export function build(corpus) {
  const index = lunr((builder) => {
    builder.ref('path');
    for (const field of FIELDS) builder.field(field, { boost: BOOST[field] ?? 1 });
    for (const document of documents(corpus)) builder.add(document);
  });
  return JSON.stringify(index);
}

export const open = (bytes) => lunr.Index.load(JSON.parse(bytes.toString()));

const asked = (typos) => (index, text) => {
  const words = lunr.tokenizer(text).map(String);
  const hits = index.query((query) => {
    for (const [at, word] of words.entries()) {
      query.term(word, { boost: 10 });
      if (at === words.length - 1) query.term(word, { wildcard: ANY.TRAILING, usePipeline: false });
      if (typos && word.length >= 5) query.term(word, { editDistance: word.length < 9 ? 1 : 2 });
    }
  });
  return hits.slice(0, 10).map((hit) => hit.ref);
};

export const searches = {
  prefix: asked(false),
  'prefix, typos': asked(true),
};
