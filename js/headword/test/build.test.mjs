// Building an index from JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadwordError, open } from 'headword';
import { build } from 'headword/build';
import { refuses } from './support.mjs';

const LATIN1 = Buffer.from('# Caf\xe9\n', 'latin1');

test('an index of strings and bytes', async () => {
  const { bytes, report } = await build(
    [
      { path: 'guide/start.md', source: '# Start\n\nInstall it first.' },
      { path: 'guide/index.md', source: new TextEncoder().encode('# Guide\n\nRead it.') },
    ],
    { name: 'Acme', baseUrl: 'https://acme.example/' },
  );
  assert.equal(report.pages, 2);
  assert.equal(report.bytes, bytes.length);
  const docs = await open(bytes);
  assert.equal(docs.info.name, 'Acme');
  assert.equal(docs.search('install').hits[0].url, 'https://acme.example/guide/start');
  docs.close();
});

test('the order of the files changes nothing, nor how they come', async () => {
  const files = ['c', 'a', 'b/index', '\u{1f4a1}', '\uffee'].map((name) => ({
    path: `${name}.md`,
    source: `# Page ${name}\n\nText of ${name}.\n`,
  }));
  async function* slowly() {
    yield* files;
  }
  const [first, ...others] = await Promise.all(
    [files, [...files].reverse(), new Set(files), slowly()].map((source) => build(source)),
  );
  for (const other of others) assert.deepEqual(other, first);
});

test('all bad files are named together', async () => {
  const files = [
    { path: 'good.md', source: '# Good' },
    { path: 'menu.md', source: LATIN1 },
    { path: 'yaml.md', source: '---\ntitle: [\n---\n' },
  ];
  await assert.rejects(build(files), (error) => {
    assert.ok(error instanceof HeadwordError);
    assert.equal(error.code, 'SOURCES');
    assert.match(error.message, /^2 of 3 files could not be read\nmenu\.md: .*\nyaml\.md:2: .*$/);
    assert.deepEqual(error.errors.map(({ code }) => code), ['ENCODING', 'FRONT_MATTER']);
    return true;
  });
  await refuses('SOURCES', /^1 of 1 files? could not be read\nmenu\.md: /, () => build([files[1]]));
});

test('what is wrong with all files together', async () => {
  await refuses('NO_PAGES', undefined, () => build([]));
  const twice = ['a.md', 'a/index.md'].map((path) => ({ path, source: '# A' }));
  await refuses('DUPLICATE_PATH', /a\.md and a\/index\.md/, () => build(twice));
});

test('arguments of the wrong kind', async () => {
  const files = [{ path: 'a.md', source: '# A' }];
  const slip = /^build: unknown option "baseURL"; did you mean "baseUrl"\?$/;
  await refuses('USAGE', slip, () => build(files, { baseURL: '' }));
  await refuses('USAGE', /^build: unknown option "out"; it takes name, baseUrl$/, () => build(files, { out: '' }));
  await refuses('USAGE', /^build: name must be a string, found a number$/, () => build(files, { name: 1 }));
  await refuses('USAGE', /must be an iterable of \{ path, source \}, found a string$/, () => build('docs'));
  await refuses('USAGE', /must be an iterable of \{ path, source \}, found an Object$/, () => build({}));
  await refuses('USAGE', /must be an iterable of \{ path, source \}, found null$/, () => build(null));
  await refuses('USAGE', /^build: a file must be \{ path, source \}, found a string$/, () => build(['a.md']));
  await refuses('USAGE', /^build: the path of a file must be a string, found undefined$/, () => build([{}]));
  const nothing = /^build: the source of a\.md must be a string or a Uint8Array, found undefined$/;
  await refuses('USAGE', nothing, () => build([{ path: 'a.md' }]));
});

test("an error of the caller's own comes through", async () => {
  async function* broken() {
    yield { path: 'a.md', source: '# A' };
    throw new RangeError('mine');
  }
  await assert.rejects(build(broken()), RangeError);
  assert.equal((await build([{ path: 'a.md', source: '# A' }])).report.pages, 1);
});
