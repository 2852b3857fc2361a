// What an address may cost, with limits that a test can wait for. `crates/cli/src/fetch.rs` has the same tests.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { MODULES, refuses } from './support.mjs';

const { fetchChangelog } = await import(new URL('fetch-changelog.js', MODULES));

const TIGHT = { time: 500, redirects: 2, bytes: 1000 };
const LATER = 'try again later, or save it to a file and give that';

/** The address of a server that gives each request the next of `answers`, and hangs after the last one. */
async function serve(t, ...answers) {
  const server = createServer((request, response) => answers.shift()?.(response, request));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${server.address().port}/feed.xml`;
}

const on = (response) => response.writeHead(302, { location: '/next.xml' }).end('moved');
const feed = (response) => response.end('<feed/');

async function refused(url, reason) {
  await refuses('IO', (said) => said === `cannot fetch ${url}: ${reason}`, () => fetchChangelog(url, TIGHT));
}

test('a feed is fetched, also where it has moved', async (t) => {
  const text = async (...answers) => Buffer.from(await fetchChangelog(await serve(t, ...answers), TIGHT)).toString();
  assert.equal(await text(feed), '<feed/');
  assert.equal(await text(on, on, feed), '<feed/');
  assert.equal(await text((response) => response.end()), '');
  assert.equal(await text((response) => response.end('x'.repeat(1000))), 'x'.repeat(1000));
});

test('the server is told who asks', async (t) => {
  const url = await serve(t, (response, { headers }) => response.end(headers['user-agent']));
  assert.match(Buffer.from(await fetchChangelog(url, TIGHT)).toString(), /^headword\/\d/);
});

test('a server that hangs is given up, also one that hangs halfway or where it led', async (t) => {
  const hangs = `no answer within 0.5 s; ${LATER}`;
  await refused(await serve(t), hangs);
  await refused(await serve(t, (response) => response.writeHead(200, { 'content-length': 6 }).write('<fe')), hangs);
  await refused(await serve(t, on), hangs);
});

test('what is no feed is refused', async (t) => {
  const check = 'check the address';
  await refused(await serve(t, (response) => response.writeHead(404).end('no')), `the server answered 404; ${check}`);
  await refused(await serve(t, (response) => response.writeHead(503).end()), `the server answered 503; ${check}`);
  await refused(await serve(t, on, on, on), `more than 2 redirects; ${check}`);
  for (const location of ['data:text/plain,feed', 'file:///etc/passwd', 'http://']) {
    await refused(await serve(t, (response) => response.writeHead(302, { location }).end()), `it is no address; ${check}`);
  }
  const save = 'save the part that matters to a file and give that';
  // One that never ends is not read to its end.
  const endless = (response) => {
    const more = setInterval(() => response.write('x'.repeat(300)), 10);
    response.on('close', () => clearInterval(more));
  };
  await refused(await serve(t, endless), `it is larger than 1000 bytes; ${save}`);
  await refused('http://127.0.0.1:9/', `the connection failed; ${LATER}`);
  await refused('http://nowhere.invalid/', 'the server was not found; check the address and the connection');
});

test('an address that cannot be trusted is not read', async (t) => {
  // It answers, but not as https does.
  const url = (await serve(t)).replace('http:', 'https:');
  await refused(url, `no secure connection; ${LATER}`);
});
