// What the elements are made of, as far as it needs no page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'headword';
import { build } from 'headword/build';
import { MODULES } from './support.mjs';

const part = (name) => import(new URL(`widget/${name}.js`, MODULES));
const { answerTo } = await part('answering');
const { safeUrl, rebased, withWords } = await part('address');
const { blocksOf } = await part('markdown');
const { isHotkey, isTyped, shown } = await part('hotkey');
const { keep, recall } = await part('recent');
const { LANGUAGES } = await part('languages');
const { bringStrings, counted, stringsFor } = await part('strings');
const { finder, marked, wordsOf } = await part('words');

test('importing the elements does no harm where there are none', async () => {
  const { HeadwordSearch } = await import('headword/widget');
  assert.equal(typeof HeadwordSearch, 'function');
});

test('only addresses on the web are followed', () => {
  const page = 'https://docs.example/guide/';
  const follow = (url) => safeUrl(url, page)?.href;
  assert.equal(follow('https://example.com/a#b'), 'https://example.com/a#b');
  assert.equal(follow('../sso'), 'https://docs.example/sso');
  assert.equal(follow('//example.com/a'), 'https://example.com/a');
  for (const url of [
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)'],
    ...['data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', 'blob:https://docs.example/1', 'about:blank'],
    ...['https://bank.example@evil.example/', 'https://a:b@evil.example/', 'https://', 'http://[', ''],
  ]) {
    assert.equal(follow(url), undefined, url);
  }
});

test('links can lead to another copy of the docs', () => {
  const base = 'https://docs.example/v2/';
  assert.equal(rebased('https://docs.example/v2/sso#a', base, 'http://localhost:3000'), 'http://localhost:3000/sso#a');
  assert.equal(rebased('https://docs.example/v2/sso', base, '/docs/'), '/docs/sso');
  assert.equal(rebased('https://other.example/sso', base, '/docs/'), 'https://other.example/sso');
  assert.equal(rebased('https://docs.example/v2/sso', base, ''), 'https://docs.example/v2/sso');
  assert.equal(rebased('sso', '', '/docs/'), 'sso');
  assert.equal(rebased('/sso', '', '/docs/'), '/docs/sso', 'an index without a base URL');
});

test('links carry the words that were found', () => {
  const excerpt = [{ text: 'Rotate', mark: true }, { text: ' a ', mark: false }, { text: 'key', mark: true }, { text: 'KEY', mark: true }];
  assert.deepEqual(wordsOf(excerpt), ['rotate', 'key']);
  assert.equal(withWords(new URL('https://a.example/b?x=1#c'), 'hl', wordsOf(excerpt)).href, 'https://a.example/b?x=1&hl=rotate+key#c');
});

test('words are marked whole, whatever their capitals and signs', () => {
  const show = (text, words) => marked(text, finder(words)).map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');
  assert.equal(show('A key, Keys and monkey', ['key']), 'A [key], Keys and monkey');
  assert.equal(show('C++ (and C) a.b aXb', ['c++', 'a.b']), '[C++] (and C) [a.b] aXb');
  assert.equal(show('Übung übung', ['übung']), '[Übung] [übung]');
  assert.equal(show('text', []), 'text');
  assert.equal(show('', ['a']), '');
});

test('Markdown becomes blocks of text for a glance', () => {
  const text = ({ type, spans, text }) => `${type}: ${text ?? spans.map((span) => (span.code ? `<${span.text}>` : span.text)).join('')}`;
  const markdown = [
    '# Rotate a *key*', '', 'Call [`rotate`](https://a.example) and', '**then** ![wait](a.png)', '', '- one', '  - two', '1. three',
    '', '```js', 'a < b', '', '```', '> quoted', '', '| a | b |', '|---|---|', '| c_d_e | `x` |', '', '---', '<Card title="x">in a card</Card>',
  ].join('\n');
  assert.deepEqual(blocksOf(markdown).map(text), [
    'heading: Rotate a key', 'text: Call <rotate> and then ', 'item: one', 'item: two', 'item: three', 'code: a < b\n',
    'text: quoted', 'row: a · b', 'row: c_d_e · <x>', 'text: in a card',
  ]);
});

test('a glance has an end', () => {
  for (const hostile of ['['.repeat(1e6), '*'.repeat(1e6), '<a'.repeat(1e6), '`'.repeat(1e6), '_a'.repeat(1e6), '- x\n'.repeat(1e6), '> '.repeat(1e6), '|'.repeat(1e6)]) {
    assert.ok(blocksOf(hostile).length <= 80);
  }
});

test('an unclosed code block is code to its end', () => {
  assert.deepEqual(blocksOf('```\na\nb'), [{ type: 'code', text: 'a\nb' }]);
});

