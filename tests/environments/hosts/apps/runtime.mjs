// For Node, Deno and Bun: opens a file, builds an index, and opens one in a worker.

import { build } from 'headword/build';
import { docsTools } from 'headword/tools';
import { openInWorker } from 'headword/worker';
import { open } from 'headword';
import { ask } from './ask.mjs';

const file = process.argv[2];
console.log(await ask(file));
const { bytes } = await build([{ path: 'a.md', source: '# A\n\nText.' }]);
const docs = await openInWorker(bytes);
console.log((await docs.search('text')).hits[0].path);
docs.close();
const [search] = docsTools(await open(file));
console.log((await search.call({ query: 'rotate' })).isError === true ? 'error' : 'answered');
