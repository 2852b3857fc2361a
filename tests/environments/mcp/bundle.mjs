// The package that `headword bundle` writes of the WorkOS docs, packed and installed as its users do.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { tarballs } from './package.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const index = join(root, 'prebuilt-index/workos.headword');
const dir = mkdtempSync(join(tmpdir(), 'headword-bundle-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const run = (command, args, cwd = dir) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const headword = (...args) => run(process.execPath, [join(root, 'js/headword/bin/headword.js'), ...args]);

headword('bundle', index, '--name', '@acme/docs');
const [packed] = Object.values(JSON.parse(run('npm', ['pack', '--json', '--pack-destination', dir], join(dir, 'acme-docs'))));
const user = join(dir, 'user');
mkdirSync(user);
writeFileSync(join(user, 'package.json'), '{ "type": "module" }');
run('npm', ['install', '--no-audit', '--no-fund', ...tarballs, join(dir, packed.filename)], user);

test('is at most a megabyte, with the index, a server, a module and its types', (t) => {
  const { size } = statSync(join(dir, packed.filename));
  t.diagnostic(`${size} bytes`);
  assert.ok(size <= 1e6, `${size} bytes`);
  const paths = packed.files.map(({ path }) => path).sort();
  assert.deepEqual(paths, ['README.md', 'docs.headword', 'index.d.ts', 'index.js', 'package.json', 'server.js']);
});

test('npx starts it, and it answers over stdio with its own version', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const transport = new StdioClientTransport({ command: 'npx', args: ['--no-install', '@acme/docs'], cwd: user, stderr: 'ignore' });
  await client.connect(transport);
  const { content } = await client.callTool({ name: 'docs_search', arguments: { query: 'verify webhook signature' } });
  await client.close();
  assert.match(content[0].text, /^WorkOS docs @1\.0\.0/);
  assert.match(content[0].text, /path: events\/data-syncing\/webhooks/);
});

test('takes the options of headword-mcp', () => {
  assert.match(run('npx', ['--no-install', '@acme/docs', '--help'], user), /--http PORT/);
});

test('its README opens it, with types', () => {
  const [, code] = /```js\n(.*?)```/s.exec(readFileSync(join(dir, 'acme-docs/README.md'), 'utf8'));
  writeFileSync(join(user, 'use.mts'), code);
  writeFileSync(join(user, 'use.mjs'), code);
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom,esnext.disposable', '--types', ''];
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...flags, 'use.mts'], user);
  assert.match(run(process.execPath, ['use.mjs'], user), /^.+ [a-z/-]+/);
});

test('written again, it has the new index, and what the author wrote', () => {
  const manifest = join(dir, 'acme-docs/package.json');
  const changed = readFileSync(manifest, 'utf8').replace('"version": "1.0.0"', '"version": "1.0.1"');
  writeFileSync(manifest, changed);
  writeFileSync(join(dir, 'acme-docs/docs.headword'), '');
  const said = headword('bundle', index, '--name', '@acme/docs');
  assert.match(said, /Left as they were: README\.md, package\.json\n/);
  assert.equal(readFileSync(manifest, 'utf8'), changed);
  assert.deepEqual(readFileSync(join(dir, 'acme-docs/docs.headword')), readFileSync(index));
});
