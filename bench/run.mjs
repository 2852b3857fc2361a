// npm run bench: Headword beside MiniSearch on the same documents, in the same run.

import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from 'headword';
import { coldStarts } from './cold.mjs';
import { sections } from './documents.mjs';
import { miniSearchJson } from './engines.mjs';
import { queries } from './queries.mjs';
import { bytes, ms, ratio, table } from './report.mjs';
import { modules, sizes } from './sizes.mjs';
import { warmQueries } from './warm.mjs';

const COLD_RUNS = 21;
const WARM_ROUNDS = 5;

const at = (path) => new URL(`../${path}`, import.meta.url);
const index = fileURLToPath(at('prebuilt-index/workos.headword'));
const docs = await open(index).catch((error) => {
  console.error(`${error.message}\nRun "npm start" once: it builds the index.`);
  process.exit(1);
});
const documents = sections(docs);
const asked = queries(docs);
const folder = await mkdtemp(join(tmpdir(), 'headword-bench-'));
try {
  const json = await miniSearchJson(documents);
  const peer = join(folder, 'minisearch.json');
  await writeFile(peer, json);

  const files = { headword: index, minisearch: peer, 'minisearch fuzzy': peer };
  const cold = coldStarts({ headword: index, minisearch: peer }, COLD_RUNS);
  const warm = await warmQueries(files, asked, WARM_ROUNDS);
  const { version } = JSON.parse(await readFile(at('node_modules/minisearch/package.json'), 'utf8'));
  const size = await measureSizes(json, await miniSearchJson(documents, { text: true }));

  const date = new Date().toISOString().slice(0, 10);
  const text = render({ date, version, size, cold, warm });
  console.log(text);
  const results = at('bench/results/');
  await mkdir(results, { recursive: true });
  await writeFile(new URL(`${date}.md`, results), text);
} finally {
  await rm(folder, { recursive: true });
}

async function measureSizes(json, jsonWithText) {
  const dist = at('js/headword/dist/');
  const script = await modules(new URL('index.js', dist), { '#load': new URL('load.web.js', dist) });
  const peer = await modules(at('node_modules/minisearch/dist/es/index.js'));
  return {
    index: sizes(await readFile(index)),
    wasm: sizes(await readFile(new URL('wasm/reader_bg.wasm', dist))),
    script: sizes(...script),
    peerIndex: sizes(json),
    peerIndexWithText: sizes(jsonWithText),
    peerScript: sizes(...peer),
  };
}

function render({ date, version, size, cold, warm }) {
  const { pages, sections, terms, generator } = docs.info;
  const sizeRow = (name, of, base) => [name, bytes(of.raw), bytes(of.gzip), bytes(of.brotli), base ? ratio(of.brotli, base.brotli) : ''];
  const warmRow = (name, { p50, p99, found }) => [name, ms(p50), ms(p99), ratio(p50, warm.headword.p50), ratio(p99, warm.headword.p99), bytes(found)];

  return `# ${date}

\`npm run bench\` on ${availableParallelism()} ${process.arch} cores, ${process.platform}, Node ${process.versions.node}.
${generator} and MiniSearch ${version} on the WorkOS docs: ${bytes(pages)} pages, ${bytes(sections)} sections, ${bytes(terms)} terms.

## Bytes

${table(
  ['what', 'raw', 'gzip 9', 'brotli 11', 'brotli / Headword'],
  [
    sizeRow('Headword index, with all text', size.index, size.index),
    sizeRow('MiniSearch index, no text', size.peerIndex, size.index),
    sizeRow('MiniSearch index, with all text', size.peerIndexWithText, size.index),
    sizeRow('Headword wasm', size.wasm),
    sizeRow('Headword JavaScript', size.script),
    sizeRow('MiniSearch JavaScript', size.peerScript),
  ],
)}

JavaScript is as published, with its comments. Each file is compressed by itself.

## Cold start

A fresh process to its first answer, less a bare \`node -e 0\` (${ms(cold.bare)} ms): median of ${COLD_RUNS} runs in turns.

${table(
  ['what', 'ms', '/ Headword'],
  [
    ['Headword', ms(cold.headword), ratio(cold.headword, cold.headword)],
    ['MiniSearch, no text', ms(cold.minisearch), ratio(cold.minisearch, cold.headword)],
  ],
)}

## Warm queries

${bytes(asked.length)} queries, ${WARM_ROUNDS} rounds after one that warms up, ms a query, best ten. Headword's answers hold excerpts, MiniSearch's do not.
Every last word is a prefix. Headword finds no typos yet: compare it with the second row, not the third.

${table(
  ['what', 'p50', 'p99', 'p50 / Headword', 'p99 / Headword', 'queries answered'],
  [
    warmRow('Headword', warm.headword),
    warmRow('MiniSearch, fuzzy off', warm.minisearch),
    warmRow('MiniSearch, fuzzy 0.2', warm['minisearch fuzzy']),
  ],
)}
`;
}
