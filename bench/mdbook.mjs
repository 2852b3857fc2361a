// npm run bench:mdbook: mdBook's own search beside `mdbook-headword`, in the same book and browser. Writes
// results/DATE-mdbook.md.
//
//     npm run bench:mdbook                  the Cargo Book, as the crate `cargo` has it
//     npm run bench:mdbook -- FOLDER        another book; written nowhere

import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, homedir, loadavg, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { browser } from '../scripts/browser.mjs';
import { root } from '../scripts/steps.mjs';
import { FLAGS, instrumented, painted } from './painting.mjs';
import { measured } from './processes.mjs';
import { serve } from './server.mjs';
import { compressed } from './sizes.mjs';
import { quantile } from './statistics.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const CRATE = ['cargo', '0.98.0'];
const SMALL = at('../crates/mdbook/tests/book');
const TYPED = ['publish a crate', 'workspace dependencies', 'CARGO_HOME', 'athentication'];
const ROUNDS = 3;
const FIRSTS = 5;
const BUILDS = 5;
/** A letter pair of a word of so many letters is swapped. */
const LONG = 6;

/** The three forms of a book: what its book.toml gets, where its pages are, and in the page, where results are. */
const SEARCHES = {
  none: { change: (toml) => withSearch(toml, 'enable = false'), html: 'book' },
  mdBook: {
    change: (toml) => withSearch(toml, 'enable = true'),
    html: 'book',
    files: /^(elasticlunr|mark|searcher|searchindex)-?.*\.js$/,
    root: () => document.querySelector('#mdbook-searchresults-outer'),
    answers: () => /for '(.*)'[.:]$/s.exec(document.querySelector('#mdbook-searchresults-header').textContent)?.[1],
    found: () => [...document.querySelectorAll('#mdbook-searchresults a')].slice(0, 10).map((link) => link.pathname),
  },
  Headword: {
    change: (toml) => `${withSearch(toml, 'enable = false')}\n[output.search]\ncommand = "mdbook-headword"\n`,
    html: 'book/html',
    files: /^(headword\/(mdbook|widget|worker).*|headword\/wasm\/.*|docs\.headword)$/,
    root: () => document.querySelector('headword-search').shadowRoot,
    answers: () => document.querySelector('headword-search').state.answered?.question.query,
    // The best ten pages: sections of them are no pages more.
    found: () => document.querySelector('headword-search').state.answered.answer.hits.slice(0, 10).map((hit) => new URL(`.${hit.url}`, `${location.origin}/book/`).pathname),
  },
};

const folder = await mkdtemp(join(tmpdir(), 'headword-mdbook-bench-'));
try {
  const programs = compile();
  const given = process.argv[2];
  const source = given ?? crate();
  const book = await booked(source, 'book', programs);
  const small = await booked(SMALL, 'small', programs);
  const builds = await building(programs);
  const loads = [loadavg()[0]];
  const rows = [];
  for (const name of ['mdBook', 'Headword']) {
    rows.push({ name, files: await fileSizes(book, name), small: await fileSizes(small, name), first: await firsts(book, name), firstOfSmall: await firsts(small, name), ...(await warm(book, name)) });
    loads.push(loadavg()[0]);
  }
  const text = rendered(rows, builds, Math.max(...loads), given);
  console.log(text);
  if (given === undefined) await writeFile(at(`results/${new Date().toISOString().slice(0, 10)}-mdbook.md`), text);
} finally {
  await rm(folder, { recursive: true });
}

