// One engine in a process of its own: what is measured. Another process measures it, or asks it to measure itself.
//
//     node bench/subject.mjs build lunr corpus.jsonl INDEX             writes the index
//     node bench/subject.mjs answer lunr INDEX "rotate a key"          opens it and answers once: a cold start
//     node --expose-gc bench/subject.mjs serve lunr INDEX QUERIES      obeys lines, and answers each with a line of JSON
//
// Lines: `open` → bytes of memory before and after, and its searches; `reopen 5` → times; `round SEARCH` → times and what was found.
// bench/tantivy does the same in Rust.

import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const [, , verb, name, ...args] = process.argv;
const load = () => import(`./engines/${name}.mjs`);

if (verb === 'build') await build(...args);
else if (verb === 'answer') await answer(...args);
else await serve(...args);

async function build(corpus, index) {
  const written = await (await load()).build(corpus, index);
  if (written !== undefined) await writeFile(index, written);
}

async function answer(index, query) {
  const engine = await load();
  const [search] = Object.values(engine.searches);
  if (search(await engine.open(await readFile(index)), query).length === 0) throw new Error('nothing found');
}

async function serve(file, queriesFile) {
  const queries = JSON.parse(await readFile(queriesFile, 'utf8'));
  let engine;
  let index;
  const verbs = {
    async open() {
      const before = resident();
      engine = await load();
      index = await engine.open(await readFile(file));
      for (const search of Object.values(engine.searches)) search(index, queries[0]);
      return { before, after: resident(), searches: Object.keys(engine.searches) };
    },
    async reopen(times) {
      const bytes = await readFile(file);
      const taken = [];
      for (let time = 0; time < Number(times); time++) {
        globalThis.gc();
        const started = performance.now();
        const opened = await engine.open(bytes);
        taken.push(performance.now() - started);
        engine.close?.(opened);
      }
      return { times: taken };
    },
    round(name) {
      const search = engine.searches[name];
      let found = 0;
      const times = queries.map((query) => {
        const started = performance.now();
        const { length } = search(index, query);
        const time = performance.now() - started;
        found += length > 0 ? 1 : 0;
        return time;
      });
      return { times, found };
    },
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const [, verb, argument] = /^(\w+) ?(.*)$/.exec(line);
    console.log(JSON.stringify(await verbs[verb](argument)));
  }
}

/** Bytes of memory that this process has, without what it no longer uses. */
function resident() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage.rss();
}