test('keys are told apart', () => {
  const press = (key, ...held) => ({ key, ctrlKey: held.includes('ctrl'), metaKey: held.includes('meta'), altKey: held.includes('alt'), shiftKey: held.includes('shift') });
  assert.equal(isHotkey(press('k', 'ctrl'), 'mod+k', false), true);
  assert.equal(isHotkey(press('K', 'meta'), 'mod+k', true), true);
  assert.equal(isHotkey(press('k', 'ctrl'), 'mod+k', true), false);
  assert.equal(isHotkey(press('k'), 'mod+k', false), false);
  assert.equal(isHotkey(press('k', 'ctrl', 'shift'), 'mod+k', false), false);
  assert.equal(isHotkey(press('/'), 'mod+k', false), false, 'only when opted in');
  assert.equal(isHotkey(press('/'), 'mod+k /', false), true);
  assert.equal(isHotkey(press('/', 'shift'), '/', false), true, 'Shift+7 on a German keyboard');
  assert.equal(isHotkey(press('o'), 'off', false), false);
  assert.equal(isTyped(press('/')), true);
  assert.equal(isTyped(press('k', 'ctrl')), false);
  assert.deepEqual([shown('mod+k /', true), shown('mod+k', false), shown('/', false), shown('off', false)], ['⌘K', 'Ctrl K', '/', '']);
});

test('recent searches survive, and what is no list of them counts as none', () => {
  const kept = new Map();
  const shelf = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
  keep(shelf, 'a', ['sso', 'x'.repeat(1000)]);
  assert.deepEqual(recall(shelf, 'a'), ['sso']);
  keep(shelf, 'a', []);
  assert.equal(kept.size, 0);
  for (const wrong of ['{', '{"a":1}', '[1,null]', '"a"']) {
    kept.set('b', wrong);
    assert.deepEqual(recall(shelf, 'b'), []);
  }
  const forbidden = () => { throw new Error('forbidden'); };
  assert.deepEqual(recall({ getItem: forbidden }, 'a'), []);
  keep({ setItem: forbidden }, 'a', ['x']);
  keep(undefined, 'a', ['x']);
  assert.deepEqual(recall(undefined, 'a'), []);
});

test('every language has all words, with what is put into them', async () => {
  const english = stringsFor('en');
  const names = (text) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  assert.equal(Object.keys(LANGUAGES).length, 9);
  for (const [language, strings] of Object.entries(LANGUAGES)) {
    assert.deepEqual(Object.keys(strings).sort(), Object.keys(english).sort(), language);
    for (const [name, text] of Object.entries(strings)) {
      if (name === 'pages') continue;
      assert.ok(text.trim() !== '', `${language} ${name}`);
      assert.deepEqual(names(text), names(english[name]), `${language} ${name}`);
    }
    for (const count of [0, 1, 2, 3, 11, 100, 1234]) assert.doesNotMatch(counted(language, strings.pages, count), /[{}]/);
  }
  assert.equal(stringsFor('de').search, 'Search', 'not before it is needed');
  assert.equal(await bringStrings('en-GB'), false);
  assert.equal(await bringStrings('pt-BR'), true);
  assert.equal(stringsFor('pt-BR').search, 'Pesquisar');
  assert.equal(stringsFor('xx').search, 'Search');
  assert.equal(stringsFor('de', { search: 'Finden' }).search, 'Finden');
  assert.equal(counted('de_DE', { one: '{count} page', other: '{count} pages' }, 1234), '1,234 pages');
});

test('of a key that is filtered by, the other values are still counted', async (t) => {
  const files = [
    { path: 'a.md', source: '# Key a\n' },
    { path: 'b.md', source: '# Key b\n' },
    { path: 'CHANGELOG.md', source: '# Pack\n\n## 1.0.0\n\n- Key.\n', collection: 'changelogs' },
  ];
  const docs = await open((await build(files)).bytes);
  t.after(() => docs.close());
  const question = { number: 1, query: 'key', limit: 10, facets: ['kind', 'path'], filters: undefined, chosen: { kind: ['changelog'] } };
  const search = (query, options) => docs.search(query, options);
  const { hits, facets } = await answerTo(search, question);
  assert.deepEqual(hits.map(({ kind }) => kind), ['changelog']);
  const of = (facet) => Object.fromEntries(facet.values.map(({ value, count }) => [value, count]));
  assert.deepEqual(of(facets[0]), { docs: 2, changelog: 1 });
  const { hits: both } = await answerTo(search, { ...question, chosen: { kind: ['changelog', 'docs'] } });
  assert.equal(both.length, 3);
  const { total } = await answerTo(search, { ...question, filters: { kind: 'docs' } });
  assert.equal(total, 0);
});