function withSearch(toml, line) {
  const own = /^\[output\.search\]\n(?:(?!\[).*\n)*/m;
  const text = toml.replace(own, '').replace(/^enable = (true|false)$/m, '');
  return text.includes('[output.html.search]') ? text.replace('[output.html.search]', `[output.html.search]\n${line}`) : `${text}\n[output.html.search]\n${line}\n`;
}

/** mdBook's own library, and ours, both as they are released. */
function compile() {
  const args = ['build', '--release', '--workspace', '--bin', 'mdbook-headword', '--example', 'mdbook', '--message-format=json-render-diagnostics'];
  const stdout = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const messages = stdout.trim().split('\n').map((line) => JSON.parse(line));
  const programs = new Map(messages.filter((message) => message.executable).map(({ executable }) => [basename(executable), executable]));
  process.env.PATH = [dirname(programs.get('mdbook-headword')), process.env.PATH].join(delimiter);
  return programs;
}

/** The Cargo Book, which cargo downloads with the crate. */
function crate() {
  const [name, version] = CRATE;
  execFileSync('cargo', ['info', `${name}@${version}`], { stdio: 'ignore', cwd: tmpdir() });
  const home = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const found = execFileSync('sh', ['-c', 'ls -d "$0"/registry/src/*/"$1"/src/doc', home, `${name}-${version}`], { encoding: 'utf8' });
  return found.trim().split('\n')[0];
}

/** A copy of the book for each form, built. */
async function booked(source, name, programs) {
  for (const [form, { change }] of Object.entries(SEARCHES)) {
    const copy = join(folder, name, form);
    await mkdir(copy, { recursive: true });
    await cp(source, copy, { recursive: true });
    await rm(join(copy, 'book'), { recursive: true, force: true });
    await writeFile(join(copy, 'book.toml'), change(await readFile(join(copy, 'book.toml'), 'utf8')));
    await measured([programs.get('mdbook'), [copy]]);
  }
  return join(folder, name);
}

/** Seconds of whole builds, the median; the forms take turns. */
async function building(programs) {
  const seconds = Object.fromEntries(Object.keys(SEARCHES).map((form) => [form, []]));
  for (let turn = 0; turn < BUILDS; turn++) {
    for (const form of Object.keys(SEARCHES)) seconds[form].push((await measured([programs.get('mdbook'), [join(folder, 'book', form)]])).seconds);
  }
  return Object.fromEntries(Object.entries(seconds).map(([form, all]) => [form, quantile(all, 0.5)]));
}

/** Bytes of the files of a search: the index by itself, and all that is code. */
async function fileSizes(book, name) {
  const { html, files } = SEARCHES[name];
  const place = join(book, name, html);
  const names = (await readdir(place, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sums = { index: [0, 0, 0], code: [0, 0, 0] };
  for (const entry of names) {
    const path = join(entry.parentPath ?? entry.path, entry.name).slice(place.length + 1);
    if (!files.test(path)) continue;
    const bytes = await readFile(join(place, path));
    const sum = sums[/searchindex|docs\.headword/.test(path) ? 'index' : 'code'];
    [bytes.length, gzipSync(bytes).length, (await compressed(bytes, 9)).length].forEach((size, column) => (sum[column] += size));
  }
  return sums;
}

async function site(book, name) {
  const server = await serve({ book: join(book, name, SEARCHES[name].html) }, {}, 9);
  const chrome = await chromium.launch({ executablePath: await browser(), args: FLAGS });
  const fresh = async () => {
    const context = await chrome.newContext();
    await context.route(/^https:/, (route) => route.abort());
    const page = await context.newPage();
    if (SEARCHES[name].root !== undefined) await instrumented(page, SEARCHES[name]);
    await page.goto(`${server.url}/book/index.html`, { waitUntil: 'networkidle' });
    return page;
  };
  const close = async () => {
    await chrome.close();
    server.close();
  };
  return { server, fresh, close };
}

/** What a page with the search costs beside one without any: when it is opened, and until one word is answered. */
async function firsts(book, name) {
  const plain = await loaded(book, 'none');
  const { server, fresh, close } = await site(book, name);
  try {
    const all = [];
    for (let turn = 0; turn <= FIRSTS; turn++) {
      const before = server.sent.bytes;
      const page = await fresh();
      const shown = server.sent.bytes - before - plain;
      await page.evaluate(() => globalThis.expect());
      await page.keyboard.press('s');
      await focused(page);
      await page.keyboard.insertText('lamp');
      await page.keyboard.up('Shift');
      const time = await painted(page);
      all.push({ shown, answered: server.sent.bytes - before - plain, time });
      await page.context().close();
    }
    // The first of all is not counted: the server compresses while it is asked.
    all.shift();
    return Object.fromEntries(['shown', 'answered', 'time'].map((key) => [key, quantile(all.map((one) => one[key]), 0.5)]));
  } finally {
    await close();
  }
}

async function loaded(book, name) {
  const { server, fresh, close } = await site(book, name);
  await (await fresh()).context().close();
  const { bytes } = server.sent;
  await close();
  return bytes;
}

/** Times of keys once the index is there, and what titles are found by, as they are and with a slip of the pen. */
async function warm(book, name) {
  const { fresh, close } = await site(book, name);
  try {
    const page = await fresh();
    await page.keyboard.press('s');
    await focused(page);
    await round(page);
    const rounds = [];
    for (let turn = 0; turn < ROUNDS; turn++) rounds.push(await round(page));
    const times = rounds[0].map((_, place) => Math.min(...rounds.map((of) => of[place])));
    const titles = await pages(book);
    const counts = { titles: titles.length, right: 0, slips: 0, slipsFound: 0, slipsRight: 0 };
    for (const { title, path } of titles) {
      const paths = await found(page, name, title);
      counts.right += paths.includes(path) ? 1 : 0;
      const wrong = slip(title);
      if (wrong === undefined) continue;
      const near = await found(page, name, wrong);
      counts.slips += 1;
      counts.slipsFound += near.length > 0 ? 1 : 0;
      counts.slipsRight += near.includes(path) ? 1 : 0;
    }
    return { keys: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99), counts };
  } finally {
    await close();
  }
}

async function round(page) {
  const times = [];
  for (const text of TYPED) {
    await page.keyboard.press('Control+a');
    for (const letter of text) {
      await page.evaluate(() => globalThis.expect());
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      // A space alone is no other question to mdBook.
      if (letter !== ' ') times.push(await painted(page));
    }
  }
  return times;
}

async function found(page, name, query) {
  await page.keyboard.press('Control+a');
  await page.evaluate(() => globalThis.expect());
  await page.keyboard.insertText(query);
  await page.keyboard.up('Shift');
  await painted(page);
  return page.evaluate(SEARCHES[name].found);
}

function focused(page) {
  return page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.tagName === 'INPUT';
  });
}

