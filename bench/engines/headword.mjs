// Headword as a JavaScript library. Its row in the table of builds is the command line; this build is the one in Node.

import { open as openDocs } from 'headword';

/** An index of records, which are the lines of the corpus as they are. */
export async function build(corpus) {
  const [headword, { readFile }] = await Promise.all([import('headword/build'), import('node:fs/promises')]);
  const source = await readFile(corpus);
  return (await headword.build([{ path: 'corpus.jsonl', source }], { format: 'records' })).bytes;
}

export const open = (bytes) => openDocs(bytes);

export const close = (docs) => docs.close();

export const searches = {
  prefix: (docs, query) => {
    try {
      return docs.search(query, { limit: 10 }).hits.map((hit) => hit.path);
    } catch (error) {
      // It refuses what has no word, for which the peers find nothing.
      if (error.code === 'EMPTY_QUERY') return [];
      throw error;
    }
  },
};
