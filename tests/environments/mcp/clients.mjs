// The server with the clients and checkers of others: the SDK before the current one, the inspector, the conformance suite.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { large, program as server, site } from '../../../js/mcp/test/indexes.mjs';
import { folder, load, node22, program } from './install.mjs';

// The inspector writes to the user's folder.
const home = mkdtempSync(join(tmpdir(), 'headword-home-'));
after(() => rmSync(home, { recursive: true, force: true }));
const env = { ...process.env, HOME: home };

/** Serves over HTTP while `use` runs. */
async function overHttp(index, use) {
  const child = spawn(process.execPath, [server, '--http', '0', index], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const url = await new Promise((resolve, reject) => {
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
        const [found] = /http:\S+/.exec(stderr) ?? [];
        if (found) resolve(found);
      });
      child.on('close', () => reject(new Error(stderr)));
    });
    return await use(url);
  } finally {
    child.kill();
  }
}

/** Runs a program to its end without keeping this process from serving. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

test('the SDK of version 1, over stdio and over HTTP', async () => {
  const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await load('@modelcontextprotocol/sdk/client/stdio.js');
  const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const use = async (transport) => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(transport);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['docs_search', 'docs_read', 'docs_list', 'docs_examples', 'docs_changelog'],
    );
    const { content } = await client.callTool({ name: 'docs_search', arguments: { query: 'first lamp' } });
    assert.match(content[0].text, /path: guides\/first-lamp/);
    const { isError } = await client.callTool({ name: 'docs_read', arguments: { path: 'nowhere' } });
    assert.equal(isError, true);
    const { contents } = await client.readResource({ uri: 'docs://lantern/guides/first-lamp' });
    assert.match(contents[0].text, /path: guides\/first-lamp/);
    assert.equal((await client.listPrompts()).prompts.length, 2);
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'docs://{index}/{+path}' },
      argument: { name: 'path', value: 'guides/f' },
    });
    assert.deepEqual(completion.values, ['guides/first-lamp']);
    await client.close();
  };
  await use(new StdioClientTransport({ command: process.execPath, args: [server, site], stderr: 'ignore' }));
  await overHttp(site, (url) => use(new StreamableHTTPClientTransport(new URL(url))));
});

const inspector = (...args) =>
  spawnSync(
    node22,
    [
      program('mcp-inspector'),
      '--cli',
      '--connect-timeout',
      '0',
      ...args,
      '--format',
      'json',
      '-q',
      process.execPath,
      server,
      large,
    ],
    { env, encoding: 'utf8' },
  );

for (const era of ['legacy', 'auto', 'modern']) {
  test(`the inspector finds nothing to mend in the schemas, protocol ${era}`, () => {
    const { status, stdout, stderr } = inspector('--protocol-era', era, '--method', 'tools/list', '--strict');
    assert.equal(status, 0, stderr);
    assert.ok(JSON.parse(stdout).result.tools.length >= 3);
  });
}

test('the inspector’s load of four clients at once meets no error', (t) => {
  const { status, stdout, stderr } = inspector(
    ...[
      '--protocol-era',
      'modern',
      '--method',
      'tools/call',
      '--tool-name',
      'docs_search',
      '--tool-args-json',
      '{"query":"verify webhook signature"}',
    ],
    ...['--load', '--load-concurrency', '4', '--load-requests', '400'],
  );
  assert.equal(status, 0, stderr);
  const report = JSON.parse(stdout);
  const { ok, errors, toolErrors, latencyMs } = report.result ?? report;
  assert.deepEqual({ ok, errors, toolErrors }, { ok: 400, errors: 0, toolErrors: 0 });
  t.diagnostic(`ms: ${JSON.stringify(latencyMs)}`);
});

test('the conformance suite, but for what expected-failures.yml has reasons for', async () => {
  const results = mkdtempSync(join(home, 'conformance-'));
  await overHttp(site, async (url) => {
    for (const version of ['2025-06-18', '2025-11-25', '2026-07-28']) {
      const args = [
        'server',
        '--url',
        url,
        '--suite',
        'all',
        '--spec-version',
        version,
        '--expected-failures',
        join(folder, 'expected-failures.yml'),
        '--output-dir',
        results,
      ];
      const { status, output } = await run(node22, [program('conformance'), ...args]);
      assert.equal(status, 0, output.split('\n').slice(-40).join('\n'));
    }
  });
});
