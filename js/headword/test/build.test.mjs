// Building an index from JavaScript.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HeadwordError, open } from 'headword';
import { build, check, diff, inspect, startBuild } from 'headword/build';
import { DIST, MODULES, folder, refuses, run, write } from './support.mjs';

const LATIN1 = Buffer.from('# Caf\xe9\n', 'latin1');
const A = [{ path: 'a.md', source: '# A\n\nText.\n' }];

/** Opens what is built of these files. */
async function built(files, options) {
  const { bytes } = await build(files, options);
  return open(bytes);
}

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
  assert.deepEqual(report.warnings, []);
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

test('files of every collection', async () => {
  const docs = await built(
    [
      { path: 'index.mdx', source: '# Acme\n\n<Snippet file="hello.js" />\n' },
      { path: 'hello.js', source: 'hello();', collection: 'snippets' },
      { path: 'node/main.js', source: 'start();', collection: 'examples' },
      { path: 'lamp/CHANGELOG.md', source: '# Lamp\n\n## 1.1.0 - 2026-02-01\n\n- New.\n\n## 1.0.0\n\n- First.', collection: 'changelogs' },
      { path: 'all.jsonl', source: '{"id":"api-1","title":"Get a lamp","text":"Returns it."}\n' },
      { path: 'old.html', source: '<title>Old</title><main><h1>Old page</h1><p>Hinges.</p></main>' },
    ],
    { config: "snippets = ['code']", snippetComponents: ['Snippet'] },
  );
  assert.match(docs.read('index').markdown, /hello\(\);/);
  assert.equal(docs.read('examples/node').kind, 'example');
  assert.deepEqual(docs.releases().map(({ version, date }) => [version, date]), [['1.1.0', '2026-02-01'], ['1.0.0', '']]);
  assert.equal(docs.search('hinges').hits[0].title, 'Old page');
  assert.ok(docs.list().some(({ title }) => title === 'Get a lamp'));
});

test('files that are not part of the docs are passed over, as the command does', async () => {
  const names = ['a.md', '_b.md', '.c.md', 'd.txt', 'logo.png', 'drafts/e.md', 'f.draft.md', 'node_modules/g.md'];
  const files = names.map((path) => ({ path, source: path === 'logo.png' ? LATIN1 : '# Page' }));
  const paths = async (options) => (await built(files, options)).list().map(({ path }) => path);
  assert.deepEqual(await paths(), ['a', 'drafts', 'drafts/e', 'f.draft']);
  assert.deepEqual(await paths({ exclude: ['drafts/', '*.draft.md'] }), ['a']);
  assert.deepEqual(await paths({ format: 'markdown', include: ['*.txt', '_b.md'] }), ['_b', 'd']);
  await refuses('NO_PAGES', undefined, () => build(files.slice(1, 5)));
});

test('options are those of headword.toml, whose text may be given as well', async () => {
  const files = [{ path: 'sso/index.md', source: '---\napi:\n  js:\n    - key: get\n      title: lamps.get()\n---\n# SSO\n' }];
  const options = { baseUrl: '/docs', trailingSlash: true, reference: { entries: 'api', name: 'key', languages: { js: 'JavaScript' } } };
  const config = `
    base-url = '/docs'
    trailing-slash = true
    docs = 'content'
    [reference]
    entries = 'api'
    name = 'key'
    languages = { js = 'JavaScript' }`;
  const [byOptions, byText] = await Promise.all([build(files, options), build(files, { config })]);
  assert.deepEqual(byOptions, byText);
  const docs = await open(byOptions.bytes);
  assert.equal(docs.read('sso').url, '/docs/sso/');
  assert.ok(docs.read('sso').outline.some(({ language }) => language === 'js'));
  const both = await built(files, { config, trailingSlash: false, reference: { entries: '' } });
  assert.equal(both.read('sso').url, '/docs/sso');
  assert.equal(both.read('sso').outline.length, 0);
});

test('a list in options takes the place of the one in the text', async () => {
  const files = ['a.md', 'b.md', 'c.txt'].map((path) => ({ path, source: '# Page' }));
  const config = "exclude = ['a.md']";
  const paths = async (exclude) => (await built(files, { config, exclude })).list().map(({ path }) => path);
  assert.deepEqual(await paths(undefined), ['b']);
  assert.deepEqual(await paths(['b.{md,mdx}']), ['a']);
  assert.deepEqual(await paths([]), ['a', 'b']);
});

