// Cutting Markdown to a budget, and what is counted.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cutMarkdown, fenceAfter } from '../dist/tools/cut.js';
import { placeOutline } from '../dist/tools/outline.js';
import { estimateTokens, oneLine, thousands } from '../dist/tools/tokens.js';

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
