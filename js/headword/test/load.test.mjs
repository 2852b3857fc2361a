// The wasm module: when it is loaded, from where, and what is refused.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'headword/build';
import { DIST, ROOT, folder, write } from './support.mjs';

const WASM = fileURLToPath(new URL('wasm/reader_bg.wasm', DIST));
const PREPARE = `
  import { readFileSync } from 'node:fs';
  const index = readFileSync(process.argv[1]);
  const wasm = readFileSync(process.argv[2]);
  const said = (promise) => promise.then(
    (docs) => docs.read('a').title,
    (error) => error.code + ': ' + error.message,
  );
`;

/** Runs a module in a process of its own, which has loaded nothing yet; answers what it printed. */
async function fresh(t, code) {
  const dir = folder(t);
  const { bytes } = await build([{ path: 'a.md', source: '# A\n' }]);
  write(dir, { 'docs.headword': bytes });
  const args = ['--input-type=module', '--eval', PREPARE + code, join(dir, 'docs.headword'), WASM];
  return execFileSync(process.execPath, args, { cwd: join(ROOT, 'js/headword'), encoding: 'utf8' });
}

test('importing loads and opens nothing', async (t) => {
  const printed = await fresh(
    t,
    `
    const calls = [];
    // One compilation too many would be that of Node's own HTTP client.
    for (const name of ['compile', 'instantiate']) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...args) => (calls.push(name), original(...args));
    }
    await import('headword');
    await import('headword/build');
    console.log(calls.length);
    const { open } = await import('headword');
    await Promise.all([open(index), open(index), open(index)]);
    console.log(calls.join(' '));
    `,
  );
  assert.equal(printed, '0\ncompile\n');
});

test('the wasm option takes bytes, a module, a path and a URL', async (t) => {
  for (const option of [
    'wasm',
    'Uint8Array.from(wasm).buffer',
    'new WebAssembly.Module(wasm)',
    'process.argv[2]',
    '(await import("node:url")).pathToFileURL(process.argv[2])',
  ]) {
    const code = `import { open } from 'headword'; console.log(await said(open(index, { wasm: ${option} })));`;
    assert.equal(await fresh(t, code), 'A\n');
  }
});

test('a wasm module that is not ours is refused, and the next may be right', async (t) => {
  const printed = await fresh(
    t,
    `
    import { open } from 'headword';
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    for (const wasm of [empty, index, 'nowhere.wasm']) console.log(await said(open(index, { wasm })));
    console.log(await said(open(index)));
    `,
  );
  const [empty, notWasm, missing, right] = printed.trim().split('\n');
  const refusal = /^VERSION: the wasm module is not that of headword 0\.1\.0: .*; use the one in the same package$/;
  assert.match(empty, refusal);
  assert.match(notWasm, refusal);
  assert.match(missing, /^IO: cannot read the wasm module nowhere\.wasm: not found; /);
  assert.equal(right, 'A');
});

test('wasm of another release is refused', async (t) => {
  const printed = await fresh(
    t,
    `
    import { open } from 'headword';
    const other = Buffer.from(wasm);
    for (let i = wasm.indexOf('0.1.0'); i >= 0; i = wasm.indexOf('0.1.0', i + 1)) other.write('0.9.9', i);
    console.log(await said(open(index, { wasm: other })));
    `,
  );
  assert.match(printed, /^VERSION: .* 0\.1\.0: it is of headword 0\.9\.9; /);
});

test('in a browser the module comes by fetch, whatever type the server gives it', async (t) => {
  for (const type of ['application/wasm', 'application/octet-stream']) {
    const code = `
      const headers = { 'content-type': '${type}' };
      globalThis.fetch = async ({ pathname }) => new Response(pathname.endsWith('.wasm') ? wasm : index, { headers });
      const { open } = await import('./dist/web/index.js');
      console.log((await open(new URL('http://localhost/docs.headword'))).read('a').title);
    `;
    assert.equal(await fresh(t, code), 'A\n');
  }
});

test('in a browser a missing module is told with its address', async (t) => {
  const code = `
    globalThis.fetch = async () => new Response('', { status: 404 });
    const { open } = await import('./dist/web/index.js');
    console.log(await said(open(index)));
  `;
  assert.match(await fresh(t, code), /^IO: cannot fetch file:.*reader_bg\.wasm: HTTP 404; check the address\n$/);
});

test('the release is the same everywhere', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'js/headword/package.json'), 'utf8'));
  const source = readFileSync(join(ROOT, 'js/headword/src/version.ts'), 'utf8');
  assert.ok(source.includes(`'${version}'`));
});
