// Every page and many queries of a real index stay within any budget, and every path that an answer
// prints can be read.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open } from 'headword';
import { fenceAfter } from '../dist/cut.js';
import { readText } from '../dist/read.js';
import { searchText } from '../dist/search.js';
import { estimateTokens } from '../dist/tokens.js';
import { large } from './indexes.mjs';

const BUDGETS = [300, 1000, 3000, 6000, 20000];

let docs;
let pages;
before(async () => {
  docs = await open(large);
  pages = docs.list();
});
after(() => docs.close());

test('docs_read', () => {
  const read = new Set();
  for (const { path } of pages) {
    for (const budget of BUDGETS) {
      const { text, isError } = readText(docs, { path }, budget);
      assert.equal(isError, false);
      assert.ok(estimateTokens(text) <= budget, `${path}: ${estimateTokens(text)} of ${budget} tokens`);
      assert.equal(text.split('\n').reduce((fence, line) => fenceAfter(line, fence), ''), '', `${path}: an open fence`);
      const cut = text.lastIndexOf('\n[Cut here: ');
      if (cut < 0) continue;
      for (const [, next] of text.slice(cut).matchAll(/^- (\S+) \(/gm)) read.add(next);
    }
  }
  for (const path of read) assert.equal(readText(docs, { path }, 6000).isError, false, path);
});

test('docs_search', () => {
  const paths = new Set();
  for (const { title } of pages) {
    for (const budget of BUDGETS) {
      const { text, isError } = searchText(docs, { query: title, limit: 50 }, budget);
      assert.equal(isError, false);
      assert.ok(estimateTokens(text) <= budget, `${title}: ${estimateTokens(text)} of ${budget} tokens`);
      for (const [, path] of text.matchAll(/^ {3}path: (.*)$/gm)) paths.add(path);
      for (const [, also] of text.matchAll(/^ {3}also: (.*)$/gm)) for (const part of also.split('; ')) paths.add(part.split(' ')[0]);
    }
  }
  for (const path of paths) assert.equal(docs.read(path).path, path);
});
