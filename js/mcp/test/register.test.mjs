// The package as a library: its tools on a server of one's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docsServer, estimateTokens, registerDocs } from '@headword/mcp';
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { open } from 'headword';
import { corpus, large } from './indexes.mjs';

/** A client of a server in this process. */
async function connected(server) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1.0.0' });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

test('registerDocs adds its tools beside others', async () => {
  const server = new McpServer({ name: 'acme', version: '1.0.0' });
  server.registerTool('ping', {}, () => ({ content: [{ type: 'text', text: 'pong' }] }));
  registerDocs(server, await open(corpus));
  const client = await connected(server);
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name), ['ping', 'docs_search', 'docs_read']);
  await client.close();
});

test('several servers share one index, each with its own budgets', async () => {
  const docs = await open(large);
  const small = await connected(docsServer(docs, { searchTokens: 300, readTokens: 400 }));
  const usual = await connected(docsServer(docs));
  const { path } = docs.list().reduce((a, b) => (docs.read(a.path).markdown.length > docs.read(b.path).markdown.length ? a : b));
  for (const [client, search, read] of [[small, 300, 400], [usual, 3000, 6000]]) {
    const found = await client.callTool({ name: 'docs_search', arguments: { query: 'a', limit: '50' } });
    const page = await client.callTool({ name: 'docs_read', arguments: { path } });
    assert.ok(estimateTokens(found.content[0].text) <= search);
    assert.ok(estimateTokens(page.content[0].text) <= read);
  }
  await Promise.all([small.close(), usual.close()]);
});

test('docs that were closed answer with an error', async () => {
  const docs = await open(corpus);
  const client = await connected(docsServer(docs));
  docs.close();
  const { isError, content } = await client.callTool({ name: 'docs_search', arguments: { query: 'lamp' } });
  assert.equal(isError, true);
  assert.match(content[0].text, /closed/);
  await client.close();
});
