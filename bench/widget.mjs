// npm run bench:widget: what a reader feels, from a key that is pressed to results that are painted, beside Pagefind's
// own search box and one over MiniSearch, on the WorkOS docs in the same browser. Writes results/DATE-widget.md.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser } from '../scripts/browser.mjs';
import { documents, exported } from './documents.mjs';
import { packages } from './install.mjs';
import { FLAGS, instrumented, painted } from './painting.mjs';
import { serve } from './server.mjs';
import { quantile } from './statistics.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const TYPED = ['verify webhook signature', 'rotate client secret', 'getUserByExternalId', 'athentication'];
const RATES = [1, 4];
const FIRSTS = 5;
const ROUNDS = 3;

const html = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
/** Each box: its page, how it is opened, and, in the page, where its results are and what they answer. */
const BOXES = {
  Headword: {
    page: html('<script type="module" src="/headword/widget.js"></script>', '<headword-search src="/index/workos.headword" no-preview></headword-search>'),
    open: (page) => page.locator('headword-search').click(),
    root: () => document.querySelector('headword-search').shadowRoot,
    answers: () => document.querySelector('headword-search').state.answered?.question.query,
  },
  'Pagefind UI': {
    page: html(
      '<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js"></script>',
      `<div id="search"></div><script>new PagefindUI({ element: '#search', debounceTimeoutMs: 0, pageSize: 10, showImages: false })</script>`,
    ),
    open: (page) => page.locator('input').click(),
    root: () => document.body,
    // The count names the query; the results themselves come after it.
    answers: () => {
      const message = document.querySelector('.pagefind-ui__message')?.textContent ?? '';
      const isThere = /^No results/.test(message) || (document.querySelector('.pagefind-ui__result-link') && !document.querySelector('.pagefind-ui__loading'));
      return isThere ? / for (.*)$/.exec(message.trim())?.[1] : undefined;
    },
  },
  'MiniSearch UI': {
    page: html('', '<input><ul></ul><script type="module" src="/ui/minisearch-ui.mjs"></script>'),
    open: (page) => page.locator('input').click(),
    root: () => document.body,
    answers: () => document.querySelector('ul').dataset.query,
  },
};

const folder = await mkdtemp(join(tmpdir(), 'headword-widget-'));
try {
  await packages();
  await prepare();
  const rows = [];
  const loads = [loadavg()[0]];
  for (const [name, box] of Object.entries(BOXES)) {
    rows.push({ name, ...(await measured(box)) });
    loads.push(loadavg()[0]);
  }
  const text = rendered(rows, Math.max(...loads));
  console.log(text);
  await mkdir(at('results'), { recursive: true });
  await writeFile(at(`results/${new Date().toISOString().slice(0, 10)}-widget.md`), text);
} finally {
  await rm(folder, { recursive: true });
}

/** The same sections for all three. */
async function prepare() {
  // Peers are there once they were installed.
  const [{ default: MiniSearch }, { build: buildPagefind }] = await Promise.all([import('minisearch'), import('./engines/pagefind.mjs')]);
  const { open } = await import('headword');
  const prebuilt = await readFile(at('../prebuilt-index/workos.headword'));
  await mkdir(join(folder, 'index'));
  await writeFile(join(folder, 'index/workos.headword'), prebuilt);
  const corpus = join(folder, 'workos.jsonl');
  await writeFile(corpus, exported(await open(prebuilt)));
  const index = new MiniSearch({ fields: ['title', 'heading', 'up', 'description', 'text'], storeFields: ['path', 'title', 'heading', 'text'] });
  index.addAll(documents(corpus));
  await writeFile(join(folder, 'index/minisearch.json'), JSON.stringify(index));
  await buildPagefind(corpus, join(folder, 'pagefind'));
}

async function measured(box) {
  const folders = {
    headword: at('../js/headword/dist/site'),
    minisearch: at('node_modules/minisearch'),
    pagefind: join(folder, 'pagefind'),
    index: join(folder, 'index'),
    ui: at('.'),
  };
  const server = await serve(folders, { '/': box.page }, 9);
  const chrome = await chromium.launch({ executablePath: await browser(), args: FLAGS });
  try {
    const firsts = [];
    // The first of all is not counted: the server compresses while it is asked.
    for (let turn = 0; turn <= FIRSTS; turn++) {
      const before = { ...server.sent };
      const { page, close } = await fresh(chrome, server, box, 1);
      await box.open(page);
      await page.evaluate(() => globalThis.expect());
      await page.keyboard.insertText('webhook');
      const time = await painted(page);
      firsts.push({ time, bytes: server.sent.bytes - before.bytes, requests: server.sent.requests - before.requests });
      await close();
    }
    firsts.shift();
    const median = (name) => quantile(firsts.map((first) => first[name]), 0.5);
    const first = { time: median('time'), bytes: median('bytes'), requests: median('requests') };
    const rates = [];
    for (const rate of RATES) rates.push(await typing(chrome, server, box, rate));
    return { first, rates };
  } finally {
    await chrome.close();
    server.close();
  }
}

/** Times of all keys once warm: of each key the fastest of some rounds, since other programs run beside it. */
async function typing(chrome, server, box, rate) {
  const { page, close } = await fresh(chrome, server, box, rate);
  await box.open(page);
  // Warm: everything was typed once before.
  await round(page);
  await page.waitForTimeout(1000);
  await page.evaluate(() => (globalThis.tasks = []));
  const rounds = [];
  for (let turn = 0; turn < ROUNDS; turn++) rounds.push(await round(page));
  const times = rounds[0].map((_, place) => Math.min(...rounds.map((of) => of[place])));
  const longest = await page.evaluate(() => Math.max(0, ...globalThis.tasks));
  await close();
  return { rate, keys: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99), longest };
}

async function round(page) {
  const times = [];
  for (const text of TYPED) {
    await page.keyboard.press('Control+a');
    // The first key takes the place of what stood there.
    for (const letter of text) {
      const time = await key(page, letter);
      if (letter !== ' ') times.push(time);
    }
  }
  return times;
}

/** Presses a key and waits until the answer to what then stands in the box is painted. */
async function key(page, letter) {
  await page.evaluate(() => globalThis.expect());
  await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  return painted(page);
}

async function fresh(chrome, server, box, rate) {
  const context = await chrome.newContext();
  const page = await context.newPage();
  await instrumented(page, box);
  await page.goto(server.url);
  await page.waitForFunction(box.root);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return { page, close: () => context.close() };
}

function rendered(rows, load) {
  const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
  const longest = (value) => (value < 50 ? 'under 50' : value.toFixed(0));
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const [{ rates: [{ keys }] }] = rows;
  return [
    `# Search boxes, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `The WorkOS docs. \`npm run bench:widget\`; [how it is measured](../README.md#search-boxes). ${keys} keys of ${TYPED.length} queries, ms. Load of the machine: up to ${load.toFixed(1)} on ${availableParallelism()} cores.`,
    '',
    line(['', 'bytes to a first result', 'requests', 'time to it', ...RATES.flatMap((rate) => [`key to paint, p50, ${rate}×`, `p99, ${rate}×`, `longest task, ${rate}×`])]),
    line(['---', ...Array(3 + 3 * RATES.length).fill('---:')]),
    ...rows.map(({ name, first, rates }) =>
      line([name, `${Math.round(first.bytes / 1000)} KB`, first.requests, ms(first.time), ...rates.flatMap(({ p50, p99, longest: task }) => [ms(p50), ms(p99), longest(task)])]),
    ),
    '',
  ].join('\n');
}
