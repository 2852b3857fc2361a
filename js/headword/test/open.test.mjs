// Opening an index, from everywhere that one can be, and closing it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { HeadwordError, open } from 'headword';
import { DIST, MODULES, fixtures, folder, refuses } from './support.mjs';

const dir = folder({ after });
fixtures(dir, 'js');
const file = (name) => join(dir, name);
const bytes = readFileSync(file('docs.headword'));

/** That these docs answer. */
function answers(docs) {
  assert.equal(docs.search('rotate key').hits[0].path, 'guides/keys#rotate-a-key');
  docs.close();
}

test('from a path', async () => answers(await open(file('docs.headword'))));

test('from a file URL, as an object and as a string', async () => {
  const url = pathToFileURL(file('docs.headword'));
  answers(await open(url));
  answers(await open(url.href));
});

test('from bytes, which are copied', async () => {
  const own = Uint8Array.from(bytes);
  const docs = await open(own);
  own.fill(0);
  answers(docs);
  answers(await open(own.fill(0) && Uint8Array.from(bytes).buffer));
  answers(await open(bytes));
});

test('from bytes in the middle of a buffer', async () => {
  const wide = new Uint8Array(bytes.length + 20);
  wide.set(bytes, 7);
  answers(await open(wide.subarray(7, 7 + bytes.length)));
});

test('from bytes of another realm, as test runners make them', async () => {
  const foreign = runInNewContext('Uint8Array.from(bytes)', { bytes });
  assert.ok(!(foreign instanceof Uint8Array));
  answers(await open(foreign));
  answers(await open(foreign.buffer));
});

test('from the web', async (t) => {
  const server = createServer((request, response) => {
    if (request.url !== '/docs.headword') response.writeHead(404);
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}`;
  answers(await open(`${url}/docs.headword`));
  answers(await open(new URL('/docs.headword', url)));
  await refuses('IO', /^cannot fetch http:.*\/nothing: HTTP 404; check the address$/, () => open(`${url}/nothing`));
  await refuses('IO', /^cannot fetch http:\/\/127\.0\.0\.1:1\/: /, () => open('http://127.0.0.1:1/'));
});

test('what is no index', async () => {
  await refuses('IO', /^cannot read the index .*nowhere: not found; write it with /, () => open('nowhere'));
  await refuses('IO', /it is a folder/, () => open(file('empty')));
  for (const [name, code] of [
    ['nothing', 'CORRUPT'],
    ['text', 'CORRUPT'],
    ['cut', 'CORRUPT'],
    ['altered', 'CORRUPT'],
    ['future', 'VERSION'],
    ['analyzer', 'ANALYZER'],
  ]) {
    const path = file(`${name}.headword`);
    // The message names the file, where there is one.
    await refuses(code, (message) => message.startsWith(`${path}: `), () => open(path));
    await refuses(code, (message) => !message.includes(path), () => open(readFileSync(path)));
  }
});

test('every prefix of an index is refused', async () => {
  for (let length = 0; length < bytes.length; length += 1 + Math.floor(length / 50)) {
    await refuses('CORRUPT', undefined, () => open(bytes.subarray(0, length)));
  }
});

test('every altered byte is noticed', async () => {
  for (let at = 0; at < bytes.length; at += 1 + Math.floor(at / 100)) {
    const altered = Uint8Array.from(bytes);
    altered[at] ^= 0x40;
    await refuses(undefined, /index/, () => open(altered));
  }
});

test('what cannot be opened at all', async () => {
  for (const [source, found] of [
    [undefined, 'undefined'],
    [null, 'null'],
    [42, 'a number'],
    [{}, 'an Object'],
    [[1, 2], 'an Array'],
    [new Float64Array(2), 'a Float64Array'],
  ]) {
    const message = `open: the source must be a path, a URL, bytes, a Blob or a Response, found ${found}`;
    await refuses('USAGE', (said) => said === message, () => open(source));
  }
});

test('options that are not there, or not what they should be', async () => {
  await refuses('USAGE', /^open: unknown option "wasn"; did you mean "wasm"\?$/, () => open(bytes, { wasn: '' }));
  await refuses('USAGE', /^open: unknown option "limit"; it takes wasm$/, () => open(bytes, { limit: 1 }));
  await refuses('USAGE', /^open: the options must be an object, found a string$/, () => open(bytes, 'wasm'));
  await refuses('USAGE', /^open: the options must be an object, found null$/, () => open(bytes, null));
  await refuses('USAGE', /^open: wasm must be a URL, .*, found a number$/, () => open(bytes, { wasm: 1 }));
  answers(await open(bytes, {}));
  answers(await open(bytes, { wasm: undefined }));
});

test('after close, every call says so', async () => {
  const docs = await open(bytes);
  assert.equal(docs.info.name, 'Lantern');
  docs.close();
  docs.close();
  for (const call of [
    () => docs.search('lamp'),
    () => docs.read('index'),
    () => docs.list(),
    () => docs.navigation(),
    () => docs.releases(),
    () => docs.info,
  ]) {
    await refuses('CLOSED', /^these docs are closed; open the index again$/, call);
  }
});

test('closing one leaves the others open', async () => {
  const [first, second] = await Promise.all([open(bytes), open(bytes)]);
  first.close();
  answers(second);
});

test('the end of a block closes', async () => {
  const docs = await open(bytes);
  docs[Symbol.dispose]();
  await refuses('CLOSED', undefined, () => docs.list());
});

test('closing gives the memory back', async () => {
  const { open } = await import(new URL('docs.js', MODULES));
  (await open(bytes)).close();
  const { memory } = (await import(new URL('wasm/reader.js', DIST))).initSync();
  const used = async (times) => {
    for (let i = 0; i < times; i++) (await open(bytes)).close();
    return memory.buffer.byteLength;
  };
  const before = await used(10);
  assert.equal(await used(1000), before);
});

test('a trap closes these docs, and says that the index is at fault', async (t) => {
  const { open } = await import(new URL('docs.js', MODULES));
  const { Engine } = await import(new URL('wasm/reader.js', DIST));
  const healthy = await open(bytes);
  const docs = await open(bytes);
  const { search } = Engine.prototype;
  t.after(() => (Engine.prototype.search = search));
  Engine.prototype.search = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  await refuses('CORRUPT', /the engine stopped: unreachable/, () => docs.search('lamp'));
  await refuses('CLOSED', undefined, () => docs.read('index'));
  Engine.prototype.search = search;
  docs.close();
  answers(healthy);
});

test('an error is an Error with a name, a code and no list', () => {
  const error = new HeadwordError('IO', 'message');
  assert.equal(String(error), 'HeadwordError: message');
  assert.ok(error instanceof Error);
  assert.deepEqual(error.errors, []);
});

test('an index is opened from a response, a blob and a file', async () => {
  answers(await open(new Response(bytes)));
  answers(await open(new Blob([bytes])));
  const half = new File([bytes.subarray(0, 100)], 'half.headword');
  await refuses('CORRUPT', /^half\.headword: /, () => open(half));
  await refuses('IO', /^cannot fetch the response: HTTP 404; check the address$/, () => open(new Response('', { status: 404 })));
  const used = new Response(bytes);
  await used.arrayBuffer();
  await refuses('IO', /^cannot read the source: /, () => open(used));
});
