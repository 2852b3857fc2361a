// What text costs, and how it is made short.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { open } from 'headword';
import { estimateTokens } from 'headword/tools';
import { oneLine, quote, thousands } from '../dist/modules/tools/tokens.js';
import { corpus, site, workos } from './tool-indexes.mjs';

test('tokens are estimated as the core does', async () => {
  assert.deepEqual(
    ['', 'Rotate the API key.', 'a\u000bb', '灯台', '🙂', '  1\n\n', '\ud800'].map(estimateTokens),
    [0, 9, 5, 4, 6, 5, 3],
  );
  for (const index of [corpus, site, workos].filter(Boolean)) {
    const docs = await open(index);
    for (const { path } of docs.list()) {
      const { markdown, tokens } = docs.read(path);
      assert.equal(estimateTokens(markdown), tokens, path);
    }
    docs.close();
  }
});

test('the estimate is never below what a tokenizer counts', async () => {
  for (const index of [corpus, site, workos].filter(Boolean)) {
    const docs = await open(index);
    for (const { path } of docs.list()) {
      for (const part of [path, ...docs.read(path).outline.map((section) => section.path)]) {
        const { markdown, tokens } = docs.read(part);
        assert.ok(tokens >= encode(markdown, { disallowedSpecial: new Set() }).length, part);
      }
    }
    docs.close();
  }
});

describe('oneLine', () => {
  test('keeps what fits, on one line', () => assert.equal(oneLine(' a\n b\t c ', 9), 'a b c'));
  test('ends with an ellipsis what does not', () => assert.equal(oneLine('abcdef', 4), 'abc…'));
  test('cuts no character in two', () => assert.equal(oneLine('ab🙂cd', 4), 'ab…'));
  test('is quick on a megabyte', () => assert.equal(oneLine(' x'.repeat(500_000), 5), 'x x…'));
});

test('what was given is quoted short and without control characters', () => {
  assert.equal(quote('a\0b\x1b[31m\u202ec\ud800'), '"a b [31m c"');
  assert.equal(quote('x'.repeat(2000)), `"${'x'.repeat(58)}…"`);
  assert.ok(Buffer.byteLength(quote('🙂'.repeat(60))) <= 92);
});

test('thousands are grouped', () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(thousands), ['0', '999', '1,000', '1,234,567']);
});