test('all bad files are named together', async () => {
  const files = [
    { path: 'good.md', source: '# Good' },
    { path: 'menu.md', source: LATIN1 },
    { path: 'yaml.md', source: '---\ntitle: [\n---\n' },
  ];
  for (const call of [build, check]) {
    await assert.rejects(call(files), (error) => {
      assert.ok(error instanceof HeadwordError);
      assert.equal(error.code, 'SOURCES');
      assert.match(error.message, /^2 of 3 files could not be read\nmenu\.md: .*\nyaml\.md:2: .*$/);
      assert.deepEqual(error.errors.map(({ code }) => code), ['ENCODING', 'FRONT_MATTER']);
      return true;
    });
  }
  await refuses('SOURCES', /^1 of 1 files? could not be read\nmenu\.md: /, () => build([files[1]]));
  for (const [path, collection, source, code] of [
    ['_meta.json', 'docs', '{', 'NAVIGATION'],
    ['a.jsonl', 'docs', '{', 'RECORDS'],
    ['feed.xml', 'changelogs', '<rss><channel>', 'FEED'],
    ['log.json', 'changelogs', '{', 'CHANGELOG'],
  ]) {
    await assert.rejects(build([{ path, source, collection }]), ({ errors: [error] }) => error?.code === code, code);
  }
});

test('what is wrong with all files together', async () => {
  await refuses('NO_PAGES', undefined, () => build([]));
  const twice = ['a.md', 'a/index.md'].map((path) => ({ path, source: '# A' }));
  await refuses('DUPLICATE_PATH', /a\.md and a\/index\.md/, () => build(twice));
});

test('mistakes in the docs are found', async () => {
  const files = [
    { path: 'index.md', source: '# Acme\n\nSee [keys](keys.md) and [the start](start.md#nowhere).' },
    { path: 'start.md', source: '# Start' },
    { path: 'alone.md', source: '# Start' },
  ];
  const findings = await check(files, { name: 'Acme' });
  assert.deepEqual(
    findings.map(({ file, line, code }) => `${file}:${line}: ${code}`),
    ['alone.md:0: orphan', 'index.md:3: dead-link', 'index.md:3: dead-section', 'start.md:0: duplicate-title'],
  );
  assert.match(findings[1].message, /^"keys\.md" leads to no page; /);
  assert.deepEqual(await check(A), []);
});

test('releases that a feed no longer lists are kept from the previous index', async () => {
  const log = (text) => [{ path: 'lamp/CHANGELOG.md', source: text, collection: 'changelogs' }];
  const first = await build(log('## 1.0.0\n\n- First.'));
  const docs = await built(log('## 1.1.0\n\n- Second.'), { previous: first.bytes });
  assert.deepEqual(docs.releases().map(({ version }) => version), ['1.1.0', '1.0.0']);
  await refuses('CORRUPT', /^previous: not a usable index/, () => build(A, { previous: new Uint8Array(9) }));
});

test('a builder is kept: what changed is read anew, what is gone is forgotten', async () => {
  const builder = await startBuild({ name: 'Acme' });
  assert.equal(builder.add(A[0]), true);
  assert.equal(builder.add({ path: '_a.md', source: '# Draft' }), false);
  assert.deepEqual(builder.finish(), await build(A, { name: 'Acme' }));
  const other = [{ path: 'b.md', source: '# B\n' }];
  builder.add(other[0]);
  await refuses('ENCODING', /^a\.md: /, () => builder.add({ path: 'a.md', source: LATIN1 }));
  assert.deepEqual(builder.finish(), await build([...A, ...other], { name: 'Acme' }));
  assert.equal(builder.remove({ path: 'a.md' }), true);
  assert.equal(builder.remove({ path: 'a.md' }), false);
  assert.deepEqual(builder.finish(), await build(other, { name: 'Acme' }));
  assert.deepEqual(builder.check(), []);
  builder.close();
  builder.close();
  for (const call of [() => builder.add(A[0]), () => builder.remove(A[0]), () => builder.finish(), () => builder.check(), () => builder.save()]) {
    refuses('CLOSED', /^this builder is closed; start another one$/, call);
  }
});

test('a build from a cache gives the same bytes, and one that does not fit is passed over', async () => {
  const builder = await startBuild({ name: 'Acme' });
  builder.add(A[0]);
  const { bytes } = builder.finish();
  const cache = builder.save();
  builder.close();
  for (const [bytes_, name] of [[cache, 'Acme'], [cache, 'Other'], [new Uint8Array(20), 'Acme']]) {
    assert.deepEqual((await build(A, { name, cache: bytes_ })).bytes, (await build(A, { name })).bytes);
  }
  assert.deepEqual((await build(A, { name: 'Acme', cache })).bytes, bytes);
});

