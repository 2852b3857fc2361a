// The server as npm installs it and as a bundle carries it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { site } from '../../../js/mcp/test/indexes.mjs';
import { program } from './install.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'headword-package-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
/** What `npm pack` makes of both packages. */
export const tarballs = ['js/headword', 'js/mcp'].map((workspace) => {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', dir], {
    cwd: join(root, workspace),
    encoding: 'utf8',
  });
  return join(dir, Object.values(JSON.parse(packed))[0].filename);
});

/** What the README does for a bundle, with the packages as they are here. */
const bundle = join(dir, 'acme-docs.mcpb');
{
  const [script] = readFileSync(join(root, 'js/mcp/README.md'), 'utf8').match(/^mkdir acme-docs.*?(?=^```)/ms);
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  copyFileSync(site, join(dir, 'docs.headword'));
  // `npx @anthropic-ai/mcpb` is the one that is installed.
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${program('mcpb')}" "$@"\n`);
  chmodSync(join(bin, 'npx'), 0o755);
  const here = script.replace(
    'install --no-package-lock @headword/mcp',
    `install --no-package-lock --no-audit --no-fund ${tarballs.join(' ')}`,
  );
  assert.notEqual(here, script);
  execFileSync('sh', ['-ec', here], {
    cwd: dir,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
const installed = join(dir, 'acme-docs/node_modules');
const server = join(installed, '@headword/mcp/bin/headword-mcp.js');

/** All files below a folder. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function answers(command, args) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command, args, stderr: 'ignore' }));
  const { content } = await client.callTool({ name: 'docs_search', arguments: { query: 'first lamp' } });
  await client.close();
  assert.match(content[0].text, /path: guides\/first-lamp/);
}

test('is at most five packages and 25 MB', (t) => {
  const packages = files(installed).filter((path) => /node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path));
  const names = packages.map((path) => JSON.parse(readFileSync(path, 'utf8')).name).sort();
  assert.deepEqual(names, [
    '@headword/mcp',
    '@modelcontextprotocol/core',
    '@modelcontextprotocol/server',
    'headword',
    'zod',
  ]);
  const bytes = files(installed).reduce((sum, path) => sum + statSync(path).size, 0);
  t.diagnostic(`${names.length} packages, ${(bytes / 1e6).toFixed(1)} MB`);
  assert.ok(bytes <= 25e6, `${bytes} bytes`);
});

test('answers as it is installed', () => answers(process.execPath, [server, site]));

test('needs no network', async (t) => {
  const alone = ['--user', '--map-root-user', '--net'];
  const { status, stderr, error } = spawnSync('unshare', [...alone, 'true'], { encoding: 'utf8' });
  if (status !== 0) return t.skip(`this machine gives no network namespace: ${(error?.message ?? stderr).trim()}`);
  await answers('unshare', [...alone, process.execPath, server, site]);
});

test('is a bundle that is valid, and answers as it is unpacked', async () => {
  const manifest = join(dir, 'acme-docs/manifest.json');
  execFileSync(program('mcpb'), ['validate', manifest], { stdio: 'pipe' });
  const unpacked = join(dir, 'unpacked');
  execFileSync(program('mcpb'), ['unpack', bundle, unpacked], { stdio: 'pipe' });
  const { command, args } = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8')).server.mcp_config;
  await answers(
    command,
    args.map((arg) => arg.replace('${__dirname}', unpacked)),
  );
});

test('every manifest has the version and the name of the package', () => {
  const { name, version, mcpName } = json('js/mcp/package.json');
  assert.equal(json('js/mcp/mcpb/manifest.json').version, version);
  const { packages, ...registry } = json('js/mcp/server.json');
  assert.deepEqual([registry.version, registry.name], [version, mcpName]);
  // What the schema that server.json names asks for.
  assert.match(registry.name, /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  assert.ok(registry.name.length >= 3 && registry.name.length <= 200);
  assert.ok(registry.name.split('/')[0].split('.').length >= 2, 'the name of a domain, reversed');
  assert.ok(registry.title.length <= 100 && registry.description.length <= 100);
  assert.match(registry.version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(Object.keys(registry.repository).sort(), ['source', 'subfolder', 'url']);
  assert.deepEqual(
    packages.map(({ registryType, identifier, version, transport }) => [registryType, identifier, version, transport]),
    [['npm', name, version, { type: 'stdio' }]],
  );
  const FORMATS = ['string', 'number', 'boolean', 'filepath'];
  for (const { type, valueHint, format } of packages.flatMap(({ packageArguments }) => packageArguments)) {
    assert.ok(type === 'positional' && valueHint.length > 0 && FORMATS.includes(format));
  }
});
