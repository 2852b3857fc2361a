// A server that does nothing, of the SDK that @headword/mcp is made with: what every such server costs.

import { McpServer, fromJsonSchema } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

serveStdio(() => {
  const server = new McpServer({ name: 'nothing', version: '1.0.0' });
  const inputSchema = fromJsonSchema({ type: 'object', properties: { query: { type: 'string' } } }, { getValidator: () => (data) => ({ valid: true, data }) });
  server.registerTool('nothing', { inputSchema }, () => ({ content: [{ type: 'text', text: 'Nothing.' }] }));
  return server;
});
