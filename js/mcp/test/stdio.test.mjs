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
      await client.connect(
        new StdioClientTransport({ command: process.execPath, args: [program, corpus], stderr: 'ignore' }),
      );
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
      assert.match(
        client.getInstructions(),
        new RegExp(`Lantern docs: ${pages}.*docs_search.*docs_read.*cite its URL`),
      );
      assert.ok(client.getInstructions().length <= 2048);
    });

    test('lists tools that only read, always in the same bytes', async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map((tool) => tool.name),
        ['docs_search', 'docs_read', 'docs_list'],
      );
      for (const { title, description, annotations, inputSchema } of tools) {
        assert.ok(title.length > 0 && description.length < 400);
        assert.deepEqual(annotations, { readOnlyHint: true, idempotentHint: true, openWorldHint: false });
        assert.equal(inputSchema.type, 'object');
      }
      assert.equal(JSON.stringify((await client.listTools()).tools), JSON.stringify(tools));
      assert.ok(Buffer.byteLength(JSON.stringify(tools)) <= 4800);
    });

    test('finds a page and reads it by the path it printed', async () => {
      const found = await call('docs_search', { query: 'rotate api key' });
      assert.equal(found.isError, false);
      const path = /path: (\S+)/.exec(found.text)[1];
      assert.equal(path, 'guides/keys#rotate-a-key');
      const read = await call('docs_read', { path });
      assert.equal(read.isError, false);
      assert.match(
        read.text,
        /^Lantern docs @.*\n.*Rotate a key\npath: guides\/keys#rotate-a-key\nurl: https:\/\/lantern\.example\S+\n\n/,
      );
    });

    test('answers nothing found with advice, and mistakes as errors that a model can read', async () => {
      const { text, isError } = await call('docs_search', { query: 'zeppelin' });
      assert.equal(isError, false);
      assert.match(text, /no page matches "zeppelin"\./);
      for (const [name, args, expected] of [
        ['docs_read', { path: 'no/such/page' }, /no\/such\/page/],
        ['docs_read', {}, /"path" must be a string/],
        ['docs_search', { query: '' }, /"query" must be a string/],
        ['docs_search', { query: 'lamp', limit: 'many' }, /"limit" must be a number/],
      ]) {
        const { text, isError } = await call(name, args);
        assert.equal(isError, true);
        assert.match(text, expected);
      }
    });

    test('has pages as resources, in pages, with completion', async () => {
      const { resources, nextCursor } = await client.listResources();
      assert.equal(nextCursor, undefined);
      assert.deepEqual(
        resources.slice(0, 2).map(({ uri }) => uri),
        ['docs://lantern-docs/llms.txt', 'docs://lantern-docs/index.json'],
      );
      assert.ok(resources.some(({ uri, title }) => uri === 'docs://lantern-docs/guides/keys' && title.length > 0));
      const [llms] = (await client.readResource({ uri: 'docs://lantern-docs/llms.txt' })).contents;
      assert.match(llms.text, /^# Lantern docs\n\n> .*\]\(https:\/\/lantern\.example\/docs\/guides\/keys\)/s);
      const [list] = (await client.readResource({ uri: 'docs://lantern-docs/index.json' })).contents;
      assert.ok(JSON.parse(list.text).list.some(({ path }) => path === 'guides/keys'));
      const [page] = (await client.readResource({ uri: 'docs://lantern-docs/guides/keys#rotate-a-key' })).contents;
      assert.deepEqual([page.uri, page.mimeType], ['docs://lantern-docs/guides/keys#rotate-a-key', 'text/markdown']);
      assert.match(page.text, /path: guides\/keys#rotate-a-key\n/);
      await assert.rejects(client.readResource({ uri: 'docs://lantern-docs/nowhere' }), /nowhere/);

      const { resourceTemplates } = await client.listResourceTemplates();
      assert.deepEqual(
        resourceTemplates.map(({ uriTemplate }) => uriTemplate),
        ['docs://{index}/{+path}'],
      );
      const complete = async (name, value) => {
        const ref = { type: 'ref/resource', uri: 'docs://{index}/{+path}' };
        return (await client.complete({ ref, argument: { name, value } })).completion.values;
      };
      assert.deepEqual(await complete('index', 'lan'), ['lantern-docs']);
      assert.ok((await complete('path', 'guides/k')).includes('guides/keys'));
    });

    test('has two prompts', async () => {
      const { prompts } = await client.listPrompts();
      assert.deepEqual(
        prompts.map(({ name, arguments: [{ name: argument }] }) => [name, argument]),
        [
          ['docs_answer', 'question'],
          ['docs_check', 'code'],
        ],
      );
      const { messages } = await client.getPrompt({
        name: 'docs_answer',
        arguments: { question: 'How do I rotate a key?' },
      });
      assert.match(messages[0].content.text, /^How do I rotate a key\?\n\n.*docs_search.*docs_read/s);
    });
  });
}

test('tells clients of 2026-07-28 that lists and pages may be kept for an hour', async () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const methods = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list', 'server/discover'];
  const { stdout } = await run([corpus], (child) => {
    for (const [id, method] of methods.entries())
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: { _meta: meta } })}\n`);
    let seen = 0;
    child.stdout.on('data', (text) => {
      seen += text.split('\n').length - 1;
      if (seen === methods.length) child.stdin.end();
    });
  });
  for (const line of stdout.trim().split('\n')) {
    const { id, result } = JSON.parse(line);
    assert.deepEqual([result?.ttlMs, result?.cacheScope], [3_600_000, 'public'], methods[id]);
  }
});

test('exits with 0 at the end of its input, and prints nothing but protocol', async () => {
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
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

test('answers with the same bytes in every process', async () => {
  const asked = [
    ['initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } }],
    ['tools/list', {}],
    ['resources/list', {}],
    ['prompts/list', {}],
    ['tools/call', { name: 'docs_search', arguments: { query: 'rotate a lamp', limit: 20 } }],
    ['tools/call', { name: 'docs_read', arguments: { path: 'guides/keys', max_tokens: 300 } }],
  ];
  // One after another: answers to requests that are open together may come in any order.
  const once = () =>
    run([corpus], (child) => {
      let [next, rest] = [0, ''];
      const ask = () => {
        const [method, params] = asked[next] ?? [];
        if (method === undefined) return child.stdin.end();
        child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: next++, method, params })}\n`);
      };
      child.stdout.on('data', (text) => {
        rest += text;
        while (rest.includes('\n')) {
          rest = rest.slice(rest.indexOf('\n') + 1);
          ask();
        }
      });
      ask();
    });
  const [one, other] = await Promise.all([once(), once()]);
  assert.equal(one.stdout.trim().split('\n').length, asked.length);
  assert.equal(one.stdout, other.stdout);
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
