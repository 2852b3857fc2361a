// What a reader in a browser waits for: bytes and time to a first answer with ten results shown, and queries after it.

import { dirname, basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/browser/chromium.mjs';
import { TITLES, sample } from './queries.mjs';
import { serve } from './server.mjs';
import { quantile } from './statistics.mjs';
import { fastest } from './warm.mjs';

const FIRSTS = 7;
const ROUNDS = 2;
/** Seconds of a round that is not repeated. */
const LONG = 20;

/** Each engine as a page has it: a module whose `open` answers a function from a query to the results as shown. */
const PAGES = {
  headword: (index) => `
    import { open as openDocs } from '/headword/web/index.js';
    const docs = await openDocs('/index/${basename(index)}');
    globalThis.search = async (query) => {
      try {
        return docs.search(query, { limit: 10 }).hits.length;
      } catch (error) {
        if (error.code === 'EMPTY_QUERY') return 0;
        throw error;
      }
    };`,
  pagefind: () => `
    import * as pagefind from '/pagefind/pagefind.js';
    await pagefind.init();
    globalThis.search = async (query) => {
      const { results } = await pagefind.search(query);
      return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).length;
    };`,
};

/** The engines that are measured here. */
export const IN_BROWSER = Object.keys(PAGES);

/**
 * @param index - The index of the engine: a file, or Pagefind's folder.
 * @returns Medians over first queries, each in a fresh profile: bytes, requests, and milliseconds from the page's start;
 * then p50 and p99 of all queries once warm, and how many of them found anything.
 */
export async function inBrowser(name, index, queries, quality) {
  const folders = {
    headword: fileURLToPath(new URL('../js/headword/dist/', import.meta.url)),
    index: dirname(index),
    pagefind: index,
  };
  const html = '<!doctype html><meta charset="utf-8">';
  const server = await serve(folders, { '/': html }, quality);
  const chromium = await launch();
  try {
    const page = async () => {
      const context = await chromium.newContext();
      const tab = await context.newPage();
      await tab.goto(server.url);
      return { tab, close: () => context.close() };
    };
    const firsts = [];
    // The first of all is not counted: the server compresses while it is asked, and Chromium starts its own processes.
    for (const query of [queries[0], ...sample(queries.slice(0, TITLES), FIRSTS)]) {
      const { tab, close } = await page();
      const before = { ...server.sent };
      const time = await tab.evaluate(first, { source: PAGES[name](index), query });
      firsts.push({ time, bytes: server.sent.bytes - before.bytes, requests: server.sent.requests - before.requests });
      await close();
    }
    firsts.shift();
    const median = (key) => quantile(firsts.map((of) => of[key]), 0.5);
    const { tab } = await page();
    await tab.evaluate(first, { source: PAGES[name](index), query: queries[0] });
    // The first round warms up, but counts where it takes long.
    const { times: once, found } = await tab.evaluate(round, queries);
    const isLong = once.reduce((sum, time) => sum + time) > LONG * 1000;
    const times = isLong ? [once] : [];
    if (!isLong) for (let turn = 0; turn < ROUNDS; turn++) times.push((await tab.evaluate(round, queries)).times);
    const best = fastest(times);
    return { bytes: median('bytes'), requests: median('requests'), first: median('time'), p50: quantile(best, 0.5), p99: quantile(best, 0.99), found };
  } finally {
    await chromium.close();
    server.close();
  }
}

// These two run in the page.

async function first({ source, query }) {
  const started = performance.now();
  const url = URL.createObjectURL(new Blob([source.replaceAll("'/", `'${location.origin}/`)], { type: 'text/javascript' }));
  await import(url);
  await globalThis.search(query);
  return performance.now() - started;
}

async function round(queries) {
  let found = 0;
  const times = [];
  for (const query of queries) {
    const started = performance.now();
    const length = await globalThis.search(query);
    times.push(performance.now() - started);
    found += length > 0 ? 1 : 0;
  }
  return { times, found };
}
