// Which known name a slip was for. `strsim::osa_distance`, with which `crates/cli/src/usage.rs` counts, gives the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MODULES } from './support.mjs';
const { closest, distance } = await import(new URL('closest.js', MODULES));

test('what is inserted, removed, replaced or swapped is counted', () => {
  for (const [a, b, edits] of [
    ['', '', 0],
    ['', 'out', 3],
    ['name', 'name', 0],
    ['nane', 'name', 1],
    ['nam', 'name', 1],
    ['namee', 'name', 1],
    ['naem', 'name', 1],
    ['anem', 'name', 2],
    // No part is changed twice: of all pairs, this tells optimal string alignment from Damerau and Levenshtein.
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['b\u{1f4a1}', '\u{1f4a1}b', 1],
  ]) {
    assert.equal(distance(a, b), edits, `${a} ${b}`);
    assert.equal(distance(b, a), edits, `${b} ${a}`);
  }
});

test('a slip is one edit, or a third of the letters', () => {
  const known = ['--out', '--docs', '--base-url', '--changelogs', '--changelog'];
  for (const [found, name] of [
    ['--otu', '--out'],
    ['--base_url', '--base-url'],
    ['--basurl', '--base-url'],
    ['--changelgo', '--changelog'],
    // The first of those that are as near.
    ['--changelogz', '--changelogs'],
    ['--verbose', undefined],
    ['-x', undefined],
    // A known name can stand where it is not understood.
    ['--changelog', '--changelogs'],
  ]) {
    assert.equal(closest(found, known), name, found);
  }
  assert.equal(closest('x', []), undefined);
});