test('a trap ends the builder, and says so from then on', async () => {
  const { Builder } = await import(new URL('builder.js', MODULES));
  const { HeadwordError: Own } = await import(new URL('error.js', MODULES));
  const engine = {
    finish() {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  };
  const builder = new Builder(engine, { free() {} });
  const stopped = /^the index: the builder stopped \(unreachable\)/;
  for (const call of [() => builder.finish(), () => builder.add(A[0])]) {
    assert.throws(call, (error) => error instanceof Own && error.code === 'INTERNAL' && stopped.test(error.message));
  }
  builder.close();
});

test('arguments of the wrong kind', async () => {
  await refuses('USAGE', /must be an iterable of \{ path, source \} or \{ dir \}, found a string$/, () => build('docs'));
  await refuses('USAGE', /must be an iterable of \{ path, source \} or \{ dir \}, found an Object$/, () => build({}));
  await refuses('USAGE', /^check: .* must be an iterable of \{ path, source \} or \{ dir \}, found null$/, () => check(null));
  await refuses('USAGE', /^build: a file must be \{ path, source \}, found a string$/, () => build(['a.md']));
  await refuses('USAGE', /^build: the path of a file must be a string, found undefined$/, () => build([{}]));
  const nothing = /^build: the source of a\.md must be a string or a Uint8Array, found undefined$/;
  await refuses('USAGE', nothing, () => build([{ path: 'a.md' }]));
  const collection = /^build: the collection must be one of docs, snippets, examples, changelogs, redirects; found "example"$/;
  await refuses('USAGE', collection, () => build([{ ...A[0], collection: 'example' }]));
});

test("an error of the caller's own comes through", async () => {
  async function* broken() {
    yield A[0];
    throw new RangeError('mine');
  }
  await assert.rejects(build(broken()), RangeError);
  assert.equal((await build(A)).report.pages, 1);
});

test('releases of a package, of a version, and from one or a day on', async () => {
  const changelogs = [
    { path: 'acme.md', source: '# Acme\n\n## 1.1.0 (2026-02-01)\n\n- Third.\n\n## 1.0.0 (2026-01-01)\n\n- First.' },
    { path: 'sdk.md', source: '# @acme/sdk\n\n## v3.0.0 (2026-01-15)\n\n- Second.' },
  ].map((file) => ({ ...file, collection: 'changelogs' }));
  const docs = await open((await build([...A, ...changelogs])).bytes);
  const [acme, sdk] = ['1.0.0', '3.0.0'].map((version) => docs.releases().find((release) => release.version === version).package);
  const versions = (options) => docs.changelog(options).map((release) => release.version);
  assert.deepEqual(versions(), ['1.1.0', '3.0.0', '1.0.0']);
  assert.deepEqual(versions({ limit: 1 }), ['1.1.0']);
  assert.deepEqual(versions({ package: acme.toUpperCase() }), ['1.1.0', '1.0.0']);
  assert.deepEqual(versions({ package: sdk, version: 'v3.0.0' }), ['3.0.0']);
  assert.deepEqual(versions({ since: '1.0.0' }), ['1.1.0']);
  assert.deepEqual(versions({ since: '2026-01-15' }), ['1.1.0', '3.0.0']);
  refuses('NOT_FOUND', /^changelog: there is no package "other"; there are /, () => docs.changelog({ package: 'other' }));
  refuses('NOT_FOUND', /^changelog: there is no version "9"; give one of the changelog, or a day/, () => docs.changelog({ since: '9' }));
  refuses('USAGE', /^changelog: unknown option "packag"; did you mean "package"\?$/, () => docs.changelog({ packag: 'acme' }));
});

test('examples are found by what they do, in one language', async () => {
  const files = ['py', 'rb'].map((ext) => ({ path: `users/create.${ext}`, source: 'create_user()', collection: 'examples' }));
  const docs = await open((await build([...A, ...files])).bytes);
  assert.deepEqual(docs.examples().map(({ path }) => path), ['examples/users']);
  assert.ok(docs.examples('create user').hits.every(({ kind }) => kind === 'example'));
  const { hits } = docs.examples('create user', { language: 'python', limit: 5 });
  assert.deepEqual(hits.map(({ language }) => language), ['python']);
  refuses('USAGE', /^examples: unknown option "kind"; /, () => docs.examples('create', { kind: 'docs' }));
});

test('two indexes are compared, and one is looked into', async () => {
  const source = '# Keys\n\nRotate a key when someone leaves the team, and delete the one that it takes the place of.\n';
  const [before, after] = await Promise.all(['a.md', 'b.md'].map((path) => build([{ path, source }])));
  const { moved } = await diff(before.bytes, after.bytes);
  assert.deepEqual(moved.map(({ from, page }) => [from, page.path]), [['a', 'b']]);
  const { info, parts } = await inspect(after.bytes);
  assert.ok(parts.reduce((sum, { bytes }) => sum + bytes, 0) < info.bytes);
  await refuses('USAGE', /^diff: the later index must be its bytes, found undefined$/, () => diff(before.bytes));
  await refuses('CORRUPT', undefined, () => inspect(after.bytes.subarray(1)));
});

test('a folder is read as the command reads it', async (t) => {
  const dir = folder(t);
  write(dir, { 'a.md': A[0].source, 'sub/b.md': '# B\n', '_draft.md': '# No\n', 'node_modules/c.md': '# No\n', 'logo.png': 'no' });
  const { bytes } = await build({ dir }, { name: 'Acme', exclude: ['sub'] });
  assert.deepEqual(bytes, (await build(A, { name: 'Acme', exclude: ['sub'] })).bytes);
  assert.equal((await build({ dir })).report.pages, 2);
  write(dir, { 'bad.md': '---\na: [\n---\n' });
  await refuses('SOURCES', /^1 of 3 files could not be read\nbad\.md/, () => build({ dir }));
  await refuses('IO', /nowhere: not found/, () => build({ dir: `${dir}/nowhere` }));
  const web = await import(new URL('web/build.js', DIST));
  await refuses('USAGE', /^build: a folder is read in Node alone; give the files themselves$/, async () => {
    const { fetch } = globalThis;
    t.after(() => (globalThis.fetch = fetch));
    const wasm = readFileSync(new URL('wasm/builder_bg.wasm', DIST));
    globalThis.fetch = async () => new Response(wasm, { headers: { 'content-type': 'application/wasm' } });
    return web.build({ dir });
  });
});

test('a folder is read with all that belongs to it, as the command reads it', async (t) => {
  const dir = folder(t);
  write(dir, {
    'docs/a.md': '# A\n\n<Hint />\n',
    'snippets/hint.mdx': 'Keep it safe.\n',
    'code/users/create.py': 'create_user()\n',
    'CHANGELOG.md': '# Acme\n\n## 1.0.0\n\n- First.\n',
    'old.json': '{"redirects":[{"source":"/b","destination":"/a"}]}',
  });
  const at = (name) => `${dir}/${name}`;
  const places = { examples: [at('code')], changelogs: [at('CHANGELOG.md')], redirects: [at('old.json')], snippets: [at('snippets')] };
  const { bytes } = await build({ dir: at('docs'), ...places });
  const flags = Object.entries(places).flatMap(([name, [place]]) => [`--${name}`, place]);
  assert.equal(run('js', ['build', at('docs'), ...flags, '--out', at('docs.headword')], dir).status, 0);
  assert.deepEqual(bytes, new Uint8Array(readFileSync(at('docs.headword'))));
  assert.deepEqual((await check({ dir: at('docs'), ...places })).map(({ code }) => code), ['orphan']);

  // What is in the docs, and is read as something else, is no page of them.
  write(dir, { 'docs/code/b/README.md': '# B\n', 'docs/parts/part.md': 'Part.\n', 'docs/CHANGELOG.md': '## 2.0.0\n' });
  const within = { examples: [at('docs/code')], snippets: [at('docs/parts')], changelogs: [at('docs/CHANGELOG.md')] };
  const config = "examples = ['elsewhere']\n";
  const { report } = await build({ dir: at('docs'), ...within }, { config });
  assert.equal(report.pages, 3, 'a, an example, and the changelog');

  await refuses('USAGE', /^build: unknown option "changelog"; did you mean "changelogs"\?$/, () => build({ dir, changelog: [] }));
  await refuses('USAGE', /^build: examples must be a list of strings, found a string$/, () => build({ dir, examples: 'code' }));
  await refuses('USAGE', /^check: dir must be a string, found a number$/, () => check({ dir: 1 }));
  write(dir, { 'docs/bad.md': '---\na: [\n---\n', 'bad.json': '{' });
  const all = await build({ dir: at('docs'), changelogs: [at('bad.json')] }).catch((error) => error);
  assert.deepEqual(all.errors?.map(({ code }) => code), ['FRONT_MATTER', 'CHANGELOG'], String(all));
});

test('progress is told of each file', async () => {
  const told = [];
  const files = [...A, { path: 'b.md', source: '# B' }];
  await build(files, { progress: ({ path, files: count }) => told.push(`${count} ${path}`) });
  assert.deepEqual(told, ['1 a.md', '2 b.md']);
  const stop = () => {
    throw new RangeError('enough');
  };
  await assert.rejects(build(files, { progress: stop }), RangeError);
  await refuses('USAGE', /^build: progress must be a function, found a boolean$/, () => build(files, { progress: true }));
});
