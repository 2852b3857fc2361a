// Every page and many queries of real docs stay within any budget, by the estimate and by a real tokenizer; code fences
// are closed; and every path that an answer prints can be read.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { open } from 'headword';
import { docsTools, estimateTokens } from 'headword/tools';
import { ROOT } from './support.mjs';
import { corpus, workos } from './tool-indexes.mjs';

const BUDGETS = [300, 1000, 3000, 20_000];
/** Judged queries that are kept beside the checkout where ranking is worked on. */
const JUDGED = join(ROOT, '../shared/relevance/dev');

const docs = await open(workos ?? corpus);
const [search, read, list] = docsTools(docs);

/** As many pages as the budget is filled by. */
const limitFor = (tokens) => (tokens > 3000 ? 50 : 20);

/** That an answer costs at most what it may, by both counts. What tokenizers count is far below the estimate on prose. */
function within(text, budget, what) {
  const estimate = estimateTokens(text);
  assert.ok(estimate <= budget, `${what}: ${estimate} of ${budget} tokens by the estimate`);
  // A token is a byte at least, so that only what comes near needs to be counted.
  if (Buffer.byteLength(text) <= budget) return;
  const tokens = countTokens(text);
  assert.ok(tokens <= budget, `${what}: ${tokens} of ${budget} tokens by o200k`);
}

/** Whether every fence is closed, as CommonMark reads them; those in lists and components are indented. */
function fenceLeftOpen(markdown) {
  let open = '';
  for (const line of markdown.split('\n')) {
    const [, marker, rest] = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line.trimEnd()) ?? [];
    if (marker === undefined) continue;
    if (open === '') open = marker[0] === '`' && rest.includes('`') ? '' : marker;
    else if (marker[0] === open[0] && marker.length >= open.length && rest.trim() === '') open = '';
  }
  return open !== '';
}

async function answer(tool, args) {
  const { content, isError = false } = await tool.call(args);
  assert.equal(isError, false, content[0].text);
  return content[0].text;
}

test('every page', async () => {
  const next = new Map();
  for (const { path } of docs.list()) {
    for (const max_tokens of BUDGETS) {
      const text = await answer(read, { path, max_tokens });
      within(text, max_tokens, path);
      assert.ok(!fenceLeftOpen(text), `${path}: an open fence in ${max_tokens} tokens`);
      const call = /Read on: docs_read (\{.*\})/.exec(text);
      if (call) next.set(call[1], max_tokens);
      for (const [, section] of text.slice(call?.index ?? text.length).matchAll(/^- (\S+) \(.*~[\d,]+\]?$/gm))
        docs.read(section);
    }
    within(await answer(read, { path, outline: true, max_tokens: 300 }), 300, path);
  }
  // What reads on is answered too, and within the same budget.
  for (const [args, max_tokens] of next)
    within(await answer(read, { ...JSON.parse(args), max_tokens }), max_tokens, args);
});

test('every title as a query, and every folder', async () => {
  const paths = new Set();
  for (const { title, path } of docs.list()) {
    for (const max_tokens of BUDGETS) {
      const text = await answer(search, { query: title, limit: limitFor(max_tokens), max_tokens });
      within(text, max_tokens, title);
      for (const [, path] of text.matchAll(/^ {3}path: (.*)$/gm)) paths.add(path);
      for (const [, also] of text.matchAll(/^ {3}also: (.*)$/gm))
        for (const part of also.split('; ')) paths.add(part.split(' ')[0]);
    }
    within(await answer(list, { path, depth: 3, max_tokens: 300 }), 300, path);
  }
  for (const path of paths) assert.equal(docs.read(path).path, path);
});

const judged = existsSync(JUDGED) ? readdirSync(JUDGED).filter((name) => name.startsWith('workos-')) : [];

test('every judged query', { skip: judged.length === 0 && 'no judged queries beside the checkout' }, async (t) => {
  for (const name of judged) {
    await t.test(name, async () => {
      for (const line of readFileSync(join(JUDGED, name), 'utf8').trim().split('\n')) {
        const { query } = JSON.parse(line);
        for (const max_tokens of BUDGETS) {
          within(await answer(search, { query, limit: limitFor(max_tokens), max_tokens }), max_tokens, query);
        }
      }
    });
  }
});
