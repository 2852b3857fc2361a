// The tools as functions from arguments to text, without a server.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cutMarkdown, fenceAfter } from '../dist/cut.js';
import { placeOutline } from '../dist/outline.js';
import { readArguments, readText } from '../dist/read.js';
import { searchText } from '../dist/search.js';
import { estimateTokens, oneLine, thousands } from '../dist/tokens.js';

describe('estimateTokens', () => {
  test('counts UTF-8 bytes by three, rounded up', () => {
    for (const text of ['', 'a', 'abcd', 'Größe', '灯台', '🙂', 'a🙂é灯']) {
      assert.equal(estimateTokens(text), Math.ceil(Buffer.byteLength(text) / 3));
    }
  });
});

describe('oneLine', () => {
  test('keeps what fits, on one line', () => assert.equal(oneLine(' a\n b\t c ', 9), 'a b c'));
  test('ends with an ellipsis what does not', () => assert.equal(oneLine('abcdef', 4), 'abc…'));
  test('cuts no character in two', () => assert.equal(oneLine('ab🙂cd', 4), 'ab…'));
  test('is quick on a megabyte', () => assert.equal(oneLine(' x'.repeat(500_000), 5), 'x x…'));
});

test('thousands are grouped', () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(thousands), ['0', '999', '1,000', '1,234,567']);
});

describe('cutMarkdown', () => {
  const words = (count) => `${'word '.repeat(count).trim()}\n`;

  test('leaves alone what fits', () => {
    assert.deepEqual(cutMarkdown('abc\n', 10), { text: 'abc\n', end: 4 });
  });

  test('cuts at the end of a line', () => {
    const markdown = words(10).repeat(10);
    const { text, end } = cutMarkdown(markdown, 100);
    assert.equal(text, markdown.slice(0, end));
    assert.ok(text.endsWith('\n') && estimateTokens(text) <= 100);
  });

  test('cuts before a fence that would not end', () => {
    const markdown = `${words(40)}\n\`\`\`js\n${words(10).repeat(10)}\`\`\`\n`;
    assert.equal(cutMarkdown(markdown, 120).text, `${words(40)}\n`);
  });

  test('closes a fence that alone is more than fits', () => {
    const markdown = `Intro.\n\n~~~~json\n${'{"a": 1}\n'.repeat(100)}~~~~\n`;
    const { text, end } = cutMarkdown(markdown, 100);
    assert.ok(text.startsWith('Intro.\n\n~~~~json\n{"a": 1}\n') && text.endsWith('{"a": 1}\n~~~~\n'));
    assert.ok(estimateTokens(text) <= 100);
    assert.ok(markdown.slice(end).startsWith('{"a": 1}\n'));
  });

  test('prefers the beginning of a section near the end', () => {
    const first = `## One\n${words(10).repeat(8)}`;
    const markdown = `${first}## Two\n${words(10).repeat(8)}`;
    assert.equal(cutMarkdown(markdown, 160, [0, first.length]).end, first.length);
    // One that would waste most of the budget is passed over.
    assert.notEqual(cutMarkdown(markdown, 260, [0, first.length]).end, first.length);
  });

  test('cuts a line that alone is more than fits, between two characters', () => {
    const { text } = cutMarkdown('🙂'.repeat(1000), 100);
    assert.ok(text.length > 100 && text.isWellFormed() && estimateTokens(text) <= 100);
  });

  test('gives nothing for a budget of nothing', () => {
    assert.deepEqual(cutMarkdown('abc\n', 0), { text: '', end: 0 });
  });
});

test('a fence ends only with its own marker', () => {
  for (const [line, before, after] of [
    ['```js', '', '```'],
    ['```', '```', ''],
    ['~~~', '```', '```'],
    ['```', '````', '````'],
    ['`````', '````', ''],
    ['``` still', '```', '```'],
    ['```inline``` code', '', ''],
    ['  > ~~~~ text', '', '~~~~'],
  ]) {
    assert.equal(fenceAfter(`${line}\n`, before), after, line);
  }
});

test('an outline finds its headings through their markup', () => {
  const markdown = '# Title\n\n## (1) Set `up` {#first}\n\n```sh\n## not one\n```\n  ### [Ping](/x)\n\n## (1) Set up\n';
  const outline = ['(1) Set up', 'Ping', '(1) Set up', 'Elsewhere'].map((heading) => ({ path: heading, heading, level: 2, url: '' }));
  const places = placeOutline(markdown, outline).map(({ offset }) => markdown.slice(offset).split('\n')[0]);
  assert.deepEqual(places, ['## (1) Set `up` {#first}', '  ### [Ping](/x)', '## (1) Set up', '## (1) Set up']);
});

const hit = (number, more = {}) => ({
  path: `guide/page-${number}#start`,
  page: `guide/page-${number}`,
  title: `Page ${number}`,
  heading: 'Start',
  breadcrumb: ['Guide'],
  url: `https://example.com/guide/page-${number}#start`,
  excerpt: [{ text: 'Turn the ', mark: false }, { text: 'key', mark: true }, { text: ' to\nthe left.', mark: false }],
  score: 100 - number,
  sections: [],
  ...more,
});

