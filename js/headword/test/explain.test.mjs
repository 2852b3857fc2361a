// Why a section has its score.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'headword';
import { build, explain } from 'headword/build';
import { refuses } from './support.mjs';

const { bytes } = await build([
  { path: 'keys.md', source: '# API keys\n\nA key opens doors.\n\n## Rotate a key\n\nRotating takes a minute.' },
  { path: 'sso.md', source: '# Single sign-on\n\nConnect an identity provider.' },
]);

test('the parts add up to the score of the search', async () => {
  const docs = await open(bytes);
  const options = { groupBy: 'section', boost: { path: { keys: 2 } } };
  for (const { path, score } of docs.search('rotaet keys', options).hits) {
    const why = await explain(bytes, 'rotaet keys', path, options);
    const words = why.words.flatMap(({ sectionPoints, pagePoints }) => [sectionPoints, pagePoints]);
    const parts = [...words, ...why.steps.map(({ points }) => points)];
    assert.equal(parts.reduce((sum, points) => sum + points, 0), score);
    assert.equal(why.score, score);
    assert.ok(why.steps.some(({ step }) => step === 'boosts'));
  }
});

test('what is not found says why', async () => {
  const { outcome, score, rank } = await explain(bytes, 'key ', '/sso/');
  assert.deepEqual([outcome, score, rank], ['noWord', 0, null]);
  assert.equal((await explain(bytes.buffer, 'key ', 'keys', { filters: { path: 'sso' } })).outcome, 'filtered');
});

test('what cannot be explained is refused', async () => {
  await refuses('NOT_FOUND', undefined, () => explain(bytes, 'key', 'doors'));
  await refuses('FILTER', undefined, () => explain(bytes, 'key', 'keys', { filters: { product: 'x' } }));
  await refuses('EMPTY_QUERY', undefined, () => explain(bytes, ' ', 'keys'));
  await refuses('USAGE', undefined, () => explain('docs.headword', 'key', 'keys'));
  await refuses('USAGE', undefined, () => explain(bytes, 1, 'keys'));
  await refuses('CORRUPT', undefined, () => explain(bytes.subarray(0, 99), 'key', 'keys'));
});
