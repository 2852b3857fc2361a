/**
 * An MCP server that searches and reads documentation from `.headword` files.
 *
 * @packageDocumentation
 */

export type { DocsOrMany, Profile, ToolOptions } from 'headword/tools';
export { type HttpOptions, type HttpServer, serveHttp } from './http.js';
export { registerDocs } from './register.js';
export { docsServer, docsServers } from './server.js';
