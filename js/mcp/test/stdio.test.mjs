// The program as a client sees it: a child process that speaks the protocol on its standard streams.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { open } from 'headword';
import { corpus, program } from './indexes.mjs';
import { run } from './run.mjs';

const docs = await open(corpus);
const pages = `${docs.info.pages} pages`;
docs.close();

// Both protocols that the SDK serves from one factory: the stateless one and those before it.
for (const mode of [{ pin: '2026-07-28' }, 'legacy']) {
  describe(`over stdio, protocol ${mode.pin ?? mode}`, () => {
    let client;
    before(async () => {
      client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
      await client.connect(new StdioClientTransport({ command: process.execPath, args: [program, corpus], stderr: 'ignore' }));
    });
    after(() => client.close());

    const call = async (name, args) => {
      const { content, isError = false } = await client.callTool({ name, arguments: args });
      assert.equal(content.length, 1);
      return { text: content[0].text, isError };
    };

    test('says what it is and how to use it', () => {
      assert.equal(client.getServerVersion().name, 'headword');
      assert.equal(client.getServerVersion().title, 'Lantern docs');
      assert.match(client.getInstructions(), new RegExp(`Lantern docs, ${pages}.*docs_search.*docs_read.*cite its URL`));
    });

    test('lists two tools that only read', async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map((tool) => tool.name), ['docs_search', 'docs_read']);
      for (const { title, description, annotations, inputSchema } of tools) {
        assert.ok(title.length > 0 && description.length < 300);
        assert.deepEqual(annotations, { readOnlyHint: true, idempotentHint: true, openWorldHint: false });
        assert.equal(inputSchema.type, 'object');
      }
      assert.deepEqual(tools.map((tool) => tool.inputSchema.required), [['query'], ['path']]);
      assert.ok(Buffer.byteLength(JSON.stringify(tools)) < 2000);
    });

    test('finds a page and reads it by the path it printed', async () => {
      const found = await call('docs_search', { query: 'rotate api key' });
      assert.equal(found.isError, false);
      const path = /path: (\S+)/.exec(found.text)[1];
      assert.equal(path, 'guides/keys#rotate-a-key');
      assert.match(found.text, /url: https:\/\/lantern\.example\/docs\/guides\/keys#rotate-a-key/);

      const read = await call('docs_read', { path });
      assert.equal(read.isError, false);
      assert.match(read.text, /^.*Rotate a key\npath: guides\/keys#rotate-a-key\nurl: https:\/\/lantern\.example\S+\n\n/);
    });

    test('limits the pages', async () => {
      const { text } = await call('docs_search', { query: 'lamp', limit: 1 });
      assert.match(text, /^The best 1 of \d+ pages for "lamp"/);
      assert.equal(text.match(/path: /g).length, 1);
    });

    test('answers nothing found with advice', async () => {
      const { text, isError } = await call('docs_search', { query: 'zeppelin' });
      assert.equal(isError, false);
      assert.match(text, /^No page matches "zeppelin"\. Check the spelling/);
    });

    test('answers mistakes as errors that a model can read', async () => {
      const mistakes = [
        ['docs_read', { path: 'no/such/page' }, /no\/such\/page/],
        ['docs_read', { path: 'x/'.repeat(500_000) }, /x\/x\//],
        ['docs_read', {}, /"path" must be a string/],
        ['docs_search', { query: '' }, /empty/],
        ['docs_search', { query: 'lamp '.repeat(200_000) }, /shorten/],
        ['docs_search', { query: ['lamp'] }, /"query" must be a string/],
        ['docs_search', { query: 'lamp', limit: 'many' }, /"limit" must be a number/],
      ];
      for (const [name, args, expected] of mistakes) {
        const { text, isError } = await call(name, args);
        assert.equal(isError, true);
        assert.match(text, expected);
        assert.ok(text.length <= 300, text);
      }
    });
  });
}

test('exits with 0 at the end of its input, and prints nothing but protocol', async () => {
  const hello = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } } };
  // Input is held open until the answer is there: the SDK drops requests that are open at its end.
  const { code, stdout, stderr } = await run([corpus], (child) => {
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    child.stdout.once('data', () => child.stdin.end());
  });
  assert.equal(code, 0);
  assert.equal(stdout.trim().split('\n').length, 1);
  assert.equal(JSON.parse(stdout).result.serverInfo.name, 'headword');
  assert.ok(stderr.includes(`serving Lantern docs: ${pages}`), stderr);
});

test('exits with 0 when the input is empty', async () => {
  const { code, stdout } = await run([corpus], (child) => child.stdin.end());
  assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
});

test('exits with 0 when nobody reads its output any more', async () => {
  const { code } = await run([corpus], (child) => {
    child.stdout.destroy();
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })}\n`);
  });
  assert.equal(code, 0);
});
