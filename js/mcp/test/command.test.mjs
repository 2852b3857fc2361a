// The command line: what is printed, where, and the exit code.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { VERSION } from '../dist/version.js';
import { corpus, program, temporary } from './indexes.mjs';
import { run } from './run.mjs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

test('--version prints the version of the package', async () => {
  assert.equal(VERSION, manifest.version);
  assert.deepEqual(await run(['--version']), { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

test('is a program by itself, as npx starts it', { skip: process.platform === 'win32' }, () => {
  assert.equal(execFileSync(program, ['--version'], { encoding: 'utf8' }), `${manifest.version}\n`);
});

test('--help prints how to use it', async () => {
  const { code, stdout } = await run(['--help']);
  assert.equal(code, 0);
  assert.match(stdout, /Usage: headword-mcp \[OPTIONS\] INDEX\.\.\./);
});

test('usage errors exit with 2 and say what was expected', async () => {
  for (const [args, expected] of [
    [[], /expected at least one INDEX/],
    [['--port', '1'], /--port/],
    [['--http', 'x', corpus], /--http is a whole number from 0 to 65535, found "x"/],
    [['--read-tokens', '10', corpus], /--read-tokens is a whole number from 200 to 20000/],
    [['--profile', 'none', corpus], /--profile is one of docs, workos, openai, found "none"/],
    [[corpus, corpus], /two indexes are called "corpus": name them, as in NAME=INDEX/],
  ]) {
    const { code, stdout, stderr } = await run(args);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, expected);
  }
});

test('an index that cannot be opened exits with 1 and names the file', async () => {
  const bytes = readFileSync(corpus);
  const altered = Buffer.from(bytes);
  altered[altered.length >> 1] ^= 1;
  const bad = { 'cut.headword': bytes.subarray(0, 100), 'altered.headword': altered, 'text.headword': 'hello', 'empty.headword': '' };
  for (const [name, content] of Object.entries(bad)) writeFileSync(temporary(name), content);
  for (const name of [...Object.keys(bad), 'missing.headword']) {
    const { code, stdout, stderr } = await run([temporary(name)]);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' }, stderr);
    assert.match(stderr, /^error\[[A-Z]+\]: /);
    assert.ok(stderr.includes(name) && stderr.trim().split('\n').length === 1, stderr);
  }
});

test('an address that others reach is refused unless a host name is allowed', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    const { code, stderr } = await run(['--http', '0', '--host', host, corpus]);
    assert.equal(code, 1);
    assert.match(stderr, /can be reached from other machines.*--allowed-host/);
  }
});

test('changes that are not the output of headword diff are refused', async () => {
  writeFileSync(temporary('changes.json'), '{"added": []}');
  const { code, stderr } = await run(['--changes', temporary('changes.json'), corpus]);
  assert.equal(code, 1);
  assert.match(stderr, /changes\.json: not what "headword diff OLD NEW --json" prints/);
});
