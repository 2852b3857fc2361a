// What every host is asked: in Node, Deno and Bun as it is, elsewhere by way of a bundler.

import { HeadwordError, mergeIndexes, open } from 'headword';

export async function ask(source, options) {
  const docs = await open(source, options);
  const { hits } = docs.search('three stepz ');
  const { markdown } = docs.read(hits[0].path);
  const code = await open(new Uint8Array(9), options).catch((error) => error instanceof HeadwordError && error.code);
  const merged = await mergeIndexes({ docs }).search('rotate');
  docs.close();
  return `${hits[0].path} ${markdown.length} ${code} ${merged.hits[0].index}`;
}
