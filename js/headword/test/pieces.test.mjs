// An index on the web, read in pieces: over ranges, from files, and whole where neither is to be had.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { open, openInPieces } from 'headword';
import { build } from 'headword/build';
import { fixtures, folder, refuses, run } from './support.mjs';

const dir = folder({ after });
fixtures(dir, 'js');
const small = readFileSync(join(dir, 'docs.headword'));
const large = await largeIndex('');
const whole = await open(large);
writeFileSync(join(dir, 'large.headword'), large);
assert.equal(run('js', ['split', 'large.headword', '--out', 'split'], dir).status, 0);

/** More than the head of an index: many words on hundreds of pages. */
async function largeIndex(more) {
  const word = (number) => `w${(number % 7001).toString(8)}ord${number % 11}`;
  const files = Array.from({ length: 700 }, (_, page) => {
    const words = Array.from({ length: 160 }, (_, place) => word(page * 31 + place * place * 13));
    const source = `# Page ${page}\n\n${more}${words.join(' ')}\n\n## Part\n\n${words.reverse().join(' ')}\n`;
    return { path: `folder-${page % 23}/the-path-of-page-${page}.md`, source };
  });
  return (await build(files)).bytes;
}

/** A server of files and of bytes; `answer` may do something else with a request. */
async function serve(t, files = {}, { ranges = true, answer = () => false } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.range ?? request.url);
    if (answer(request, response)) return;
    let bytes = files[request.url];
    try {
      bytes ??= readFileSync(join(dir, request.url));
    } catch {
      response.writeHead(404).end();
      return;
    }
    const [, first, last] = (ranges && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')) || [];
    if (first === undefined) {
      response.end(bytes);
      return;
    }
    const part = bytes.subarray(Number(first), Number(last) + 1);
    const range = `bytes ${first}-${Number(first) + part.length - 1}/${bytes.length}`;
    response.writeHead(206, { 'content-range': range }).end(part);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

/** That these docs answer everything as the whole index does. */
async function answers(docs) {
  for (const query of ['w17ord4 w250ord3', 'page 77', 'w12', 'nothing-of-this-kind']) {
    assert.deepEqual(await docs.search(query), whole.search(query));
  }
  const { path } = whole.search('page 77').hits[0];
  assert.deepEqual(await docs.read(path), whole.read(path));
  assert.deepEqual(await docs.info(), whole.info);
  await refuses('NOT_FOUND', undefined, () => docs.read('nowhere'));
}

test('over ranges, a question fetches a small part', async (t) => {
  const { url, requests } = await serve(t);
  const docs = await openInPieces(`${url}/large.headword`);
  assert.equal(requests[0], 'bytes=0-65535');
  await docs.search('w17ord4 w250ord3');
  const { bytes, requests: count } = docs.traffic;
  assert.ok(bytes < large.length / 3, `${bytes} of ${large.length} bytes`);
  assert.equal(count, requests.length);
  await docs.search('w17ord4 w250ord3');
  assert.equal(docs.traffic.bytes, bytes, 'what has come is not fetched again');
  await answers(docs);
  assert.deepEqual(await docs.list(), whole.list());
  assert.deepEqual(await docs.navigation(), whole.navigation());
  assert.deepEqual(await docs.releases(), whole.releases());
  docs.close();
  await refuses('CLOSED', undefined, () => docs.search('page'));
});

test('questions at the same time share what they fetch', async (t) => {
  const { url } = await serve(t);
  const one = await openInPieces(`${url}/large.headword`);
  await one.search('page 77');
  const two = await openInPieces(`${url}/large.headword`);
  const both = await Promise.all([two.search('page 77'), two.search('page 77')]);
  assert.deepEqual(both[0], both[1]);
  assert.equal(two.traffic.bytes, one.traffic.bytes);
});

test('a server without ranges gives the whole file, once', async (t) => {
  const { url, requests } = await serve(t, {}, { ranges: false });
  const docs = await openInPieces(`${url}/large.headword`);
  await answers(docs);
  assert.equal(requests.length, 1);
});

test('a small index is fetched as a whole', async (t) => {
  const { url, requests } = await serve(t, { '/middle': large.subarray(0, 0), '/docs': small });
  const docs = await openInPieces(`${url}/docs`);
  assert.equal((await docs.search('rotate key')).hits[0].path, 'guides/keys#rotate-a-key');
  assert.equal(requests.length, 1);
});

test('pieces that are files of their own', async (t) => {
  const { url, requests } = await serve(t, {}, { ranges: false });
  const docs = await openInPieces(`${url}/split/large.headword`);
  await docs.search('w17ord4 w250ord3');
  assert.ok(docs.traffic.bytes < large.length, `${docs.traffic.bytes} of ${large.length} bytes`);
  await answers(docs);
  assert.match(requests[1], /^\/split\/[0-9a-f]{8}-\d+\.piece$/);
  // As a whole, from the web and from a folder.
  for (const source of [`${url}/split/large.headword`, join(dir, 'split/large.headword')]) {
    const docs = await open(source);
    assert.deepEqual(docs.search('page 77'), whole.search('page 77'));
  }
});

test('an index that is replaced while it is read is refused', async (t) => {
  const files = { '/docs': large };
  const { url } = await serve(t, files);
  const docs = await openInPieces(`${url}/docs`);
  files['/docs'] = await largeIndex('More. ');
  const message = /^http:.*\/docs: it was replaced or damaged since it was opened; open it again$/;
  await refuses('CORRUPT', message, () => docs.search('w17ord4 w250ord3'));
  await answersLater(docs, files);
});

/** The same docs answer once the server has the index again. */
async function answersLater(docs, files) {
  files['/docs'] = large;
  assert.deepEqual(await docs.search('page 77'), whole.search('page 77'));
}

test('servers that lie', async (t) => {
  const lies = [
    // Another range, fewer bytes, other bytes, an error.
    (range, response) => response.writeHead(206, { 'content-range': `bytes 7-${range[1]}/${large.length}` }).end(large.subarray(7)),
    (range, response) => response.writeHead(206).end(large.subarray(range[0], range[1])),
    (range, response) => response.writeHead(206).end(Buffer.alloc(range[1] + 1 - range[0])),
    (range, response) => response.writeHead(200).end(large.subarray(0, 70_000)),
    (_, response) => response.writeHead(503).end(),
  ];
  for (const lie of lies) {
    const answer = (request, response) => {
      const [first, last] = (request.headers.range?.match(/\d+/g) ?? []).map(Number);
      return first > 0 && Boolean(lie([first, last], response));
    };
    const { url } = await serve(t, {}, { answer });
    const docs = await openInPieces(`${url}/large.headword`);
    const check = (error) => ['IO', 'CORRUPT'].includes(error.code) && error.message.includes('/large.headword: ');
    await assert.rejects(docs.search('w17ord4 w250ord3'), check);
  }
});

test('what is no index', async (t) => {
  const { url } = await serve(t, { '/half': large.subarray(0, large.length / 2), '/start': large.subarray(0, 5000) });
  for (const [name, code] of [
    ['text.headword', 'CORRUPT'],
    ['nothing.headword', 'CORRUPT'],
    ['altered.headword', 'CORRUPT'],
    ['future.headword', 'VERSION'],
    ['analyzer.headword', 'ANALYZER'],
    ['nowhere', 'IO'],
  ]) {
    await refuses(code, (message) => message.includes(`${url}/${name}`), () => openInPieces(`${url}/${name}`));
  }
  await assert.rejects(openInPieces(`${url}/start`), { code: 'IO' });
  const half = await openInPieces(`${url}/half`);
  await assert.rejects(half.read('folder-9/the-path-of-page-699'), (error) => ['IO', 'CORRUPT'].includes(error.code));
  await refuses('IO', /^cannot fetch http:\/\/127\.0\.0\.1:1\/: /, () => openInPieces('http://127.0.0.1:1/'));
  await refuses('USAGE', /the source must be a URL, found a number$/, () => openInPieces(7));
  await refuses('USAGE', /^openInPieces: unknown option "limit"; it takes wasm$/, () => openInPieces(url, { limit: 1 }));
});

for (const command of ['rust', 'js']) {
  test(`the command reads in pieces too: ${command}`, async (t) => {
    const { url, requests } = await serve(t);
    const { spawn } = await import('node:child_process');
    const { COMMANDS } = await import('./support.mjs');
    // Not `spawnSync`: the server is in this process.
    const ask = (...args) => {
      const [program, ...first] = COMMANDS[command];
      const child = spawn(program, [...first, ...args]);
      let text = '';
      child.stdout.on('data', (data) => (text += data));
      child.stderr.on('data', (data) => (text += data));
      return new Promise((resolve) => child.on('close', () => resolve(text)));
    };
    const expected = run(command, ['search', 'large.headword', 'page 77'], dir).stdout;
    for (const name of ['large.headword', 'split/large.headword']) {
      requests.length = 0;
      assert.equal(await ask('search', `${url}/${name}`, 'page 77'), expected);
      assert.ok(requests.length > 3, requests.join(' '));
      const inspected = run(command, ['inspect', 'large.headword', '--json'], dir).stdout;
      assert.equal(await ask('inspect', `${url}/${name}`, '--json'), inspected);
    }
    assert.match(await ask('search', `${url}/nowhere`, 'x'), /^error\[IO\]: cannot fetch http:.*\/nowhere: HTTP 404; check the address\n$/);
  });
}
