// The package as a library: its tools on a server of one's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docsServer, docsServers, registerDocs } from '@headword/mcp';
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { open } from 'headword';
import { estimateTokens } from 'headword/tools';
import { corpus, large, site } from './indexes.mjs';

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
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['ping', 'docs_search', 'docs_read', 'docs_list'],
  );
  await client.close();
});

test('several servers share one index, each with its own budgets', async () => {
  const docs = await open(large);
  const small = await connected(docsServer(docs, { searchTokens: 300, readTokens: 400 }));
  const usual = await connected(docsServer(docs));
  const { path } = docs
    .list()
    .reduce((a, b) => (docs.read(a.path).markdown.length > docs.read(b.path).markdown.length ? a : b));
  for (const [client, search, read] of [
    [small, 300, 400],
    [usual, 3000, 6000],
  ]) {
    const found = await client.callTool({ name: 'docs_search', arguments: { query: 'a', limit: '50' } });
    const page = await client.callTool({ name: 'docs_read', arguments: { path } });
    assert.ok(estimateTokens(found.content[0].text) <= search);
    assert.ok(estimateTokens(page.content[0].text) <= read);
  }
  await Promise.all([small.close(), usual.close()]);
});

test('pages of resources are as many as there are pages, each once', async () => {
  const docs = await open(large);
  const client = await connected(docsServer(docs));
  const uris = [];
  let cursor;
  do {
    // The client's own method walks through all pages.
    const { resources, nextCursor } = await client.request({
      method: 'resources/list',
      params: cursor === undefined ? {} : { cursor },
    });
    assert.ok(resources.length <= 100);
    uris.push(...resources.map(({ uri }) => uri));
    cursor = nextCursor;
  } while (cursor !== undefined);
  assert.equal(new Set(uris).size, uris.length);
  assert.equal(uris.length, docs.list().length + 2);
  await assert.rejects(client.listResources({ cursor: 'x' }), /begin without one/);
  await client.close();
});

test('tools/list is small: 4,800 bytes for three tools, 7,200 for all', async () => {
  for (const [index, most, count] of [
    [corpus, 4800, 3],
    [site, 7200, 5],
    [large, 7200],
  ]) {
    const client = await connected(docsServer(await open(index)));
    const { tools } = await client.listTools();
    assert.equal(tools.length, count ?? tools.length);
    assert.ok(Buffer.byteLength(JSON.stringify({ tools })) <= most);
    await client.close();
  }
});

test('profiles: structured answers pass the schema that their tool shows', async () => {
  const client = await connected(docsServer(await open(site), { profile: 'openai' }));
  assert.deepEqual(
    (await client.listTools()).tools.map(({ name }) => name),
    ['search', 'fetch'],
  );
  const { structuredContent, content } = await client.callTool({ name: 'search', arguments: { query: 'lamp' } });
  assert.deepEqual(JSON.parse(content[0].text), structuredContent);
  const { structuredContent: page } = await client.callTool({
    name: 'fetch',
    arguments: { id: structuredContent.results[0].id },
  });
  assert.equal(page.id, structuredContent.results[0].id);
  assert.match(client.getInstructions(), /with search and a few key words, then read the best path with fetch/);
  await client.close();
});

test('servers that are made one after another share what is made once', async () => {
  const make = docsServers({ corpus: await open(corpus), site: await open(site) }, { prefix: 'lantern' });
  const clients = await Promise.all([connected(make()), connected(make())]);
  const lists = await Promise.all(clients.map((client) => client.listTools()));
  assert.equal(JSON.stringify(lists[0].tools), JSON.stringify(lists[1].tools));
  assert.equal(lists[0].tools[0].name, 'lantern_search');
  const { contents } = await clients[0].readResource({ uri: 'docs://site/guides/first-lamp' });
  assert.match(contents[0].text, /path: site:guides\/first-lamp\n/);
  await Promise.all(clients.map((client) => client.close()));
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
