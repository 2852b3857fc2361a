// The profile workos in place of the server whose tools it has: the same names, and arguments that it takes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRequire } from 'node:module';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { large, program, withoutWorkos } from './indexes.mjs';

const original = createRequire(import.meta.url).resolve('@workos/mcp-docs-server');

async function connected(args) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
  return client;
}

test('has its tools with its arguments, and answers what it does not', { skip: withoutWorkos }, async () => {
  const [theirs, ours] = await Promise.all([connected([original]), connected([program, '--profile', 'workos', large])]);
  const [before, after] = (await Promise.all([theirs.listTools(), ours.listTools()])).map(
    ({ tools }) => new Map(tools.map((tool) => [tool.name, tool.inputSchema])),
  );
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
  for (const [name, { properties, required }] of before) {
    assert.deepEqual(after.get(name).required, required, name);
    for (const argument of Object.keys(properties))
      assert.ok(argument in after.get(name).properties, `${name}: ${argument}`);
  }
  const question = { name: 'workos_search', arguments: { query: 'signature webhook verify', maxResults: 3 } };
  assert.equal((await theirs.callTool(question)).isError, true);
  const { content } = await ours.callTool(question);
  assert.match(content[0].text, /path: events\/data-syncing\/webhooks/);
  const news = { name: 'workos_changelogs', arguments: { package: 'workos-platform' } };
  const [theirNews, ourNews] = await Promise.all([theirs.callTool(news), ours.callTool(news)]);
  for (const [, title] of theirNews.content[0].text.matchAll(/^## (.+)$/gm))
    assert.ok(ourNews.content[0].text.includes(title), title);
  await Promise.all([theirs.close(), ours.close()]);
});
