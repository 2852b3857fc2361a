import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, parse, render } from '../../scripts/sizes.mjs';

const sizes = { 'a.wasm': { raw: 10_000, gzip: 5_000, brotli: 4_000 }, 'b.js': { raw: 900, gzip: 300, brotli: 250 } };
const changed = (change) => ({ ...sizes, 'a.wasm': { ...sizes['a.wasm'], ...change } });

test('a snapshot reads back as it was written', () => {
  assert.deepEqual(parse(`# A comment.\n${render(sizes)}`), sizes);
});

test('one per cent more is let pass, and so is less', () => {
  assert.deepEqual(complaints(sizes, changed({ raw: 10_100, gzip: 10 })), []);
});

test('more than one per cent is told with both sizes', () => {
  assert.deepEqual(complaints(sizes, changed({ brotli: 4_400 })), ['a.wasm (brotli) grew by 10.0 %: 4000 → 4400 bytes']);
});

test('a file that the snapshot lacks, or has too many, is told', () => {
  assert.deepEqual(complaints({}, parse(render(sizes))).length, 2);
  assert.match(complaints(sizes, {})[0], /no longer measured/);
});
