// Asking an open index.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { open } from 'headword';
import { build } from 'headword/build';
import { ROOT, fixtures, folder, refuses } from './support.mjs';

const dir = folder({ after });
fixtures(dir, 'js');
const file = join(dir, 'docs.headword');
const docs = await open(file);

test('search answers pages, best first', () => {
  const { hits, total } = docs.search('rotate key');
  assert.equal(total, hits.length);
  const [hit] = hits;
  assert.equal(hit.path, 'guides/keys#rotate-a-key');
  assert.equal(hit.page, 'guides/keys');
  assert.equal(hit.title, 'API keys');
  assert.equal(hit.heading, 'Rotate a key');
  assert.deepEqual(hit.breadcrumb, ['Guides']);
  assert.equal(hit.url, 'https://lantern.example/docs/guides/keys#rotate-a-key');
  assert.ok(hit.excerpt.some(({ text, mark }) => mark && text === 'rotate'));
  assert.ok(hits.every(({ score }, i) => i === 0 || score <= hits[i - 1].score));
});

test('every path that a result has can be read', () => {
  for (const { path } of docs.list()) {
    const page = docs.read(path);
    assert.equal(page.path, path);
    for (const section of page.outline) assert.equal(docs.read(section.path).path, section.path);
  }
  for (const hit of docs.search('a lamp', { limit: 100 }).hits) {
    for (const { path } of [hit, ...hit.sections]) assert.equal(docs.read(path).path, path);
  }
});

test('limit', () => {
  const all = docs.search('lamp').hits;
  assert.deepEqual(docs.search('lamp', { limit: 2 }).hits, all.slice(0, 2));
  assert.deepEqual(docs.search('lamp', { limit: undefined }).hits, all);
  assert.deepEqual(docs.search('lamp', { limit: 0xffffffff }).hits, all);
  for (const limit of [0, -1, 1.5, NaN, Infinity, 2 ** 32, '3', null, {}]) {
    const message = /^search: limit must be a whole number from 1 to 4294967295, found /;
    refuses('USAGE', message, () => docs.search('lamp', { limit }));
  }
});

test('options and arguments of the wrong kind', () => {
  const slip = /^search: unknown option "limt"; did you mean "limit"\?$/;
  refuses('USAGE', slip, () => docs.search('lamp', { limt: 3 }));
  refuses('USAGE', /^search: unknown option "max"; it takes limit, offset, filters, facets, sort, boost, groupBy, language, prefix, fuzzy, combineWith, sectionExcerpts, signal$/, () => docs.search('lamp', { max: 3 }));
  refuses('USAGE', /^search: the options must be an object, found a number$/, () => docs.search('lamp', 3));
  refuses('USAGE', /^search: query must be a string, found undefined$/, () => docs.search());
  refuses('USAGE', /^search: query must be a string, found an Array$/, () => docs.search(['lamp']));
  refuses('USAGE', /^read: path must be a string or a list of them, found a number$/, () => docs.read(1));
});

test('queries that are no question', () => {
  refuses('EMPTY_QUERY', undefined, () => docs.search(''));
  refuses('EMPTY_QUERY', undefined, () => docs.search(' \n\t'));
  refuses('QUERY_TOO_LONG', undefined, () => docs.search('x'.repeat(1_000_000)));
  assert.deepEqual(docs.search('zzzzzz'), { hits: [], total: 0, facets: [], didYouMean: null, relaxed: false });
  // Half of a surrogate pair is no character: it is replaced, not refused.
  assert.deepEqual(docs.search('\ud800'), docs.search('\ufffd'));
});

test('a path that is not there', () => {
  refuses('NOT_FOUND', /guides\/nothing/, () => docs.read('guides/nothing'));
  // A section that is not there is somewhere on its page.
  const page = docs.read('guides/keys#lose-a-key');
  assert.deepEqual([page.path, page.via], ['guides/keys', 'similar']);
  refuses('NOT_FOUND', (message) => message.length < 400, () => docs.read('x'.repeat(1_000_000)));
});

test('info tells what the index is', () => {
  const { info } = docs;
  assert.equal(info.name, 'Lantern');
  assert.equal(info.baseUrl, 'https://lantern.example/docs/');
  assert.equal(info.pages, docs.list().filter(({ kind }) => kind !== 'folder').length);
  assert.equal(info.bytes, readFileSync(file).length);
  assert.equal(docs.info, info);
});

