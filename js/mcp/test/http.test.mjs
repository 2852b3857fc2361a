// The program over Streamable HTTP: both protocols, and what it refuses.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { corpus, program } from './indexes.mjs';

let child;
let url;

before(async () => {
  child = spawn(process.execPath, [program, '--http', '0', '--allowed-host', 'docs.example', corpus], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  url = await new Promise((resolve, reject) => {
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      const [found] = /http:\S+/.exec(stderr) ?? [];
      if (found) resolve(new URL(found));
    });
    child.on('close', () => reject(new Error(stderr)));
  });
});

test('listens where only this machine reaches it', () => {
  assert.match(url.href, /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
});

for (const mode of [{ pin: '2026-07-28' }, 'legacy']) {
  test(`answers clients of protocol ${mode.pin ?? mode}`, async () => {
    const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(url));
    const { content } = await client.callTool({ name: 'docs_search', arguments: { query: 'rotate key' } });
    assert.match(content[0].text, /path: guides\/keys#rotate-a-key/);
    assert.equal((await client.listTools()).tools.length, 3);
    await client.close();
  });
}

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** Node's own `fetch` does not let a test choose the host. */
function send(method, headers = {}, body = '', path = url.pathname) {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: url.hostname, port: url.port, path, method, headers: { ...HEADERS, ...headers } },
      (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (chunk) => (text += chunk))
          .on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('refuses', () => {
  test('hosts and origins that are not its own', async () => {
    const port = url.port;
    for (const headers of [
      {},
      { host: `localhost:${port}` },
      { host: `[::1]:${port}` },
      { host: 'docs.example' },
      { origin: 'http://localhost:8080' },
      { origin: 'https://docs.example' },
    ]) {
      assert.equal((await send('POST', headers, LIST)).status, 200, JSON.stringify(headers));
    }
    for (const headers of [
      { host: 'evil.example' },
      { host: `127.0.0.1.evil.example:${port}` },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      assert.equal((await send('POST', headers, LIST)).status, 403, JSON.stringify(headers));
      assert.equal((await send('GET', headers)).status, 403, JSON.stringify(headers));
    }
  });

  test('methods other than POST, and other paths', async () => {
    for (const method of ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await send(method);
      assert.deepEqual([status, headers.allow], [405, 'POST'], method);
    }
    assert.equal((await send('POST', {}, LIST, '/')).status, 404);
    assert.equal((await send('POST', {}, LIST, '/mcp/../etc/passwd')).status, 404);
  });

  test('bodies over 4 MiB, whether their length is said or not', async () => {
    const large = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'docs_search', arguments: { query: 'x'.repeat(4 * 1024 * 1024) } },
    });
    for (const headers of [{ 'content-length': String(large.length) }, { 'transfer-encoding': 'chunked' }]) {
      const status = await send('POST', headers, large).then(
        (answer) => answer.status,
        (error) => error.code,
      );
      // A connection that is closed while the rest is still being sent tells the same.
      assert.ok(status === 413 || status === 'EPIPE' || status === 'ECONNRESET', String(status));
    }
    assert.equal((await send('POST', {}, LIST)).status, 200);
  });

  test('what is no JSON', async () => {
    assert.equal((await send('POST', {}, '{')).status, 400);
    assert.equal((await send('POST', { 'content-type': 'text/plain' }, LIST)).status, 415);
  });
});

test('ends with 0 when it is told to', async () => {
  const closed = new Promise((resolve) => child.on('close', (code) => resolve(code)));
  child.kill('SIGTERM');
  assert.equal(await closed, 0);
});

after(() => child.kill('SIGKILL'));
