// Ten thousand arbitrary strings in every string argument of every tool. Run by tools-arbitrary.test.mjs, in a process
// that may read nothing but the indexes and its own code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { open } from 'headword';
import { docsTools, estimateTokens } from 'headword/tools';

const [corpus, site] = process.argv.slice(2);
assert.throws(() => readFileSync('/etc/passwd'), { code: 'ERR_ACCESS_DENIED' });

const docs = { corpus: await open(corpus), site: await open(site) };
const tools = [
  ...docsTools(docs),
  ...docsTools(docs.site),
  ...docsTools(docs, { profile: 'workos' }),
  ...docsTools(docs, { profile: 'openai' }),
];

// A generator of our own, so that every run tries the same.
let state = 1;
const below = (most) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};
const pick = (list) => list[below(list.length)];

const PIECES = [
  ...[
    '../',
    '..\\',
    '%2e%2e/',
    '%2e%2e%2f',
    '/etc/passwd',
    'file:///etc/passwd',
    'C:\\',
    './',
    '//',
    '\0',
    '%00',
    '%',
    '%zz',
    '\u202e',
    '\ud800',
    '\udc00',
  ],
  ...[
    'docs://',
    'docs://corpus/',
    'docs://none/',
    'corpus:',
    'site:',
    'none:',
    'https://lantern.example/docs/',
    'http://',
    '#',
    '#rotate-a-key',
    '?',
    '&',
  ],
  ...[
    'guides/keys',
    'guides',
    'index',
    'examples/blink',
    'lantern-js',
    '2.0.0',
    '2026-03-01',
    '3-00000000',
    '9999999999-x',
    'lamp',
    'rotate key',
    'Python',
  ],
  ...[
    '"',
    '-',
    'title:',
    '*',
    '(',
    '[',
    '{',
    '$',
    '\\',
    '`',
    '```',
    '<script>',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '',
    'ß',
    'é',
    '灯台',
    '🙂',
    '\u0301',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'true',
    '0',
    '-1',
    '1e999',
    'NaN',
    'a'.repeat(300),
    '🙂'.repeat(40),
    '\x1b[31m',
  ],
];
const arbitrary = (at) => {
  if (at % 500 === 0) return pick(PIECES).repeat(1 + Math.floor(2 ** 20 / 4));
  if (at % 7 === 0) return Array.from({ length: below(30) }, () => String.fromCharCode(below(65_536))).join('');
  return Array.from({ length: 1 + below(6) }, () => pick(PIECES)).join('');
};

const VALID = {
  query: 'lamp',
  path: 'guides/keys',
  id: 'guides/first-lamp',
  example: 'blink',
  package: 'lantern-js',
  max_tokens: 300,
};
let errors = 0;
for (let at = 0; at < 10_000; at++) {
  const tool = tools[at % tools.length];
  const strings = Object.entries(tool.inputSchema.properties)
    .filter(([, { type }]) => type === 'string')
    .map(([name]) => name);
  const required = Object.fromEntries(tool.inputSchema.required.map((name) => [name, VALID[name]]));
  const args = { ...required, [pick(strings)]: arbitrary(at), max_tokens: 300 };
  const { content, isError = false } = await tool.call(args);
  const [{ text }] = content;
  const what = `${tool.name} ${JSON.stringify(args).slice(0, 300)}`;
  assert.ok(!/access to this api|ERR_|permission|EACCES|ENOENT|root:/i.test(text), `${what}: ${text}`);
  assert.ok(!text.includes('is not a function') && !text.includes('Cannot read prop'), `${what}: ${text}`);
  if (!isError) continue;
  errors++;
  assert.ok(estimateTokens(text) <= 150 && countTokens(text) <= 150, `${what}: ${countTokens(text)} tokens: ${text}`);
}
console.log(`10000 calls, ${errors} errors`);