test('the same question has the same answer', () => {
  assert.deepEqual(docs.search('sun'), docs.search('sun'));
});

test('a list is in the order of the navigation, which is a tree', () => {
  const entries = docs.navigation();
  const paths = entries.flatMap(({ path }) => path ?? []);
  assert.deepEqual(docs.list().map(({ path }) => path).filter((path) => paths.includes(path)), paths);
  for (const [at, { title, depth }] of entries.entries()) {
    assert.notEqual(title, '');
    assert.ok(depth <= (at === 0 ? 0 : entries[at - 1].depth + 1));
  }
  const page = docs.read('guides/keys');
  assert.deepEqual([page.kind, page.breadcrumb], ['docs', ['Guides']]);
  assert.equal(docs.read(page.next.path).previous.path, 'guides/keys');
  assert.equal(docs.read(paths[0]).previous, null);
});

test('what links say is understood', () => {
  const { path } = docs.read('guides/keys#rotate-a-key');
  for (const link of ['/guides/keys.md#rotate-a-key', 'https://lantern.example/docs/guides/keys/#rotate-a-key']) {
    assert.equal(docs.read(link).path, path);
  }
});

test('docs without changelogs have no releases', () => assert.deepEqual(docs.releases(), []));

test('sections for other programming languages can be left out', async () => {
  const front = '---\napi:\n  js:\n    - key: get\n      title: lamps.get()\n  python:\n    - key: get\n      title: lamps.get_one()\n---\n# Get\n';
  const reference = { entries: 'api', name: 'key', languages: { js: 'JavaScript', python: 'Python' } };
  const { bytes } = await build([{ path: 'get.md', source: front }], { reference });
  const lamps = await open(bytes);
  const languages = (options) => lamps.read('get', options).outline.flatMap(({ language }) => language ?? []);
  assert.deepEqual(languages(), ['js', 'python']);
  assert.deepEqual(languages({ language: 'python' }), ['python']);
  assert.ok(!lamps.read('get', { language: 'python' }).markdown.includes('lamps.get()'));
  assert.deepEqual(languages({ language: 'cobol' }), ['js', 'python']);
  assert.equal(lamps.search('lamps.get_one').hits[0].language, 'python');
  refuses('USAGE', /^read: language must be a string, found a number$/, () => lamps.read('get', { language: 1 }));
  refuses('USAGE', /^read: unknown option "lang"; it takes language, maxTokens, cursor, outline, links, countTokens$/, () => lamps.read('get', { lang: 'js' }));
});

test('every word that the engine has for an error is known here', () => {
  const source = readFileSync(join(ROOT, 'crates/core/src/error.rs'), 'utf8');
  const words = [...source.matchAll(/^ +Error::.* => "([A-Z_]+)",$/gm)].map(([, code]) => code);
  // Several errors may have one word. What reads files in Rust is not in the module; here files have `IO` too.
  const engine = [...new Set(words)].filter((code) => code !== 'IO');
  const own = /ENGINE_CODES = \[(.*?)\]/s.exec(readFileSync(join(ROOT, 'js/headword/src/error.ts'), 'utf8'))[1];
  assert.deepEqual([...own.matchAll(/'(.*)'/g)].map(([, code]) => code), engine);
  assert.ok(engine.length > 10);
});

test('a last word need not be a beginning, an unknown word no slip, and all words may be needed', () => {
  assert.ok(docs.search('lam').total > 0);
  assert.equal(docs.search('lam', { prefix: false, fuzzy: false }).total, 0);
  assert.equal(docs.search('lanp ', { fuzzy: false }).total, 0);
  assert.ok(docs.search('lanp ').total > 0);
  const [some, all] = [docs.search('lamp polar'), docs.search('lamp polar', { combineWith: 'AND' })];
  assert.ok(all.total > 0 && all.total < some.total, `${all.total} of ${some.total}`);
  refuses('USAGE', /^search: prefix must be a boolean, found a string$/, () => docs.search('lamp', { prefix: 'no' }));
  refuses('USAGE', /^search: the combineWith must be one of OR, AND; found "ALL"$/, () => docs.search('lamp', { combineWith: 'ALL' }));
});

test('all pages as a text for language models', () => {
  const text = docs.llmsTxt();
  assert.match(text, /^# Lantern\n\n> \d+ pages\.\n\n## /);
  for (const { path, url } of docs.list()) assert.ok(text.includes(`](${url || path})`), path);
});