describe('searchText', () => {
  const docs = (...hits) => ({ search: () => ({ hits, total: hits.length, facets: [], didYouMean: null, relaxed: false }) });

  test('prints a page in five lines', () => {
    const sections = [
      { path: 'guide/page-1', heading: '', url: '', excerpt: [], score: 9 },
      { path: 'guide/page-1#turn-it', heading: 'Turn it!', url: '', excerpt: [], score: 8 },
      { path: 'guide/page-1#s2', heading: 'Second', url: '', excerpt: [], score: 7 },
    ];
    const { text } = searchText(docs(hit(1, { sections })), { query: 'key', limit: 10 }, 3000);
    assert.equal(
      text,
      [
        '1 page for "key". Read one with docs_read and its path.',
        '',
        '1. Guide › Page 1 › Start',
        '   path: guide/page-1#start',
        '   url: https://example.com/guide/page-1#start',
        '   Turn the key to the left.',
        '   also: guide/page-1; guide/page-1#turn-it; guide/page-1#s2 (Second)',
      ].join('\n'),
    );
  });

  test('leaves out whole pages that do not fit, and says so', () => {
    const many = docs(...Array.from({ length: 50 }, (_, index) => hit(index + 1)));
    for (const budget of [300, 1000, 2000]) {
      const { text } = searchText(many, { query: 'key', limit: 50 }, budget);
      assert.ok(estimateTokens(text) <= budget && estimateTokens(text) > budget - 100);
      assert.match(text, /^The best \d+ of 50 pages for "key" \(more would not fit; narrow the query\)/);
      assert.ok(text.endsWith('Turn the key to the left.'));
    }
  });

  test('quotes only the beginning of a long query', () => {
    const { text } = searchText(docs(), { query: 'lamp '.repeat(20_000), limit: 10 }, 3000);
    assert.ok(text.length < 300);
  });

  test('bounds titles and excerpts that are too long', () => {
    const long = hit(1, { title: 'T'.repeat(5000), excerpt: [{ text: 'e '.repeat(5000), mark: false }] });
    const { text } = searchText(docs(long), { query: 'key', limit: 10 }, 3000);
    assert.ok(text.includes('TTT…') && text.length < 1000);
  });
});

describe('readText', () => {
  const page = (markdown, outline = []) => ({
    read: () => ({
      ...{ path: 'guide', page: 'guide', title: 'Guide', heading: '', description: '', breadcrumb: [] },
      ...{ url: 'https://example.com/guide', markdown, outline },
    }),
  });

  test('heads a page by its title, path and URL', () => {
    const { text } = readText(page('Hello.\n'), { path: 'guide' }, 6000);
    assert.equal(text, 'Guide\npath: guide\nurl: https://example.com/guide\n\nHello.\n');
  });

  test('names the languages that a page can be had for, and asks for the one that is given', () => {
    const outline = ['curl', 'python', 'python'].map((language) => ({ path: `guide#${language}`, heading: language, level: 3, url: '', language }));
    const lines = (outline) => readText(page('Hello.', outline), { path: 'guide' }, 6000).text.split('\n');
    assert.equal(lines(outline)[3], 'languages: curl, python (docs_read can give one)');
    assert.equal(lines(outline.slice(1))[3], '');
    const asked = [];
    const docs = { read: (...args) => (asked.push(args), page('').read()) };
    for (const language of [undefined, 'python']) readText(docs, { path: 'guide', ...(language && { language }) }, 6000);
    assert.deepEqual(asked, [['guide', {}], ['guide', { language: 'python' }]]);
    for (const [language, understood] of [['Python', 'python'], ['', undefined], [null, undefined]]) {
      assert.equal(readArguments['~standard'].validate({ path: 'guide', language }).value.language, understood);
    }
    assert.match(readArguments['~standard'].validate({ path: 'guide', language: 1 }).issues[0].message, /"language" must be a string/);
  });

  test('names the sections that it leaves out', () => {
    const section = (number) => `## Part ${number}\n\n${'Some words in a line.\n'.repeat(40)}\n`;
    const outline = [1, 2, 3, 4].map((number) => ({ path: `guide#part-${number}`, heading: `Part ${number}`, level: 2, url: '' }));
    const { text } = readText(page([1, 2, 3, 4].map(section).join(''), outline), { path: 'guide' }, 1000);
    assert.ok(estimateTokens(text) <= 1000);
    assert.match(text, /\n\n\[Cut here: about [\d,]+ of 1,190 tokens are left out\. Read on with docs_read:\n- guide#part-3 \(Part 3\)\n- guide#part-4 \(Part 4\)\]$/);
  });

  test('points to the URL when there is no section to read next', () => {
    const { text } = readText(page('Some words in a line.\n'.repeat(1000)), { path: 'guide' }, 1000);
    assert.ok(estimateTokens(text) <= 1000);
    assert.match(text, /tokens are left out\. The whole text is at https:\/\/example\.com\/guide\]$/);
  });

  test('counts the sections that even the list has no room for', () => {
    const outline = Array.from({ length: 500 }, (_, index) => ({ path: `guide#s-${index}`, heading: `S ${index}`, level: 2, url: '' }));
    const { text } = readText(page(outline.map(({ heading }) => `## ${heading}\n\nText.\n\n`).join(''), outline), { path: 'guide' }, 1000);
    assert.ok(estimateTokens(text) <= 1000);
    assert.match(text, /\n- and \d+ more sections\]$/);
  });

  test('turns whatever the engine throws into a short sentence', () => {
    const broken = { read: () => { throw new Error(`no page at "${'x'.repeat(10_000)}"`); } };
    const { text, isError } = readText(broken, { path: 'x' }, 6000);
    assert.equal(isError, true);
    assert.ok(text.startsWith('no page at "xxx') && text.length <= 300);
  });
});
