// Filters, facets, orders, boosts and pages of answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'headword';
import { build } from 'headword/build';
import { refuses } from './support.mjs';

const files = [
  { path: 'keys.md', source: '---\nproduct: api\nversion: 1.10\ntags: [secret, rotate]\n---\n# Keys\n\nRotate a key.' },
  { path: 'sso.md', source: '---\nproduct: sso\nversion: 1.9\ntags: secret\nbeta: true\n---\n# Log in\n\nA key.' },
  { path: 'sso/okta.md', source: '---\nproduct: sso\ndate: 2026-02-01\n---\n# Okta\n\nA key.\n\n## Rotate\n\nA new key.' },
  { path: 'logs.md', source: '# Logs\n\nA key was made.' },
  { path: 'a/main.rs', source: 'fn main() { let key = 1; }', collection: 'examples' },
];
const { bytes } = await build(files, { filters: ['product', 'version', 'tags', 'date', 'beta'] });
const docs = await open(bytes);

function left(filters) {
  return docs.search('key ', { filters }).hits.map(({ page }) => page).sort();
}

test('filters are values, lists and operators', () => {
  assert.deepEqual(left({ kind: 'docs', product: 'sso' }), ['sso', 'sso/okta']);
  assert.deepEqual(left({ path: '/sso/' }), ['sso', 'sso/okta']);
  assert.deepEqual(left({ language: 'Rust' }), ['examples/a']);
  assert.deepEqual(left({ beta: true }), ['sso']);
  assert.deepEqual(left({ version: 1.9 }), ['sso']);
  assert.deepEqual(left({ date: new Date('2026-02-01') }), ['sso/okta']);
  assert.deepEqual(left({ tags: ['secret', 'rotate'] }), ['keys']);
  assert.deepEqual(left({ tags: { any: ['rotate', 'none'] } }), ['keys']);
  assert.deepEqual(left({ kind: 'docs', tags: { none: ['rotate', 'x'] } }), ['logs', 'sso', 'sso/okta']);
  assert.deepEqual(left({ kind: 'docs', tags: { not: ['secret', 'rotate'] } }), ['logs', 'sso', 'sso/okta']);
  assert.deepEqual(left({ kind: 'docs', version: { not: '1.9' } }), ['keys', 'logs', 'sso/okta']);
  assert.deepEqual(left({ any: [{ product: 'api' }, { path: 'logs' }] }), ['keys', 'logs']);
  assert.deepEqual(left({ any: { product: 'api', path: 'logs' } }), ['keys', 'logs']);
  assert.deepEqual(left({ kind: 'docs', none: { product: 'api', path: 'logs' } }), ['sso', 'sso/okta']);
  assert.deepEqual(left({ not: { kind: 'docs', product: 'sso' } }), ['examples/a', 'keys', 'logs']);
  assert.deepEqual(left({ product: { any: ['api', { not: { any: ['sso', 'api'] } }] }, kind: 'docs' }), ['keys', 'logs']);
  assert.deepEqual(left({ tags: { any: [] } }), []);
  assert.equal(left({}).length, 5);
  assert.equal(left([]).length, 5);
});

test('facets count all that matches', () => {
  const { facets, hits } = docs.search('key ', { limit: 1, facets: ['product', 'kind'], filters: { kind: 'docs' } });
  assert.equal(hits.length, 1);
  assert.deepEqual(facets, [
    { key: 'product', values: [{ value: 'sso', count: 2 }, { value: 'api', count: 1 }], others: 0 },
    { key: 'kind', values: [{ value: 'docs', count: 4 }], others: 0 },
  ]);
  assert.deepEqual(docs.search('key').facets, []);
});

test('sort, offset, boost and groupBy', () => {
  const pages = (options) => docs.search('key ', options).hits.map(({ page }) => page);
  assert.deepEqual(pages({ sort: 'version', limit: 2 }), ['sso', 'keys']);
  assert.deepEqual(pages({ sort: { key: 'version', order: 'desc' }, limit: 2 }), ['keys', 'sso']);
  assert.deepEqual(pages({ offset: 2 }), pages().slice(2));
  assert.deepEqual(pages({ offset: 99 }), []);
  const boosted = pages({ boost: { kind: { example: 10 } } });
  assert.ok(pages().indexOf('examples/a') > pages().indexOf('logs'));
  assert.ok(boosted.indexOf('examples/a') < boosted.indexOf('logs'));
  assert.equal(pages({ boost: { product: { sso: 0 }, tags: { rotate: 2.5 } } })[0], 'keys');
  const { hits, total } = docs.search('key ', { groupBy: 'section', filters: { path: 'sso/okta' } });
  assert.deepEqual([hits.map(({ path }) => path).sort(), total], [['sso/okta', 'sso/okta#rotate'], 2]);
});

test('a NUL in a value ends nothing', () => {
  assert.deepEqual(left({ product: 'sso\0all\x000\0' }), []);
});

test('what the index does not have is an error that names the closest', () => {
  const search = (options) => () => docs.search('key', options);
  const slip = /^filter "prodcut": the index has no such key; did you mean "product"\?$/;
  refuses('FILTER', slip, search({ filters: { prodcut: 'sso' } }));
  refuses('FILTER', /^filter "kind": there is no kind "doc"; did you mean "docs"\?$/, search({ filters: { kind: 'doc' } }));
  refuses('FILTER', /^facet "x": the index has no such key; it has kind, path, language, beta/, search({ facets: ['x'] }));
  refuses('FILTER', /^sort "path": the index has no such key; /, search({ sort: 'path' }));
  refuses('FILTER', /^boost "a": /, search({ boost: { a: { b: 1 } } }));
});

test('options of the wrong kind', () => {
  const wrong = (message, options) => refuses('USAGE', message, () => docs.search('key', options));
  wrong(/^search: filters must be an object, found null$/, { filters: null });
  wrong(/^search: filters must be an object of keys and values, found a string$/, { filters: 'sso' });
  wrong(/^search: filters.tags must be an object, found a function$/, { filters: { tags: () => 'a' } });
  wrong(/^search: filters.tags\[1\] must be an object, found undefined$/, { filters: { tags: ['a', undefined] } });
  wrong(/^search: unknown option "filters.tags.nott"; did you mean "filters.tags.not"\?$/, { filters: { tags: { nott: 'a' } } });
  const endless = {};
  endless.not = endless;
  wrong(/^search: filters nest more than 16 levels deep; write them flatter$/, { filters: endless });
  wrong(/^search: facets must be a list of keys, found a string$/, { facets: 'kind' });
  wrong(/^search: facets\[0\] must be a string, found a number$/, { facets: [1] });
  wrong(/^search: the order of sort must be one of asc, desc; found "down"$/, { sort: { key: 'date', order: 'down' } });
  wrong(/^search: the key of sort must be a string, found undefined$/, { sort: {} });
  wrong(/^search: boost.kind.docs must be a number from 0 to 10, found 11$/, { boost: { kind: { docs: 11 } } });
  wrong(/^search: boost.kind must be an object, found a number$/, { boost: { kind: 2 } });
  wrong(/^search: the groupBy must be one of page, section; found "pages"$/, { groupBy: 'pages' });
  for (const offset of [-1, 1.5, NaN, 2 ** 32, '1', null]) {
    wrong(/^search: offset must be a whole number from 0 to 4294967295, found /, { offset });
  }
});
