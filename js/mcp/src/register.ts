// The tools of `headword/tools` on a server of the SDK.

import type { CallToolResult, McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { type DocsOrMany, type ObjectSchema, type Tool, type ToolOptions, docsTools } from 'headword/tools';

/**
 * Registers the tools for these docs on a server of your own, beside whatever it has. One server takes them once.
 *
 * @throws {Error} Where the prefix or the name of an index is none that can be called.
 * @example
 * ```ts
 * const server = new McpServer({ name: 'acme', version: '1.0.0' });
 * registerDocs(server, await open('acme.headword'));
 * ```
 */
export function registerDocs(server: McpServer, docs: DocsOrMany, options: ToolOptions = {}): void {
  registerTools(server, docsTools(docs, options));
}

/** Registers tools that are made already. */
export function registerTools(server: McpServer, tools: readonly Tool[]): void {
  for (const { name, title, description, inputSchema, outputSchema, annotations, call } of tools) {
    const config = { title, description, inputSchema: unchecked(inputSchema), annotations };
    const answer = async (args: unknown, { mcpReq }: { mcpReq: { signal: AbortSignal } }): Promise<CallToolResult> => {
      const { content, structuredContent, isError } = await call(args, { signal: mcpReq.signal });
      return { content: [...content], ...(structuredContent && { structuredContent }), ...(isError && { isError }) };
    };
    if (outputSchema === undefined) server.registerTool(name, config, answer);
    else server.registerTool(name, { ...config, outputSchema: unchecked(outputSchema) }, answer);
  }
}

/** The schema as clients see it. Values are checked by whoever takes them: a tool forgives what a schema would refuse. */
export function unchecked(schema: ObjectSchema): StandardSchemaWithJSON<unknown, unknown> {
  const json = { ...schema };
  return {
    '~standard': {
      version: 1,
      vendor: 'headword',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => json, output: () => json },
    },
  };
}