/** Titles of all pages that one other page does not share, with their addresses. */
async function pages(book) {
  const { open } = await import('headword');
  const docs = await open(join(book, 'Headword', 'book/html/docs.headword'));
  const list = docs.list().map(({ title, url }) => ({ title, path: new URL(`.${url}`, 'http://localhost/book/').pathname }));
  return list.filter(({ title }) => list.filter((other) => other.title === title).length === 1);
}

/** The title with two letters in the middle of its longest word swapped, if that is long enough. */
function slip(title) {
  const word = title.match(/[\p{L}]+/gu)?.reduce((longest, other) => (other.length > longest.length ? other : longest), '') ?? '';
  const middle = Math.floor(word.length / 2);
  if (word.length < LONG || word[middle] === word[middle - 1]) return undefined;
  return title.replace(word, word.slice(0, middle - 1) + word[middle] + word[middle - 1] + word.slice(middle + 1));
}

function rendered(rows, builds, load, given) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;
  const ms = (value) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
  const row = (what, cell) => `| ${[what, ...rows.map(cell)].join(' | ')} |`;
  const three = (sizes) => sizes.map(kb).join(' / ');
  const [{ keys, counts }] = rows;
  return [
    `# mdBook's search, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${given ?? `The Cargo Book (crate ${CRATE.join(' ')})`}, and the book of the tests, which has six chapters. \`npm run bench:mdbook\`; [how it is measured](../README.md#mdbook). Load of the machine: up to ${load.toFixed(1)} on ${availableParallelism()} cores.`,
    '',
    `| | ${rows.map(({ name }) => (name === 'mdBook' ? "mdBook's own" : name)).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(rows.length)}`,
    row('index, raw / gzip / brotli', ({ files }) => three(files.index)),
    row('code, raw / gzip / brotli', ({ files }) => three(files.code)),
    row('fetched with a page', ({ first }) => kb(first.shown)),
    row('fetched until one word is answered', ({ first }) => kb(first.answered)),
    row('from the key `s` to that answer, cold', ({ first }) => ms(first.time)),
    row(`key to paint once warm, p50 and p99 of ${keys}`, ({ p50, p99 }) => `${ms(p50)}, ${ms(p99)}`),
    row(`titles found, of ${counts.titles}`, ({ counts: of }) => of.right),
    row(`with two letters swapped, of ${counts.slips}`, ({ counts: of }) => `${of.slipsRight} (${of.slips - of.slipsFound} without any answer)`),
    row('a whole build, above one without search', ({ name }) => `${(builds[name] - builds.none).toFixed(2)} s`),
    row('six chapters: index, brotli', ({ small }) => kb(small.index[2])),
    row('six chapters: fetched until one word is answered', ({ firstOfSmall }) => kb(firstOfSmall.answered)),
    '',
    `A build without search takes ${builds.none.toFixed(2)} s.`,
    '',
  ].join('\n');
}
