// Every example of README.md is run, but for the bundle, which tests/environments/mcp packs.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { corpus, program, site, temporary } from './indexes.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text);

const folder = temporary('readme');
mkdirSync(folder);
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
cpSync(join(root, 'tests/corpus'), join(folder, 'docs'), { recursive: true });
cpSync(corpus, join(folder, 'docs.headword'));
cpSync(site, join(folder, 'sdk.headword'));
const headword = join(root, 'js/headword/bin/headword.js');
writeFileSync(join(folder, 'changes.json'), execFileSync(process.execPath, [headword, 'diff', site, corpus, '--json']));

/** A command line as words, with the programs that npx would fetch. */
function words(line) {
  const [name, ...args] = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain,
  );
  if (name === 'headword-mcp') return [program, ...args];
  const [what, ...rest] = args.filter((arg) => arg !== '-y');
  assert.equal(name, 'npx', line);
  return [what === '@headword/mcp' ? program : headword, ...rest];
}

/** The names of the tools that a command serves over stdio. */
async function served(args) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd: folder, stderr: 'ignore' }));
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

const USUAL = ['docs_search', 'docs_read', 'docs_list'];

test('building and serving', async () => {
  const [build, serve] = blocks('sh')[0]
    .trim()
    .split('\n')
    .map((line) => words(line.replace(/\s+#.*/, '')));
  assert.match(execFileSync(process.execPath, build, { cwd: folder, encoding: 'utf8' }), /Wrote docs\.headword/);
  assert.deepEqual(await served(serve), USUAL);
});

test('each way to install runs the same command', async () => {
  const [{ mcpServers }] = blocks('json').map((text) => JSON.parse(text));
  const { command, args } = mcpServers.docs;
  const lines = blocks('sh')[1].trim().split('\n');
  assert.equal(lines.length, 3);
  for (const line of lines.slice(0, 2))
    assert.match(line, new RegExp(`^(claude|codex) mcp add docs -- ${[command, ...args].join(' ')}$`));
  assert.deepEqual(JSON.parse(/'(.*)'$/.exec(lines[2])[1]), { name: 'docs', command, args });
  const [, cursor] = /name=docs&config=([^)]+)\)/.exec(readme);
  assert.deepEqual(JSON.parse(Buffer.from(cursor, 'base64').toString()), { command, args });
  const [, code] = /vscode:mcp\/install\?([^)]+)\)/.exec(readme);
  assert.deepEqual(JSON.parse(decodeURIComponent(code)), { name: 'docs', command, args });
  assert.deepEqual(await served(words([command, ...args].join(' ').replace('/path/to/', ''))), USUAL);
});

test('each line of options serves', async () => {
  const expected = {
    'docs.headword sdk=../sdk/docs.headword': [...USUAL, 'docs_examples', 'docs_changelog'],
    '--prefix acme docs.headword': ['acme_search', 'acme_read', 'acme_list'],
    '--profile workos docs.headword': ['workos_search', 'workos_docs', 'workos_examples', 'workos_changelogs'],
    '--profile openai --http 3000 docs.headword': ['search', 'fetch'],
    '--changes changes.json docs.headword': [...USUAL, 'docs_changes'],
    '--http 3000 docs.headword': USUAL,
  };
  const lines = blocks('text')[0]
    .trim()
    .split('\n')
    .map((line) => /^headword-mcp (.*?\.headword(?: sdk\S+)?)\s/.exec(line)[1]);
  assert.deepEqual(lines, Object.keys(expected));
  for (const line of lines) {
    const [, ...args] = words(
      `headword-mcp ${line.replace('../sdk/docs.headword', 'sdk.headword').replace('3000', '0')}`,
    );
    if (!line.includes('--http')) {
      assert.deepEqual(await served([program, ...args]), expected[line]);
      continue;
    }
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const url = await new Promise((resolve) =>
      child.stderr
        .setEncoding('utf8')
        .on('data', (text) => text.includes('http:') && resolve(/http:\S+/.exec(text)[0])),
    );
    const { tools } = await listed((request) => fetch(request), url);
    child.kill();
    assert.deepEqual(
      tools.map(({ name }) => name),
      expected[line],
    );
  }
});

/** What a handler of requests answers to `tools/list`. */
async function listed(handle, url) {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const text = await (await handle(new Request(url, { method: 'POST', headers, body }))).text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text).result;
}

test('each program runs', async () => {
  const [beside, alone, plain, ...others] = blocks('js').map((text, at) => {
    const file = join(folder, `example-${at}.mjs`);
    writeFileSync(file, text);
    return file;
  });
  assert.equal(others.length, 0);
  assert.deepEqual(await served([beside]), USUAL);
  process.chdir(folder);
  const { default: handler } = await import(pathToFileURL(alone).href);
  assert.deepEqual(
    (await listed(handler.fetch, 'http://localhost/mcp')).tools.map(({ name }) => name),
    [...USUAL, 'docs_examples', 'docs_changelog'],
  );
  await handler.close();
  const printed = execFileSync(process.execPath, [plain], { cwd: folder, encoding: 'utf8' });
  assert.match(printed, /^docs_search Search Acme docs.*guides\/keys#rotate-a-key/s);
});
