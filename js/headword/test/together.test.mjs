// Several indexes at once, questions that are typed, and docs that answer later.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { debouncedSearch, mergeIndexes, open } from 'headword';
import { build } from 'headword/build';
import { openInWorker } from 'headword/worker';
import { refuses } from './support.mjs';

const bytesOf = async (files, options) => (await build(files, options)).bytes;
const GUIDE = [
  { path: 'keys.md', source: '---\nproduct: api\n---\n# Keys\n\nRotate keys.' },
  { path: 'old.md', source: '---\nproduct: old\n---\n# Old keys\n\nRotate keys.' },
];
const guide = await open(await bytesOf(GUIDE, { filters: ['product'] }));
const api = await open(
  await bytesOf([{ path: 'reference.md', source: '---\nproduct: api\n---\n# Key endpoints\n\nRotate keys.' }], { filters: ['product'] }),
);

test('of several indexes each best hit comes before any second one', async () => {
  const all = mergeIndexes({ guide, api });
  const { hits, total } = await all.search('rotate keys');
  assert.deepEqual(
    hits.map(({ index, path }) => [index, path]),
    [
      ['guide', 'keys'],
      ['api', 'reference'],
      ['guide', 'old'],
    ],
  );
  assert.equal(total, 3);
  const second = await all.search('rotate keys', { limit: 1, offset: 1 });
  assert.deepEqual([second.hits.map(({ index }) => index), second.total], [['api'], 3]);
});

test('facets of several indexes are counted together', async () => {
  const { facets } = await mergeIndexes({ guide, api }).search('keys', { facets: ['product'] });
  assert.deepEqual(facets, [{ key: 'product', values: [{ value: 'api', count: 2 }, { value: 'old', count: 1 }], others: 0 }]);
});

test('a word is a slip only where all indexes lack it', async () => {
  const all = mergeIndexes({ guide, api });
  assert.equal((await all.search('rotat keyz ')).didYouMean, 'rotate keys ');
  assert.equal((await all.search('endpoints ')).didYouMean, null);
});

test('what cannot be merged', async () => {
  await refuses('USAGE', /^mergeIndexes: no index was given; pass at least one$/, () => mergeIndexes({}));
  await refuses('USAGE', /^mergeIndexes: guide must be open docs, found a string$/, () => mergeIndexes({ guide: 'guide.headword' }));
  await refuses('USAGE', /^search: limit must be/, () => mergeIndexes({ guide }).search('keys', { limit: 0 }));
});

test('of questions that are typed only the last is answered', async () => {
  const typed = ['r', 'ro', 'rotate'].map((query) => debouncedSearch(guide, query, { limit: 1 }, 5));
  const [first, second, last] = await Promise.all(typed);
  assert.deepEqual([first, second], [null, null]);
  assert.equal(last.hits[0].path, 'keys');
});

test('an answer that comes after a later question is dropped, and so is an error', async () => {
  const answer = { hits: [], total: 0, facets: [], didYouMean: null, relaxed: false };
  const slow = { search: (query) => new Promise((done, fail) => setTimeout(() => (query === 'bad' ? fail(new Error('bad')) : done(answer)), 20)) };
  const early = ['a', 'bad'].map((query) => debouncedSearch(slow, query, undefined, 0));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const last = debouncedSearch(slow, 'b', undefined, 0);
  assert.deepEqual(await Promise.all([...early, last]), [null, null, answer]);
  await assert.rejects(debouncedSearch(slow, 'bad', undefined, 0), /^Error: bad$/);
});

test('docs in a worker answer all that docs do', async () => {
  const bytes = await bytesOf(GUIDE, { name: 'Acme' });
  for (const source of [bytes, new Blob([bytes])]) {
    const docs = await openInWorker(source);
    assert.equal((await docs.search('rotate')).hits[0].path, 'keys');
    assert.equal((await docs.read('old')).title, 'Old keys');
    assert.equal((await docs.info()).name, 'Acme');
    assert.deepEqual((await docs.list()).map(({ path }) => path), ['keys', 'old']);
    assert.match(await docs.llmsTxt(), /^# Acme\n/);
    await refuses('NOT_FOUND', undefined, () => docs.read('nowhere'));
    await refuses('USAGE', /must be plain data/, () => docs.read('old', { countTokens: () => 1 }));
    docs.close();
    await refuses('CLOSED', undefined, () => docs.search('rotate'));
  }
  await refuses('USAGE', /^openInWorker: the load must be one of auto, pieces, whole; found "half"$/, () => openInWorker(bytes, { load: 'half' }));
  await refuses('USAGE', /^openInWorker: the source must be a URL, bytes or a Blob, found a number$/, () => openInWorker(1));
  await refuses('CORRUPT', undefined, () => openInWorker(new Uint8Array(9)));
});

test('a search that is given up says why', async () => {
  const docs = await openInWorker(await bytesOf(GUIDE));
  const gone = AbortSignal.abort(new Error('gone'));
  assert.throws(() => guide.search('keys', { signal: gone }), /^Error: gone$/);
  await assert.rejects(docs.search('keys', { signal: gone }), /^Error: gone$/);
  const controller = new AbortController();
  const search = docs.search('keys', { signal: controller.signal });
  controller.abort(new Error('later'));
  await assert.rejects(search, /^Error: later$/);
  assert.equal((await docs.search('keys', { signal: new AbortController().signal })).total, 2);
  await refuses('USAGE', /^search: signal must be an AbortSignal, found an Object$/, () => docs.search('keys', { signal: {} }));
  docs.close();
});
