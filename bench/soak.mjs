// Whether memory grows with use: a hundred thousand queries to one index, and the wasm memory after each tenth of them.
//
//     node bench/soak.mjs [QUERIES]      100,000 unless given; some minutes

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const dist = new URL('../js/headword/dist/', import.meta.url);
const file = fileURLToPath(new URL('../prebuilt-index/workos.headword', import.meta.url));
// The modules as they were compiled: the memory of the bundled ones cannot be seen from outside.
const { open } = await import(new URL('modules/docs.js', dist));
const { initSync } = await import(new URL('wasm/reader.js', dist));

const count = Number(process.argv[2] ?? 100_000);
const docs = await open(file);
const { memory } = initSync();
// Titles whole, begun and with a slip, and words of descriptions: what is asked of an index, and no query of them twice in a row.
const queries = docs.list().flatMap(({ title, description }) => {
  const middle = title.length >> 1;
  return [title, title.slice(0, middle + 1), title.slice(0, middle) + title.slice(middle + 1), description.split(' ').slice(0, 5).join(' ')];
}).filter((query) => query.trim() !== '');

const { size } = await readFile(file).then((bytes) => ({ size: bytes.length }));
console.log(`${queries.length} different queries to ${(size / 1e6).toFixed(1)} MB`);
let found = 0;
const started = performance.now();
for (let asked = 0; asked <= count; asked++) {
  if (asked % (count / 10) === 0) {
    const { rss } = process.memoryUsage();
    console.log(`${String(asked).padStart(7)} queries  ${(memory.buffer.byteLength / 1e6).toFixed(2)} MB of wasm  ${(rss / 1e6).toFixed(0)} MB in all`);
  }
  found += docs.search(queries[asked % queries.length]).hits.length;
}
console.log(`${found} hits, ${((performance.now() - started) / count).toFixed(2)} ms a query`);
