// Addresses, lists, names, and pages within a budget.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { open } from 'headword';
import { fixtures, folder, refuses } from './support.mjs';

const dir = folder({ after });
fixtures(dir, 'js');
const docs = await open(join(dir, 'docs.headword'));

test('an address says what it means and how that was found', () => {
  const found = docs.resolve('https://lantern.example/docs/guides/keys.html#rotate-a-key');
  assert.deepEqual([found.status, found.path, found.via], ['section', 'guides/keys#rotate-a-key', 'address']);
  assert.equal(docs.resolve('guides/keys').via, 'exact');
  const guess = docs.resolve('/handbook/kyes');
  assert.deepEqual([guess.status, guess.path, guess.via], ['fuzzy', 'guides/keys', 'similar']);
  assert.equal(docs.read('/handbook/kyes').via, 'similar');
  const none = docs.resolve('../../etc/passwd');
  assert.deepEqual([none.status, none.path, none.via, none.candidates], ['missing', null, null, []]);
});

test('any string resolves or is missing', () => {
  for (const address of ['', '#', '?', '%', '%2e%2e/', '..\\', '\0', '\ud800', 'a/'.repeat(1 << 19), 'https://x.example']) {
    assert.ok(['missing', 'page', 'ambiguous'].includes(docs.resolve(address).status), address.slice(0, 20));
  }
});

test('parts within a budget are the page', () => {
  const whole = docs.read('guides/schedules').markdown;
  let text = '';
  let cursor;
  do {
    const part = docs.read('guides/schedules', { maxTokens: 80, ...(cursor && { cursor }) });
    assert.ok(part.tokens <= 80 && part.markdown !== '');
    text += part.markdown;
    cursor = part.cursor;
  } while (cursor !== null);
  assert.equal(text, whole);
});

test('a budget can be counted by the caller', () => {
  const words = (text) => text.split(/\s+/).filter(Boolean).length;
  const part = docs.read('guides/schedules', { maxTokens: 20, countTokens: words });
  assert.equal(part.tokens, words(part.markdown));
  assert.ok(part.tokens <= 20 && part.cursor !== null);
  const failing = () => {
    throw new Error('no tokenizer');
  };
  refuses('USAGE', /no tokenizer/, () => docs.read('guides/schedules', { maxTokens: 20, countTokens: failing }));
  // The docs are as before.
  assert.equal(docs.read('guides/keys').page, 'guides/keys');
});

test('several pages share a budget', () => {
  const pages = docs.read(['guides/schedules', 'guides/keys'], { maxTokens: 200 });
  assert.deepEqual(pages.map(({ page }) => page), ['guides/schedules', 'guides/keys']);
  assert.ok(pages.reduce((sum, { tokens }) => sum + tokens, 0) <= 200);
});

test('an outline comes without text', () => {
  const { markdown, outline } = docs.read('guides/schedules', { outline: true });
  assert.equal(markdown, '');
  assert.ok(outline.length > 2 && outline.every(({ tokens }) => tokens > 0));
});

test('what cannot be read says why', () => {
  const { cursor } = docs.read('guides/schedules', { maxTokens: 80 });
  refuses('CURSOR', /another path/, () => docs.read('guides/keys', { cursor }));
  refuses('CURSOR', /none that an answer gave/, () => docs.read('guides/schedules', { cursor: 'x' }));
  refuses('BUDGET', /allow at least/, () => docs.read('guides/schedules#tide', { maxTokens: 1 }));
  refuses('USAGE', /as-written, paths, urls/, () => docs.read('guides/schedules', { links: 'html' }));
  refuses('USAGE', /string or a list/, () => docs.read(7));
  refuses('USAGE', /path/, () => docs.list(7));
});

test('lists are of what is below', () => {
  assert.deepEqual(docs.list('guides').map(({ path }) => path).sort(), ['guides/keys', 'guides/schedules', 'guides/troubleshooting']);
  assert.ok(docs.list('', { depth: 1 }).every(({ depth }) => depth === 1));
});

test('names are suggested while they are typed', () => {
  assert.equal(docs.suggest('rotat')[0].path, 'guides/keys#rotate-a-key');
  assert.equal(docs.suggest('rotaet key', { limit: 1 })[0].path, 'guides/keys#rotate-a-key');
  assert.deepEqual(docs.suggest('  '), []);
});
