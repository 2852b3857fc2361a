// Streamable HTTP, for one machine unless told otherwise.

import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type McpServerFactory,
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  originValidationResponse,
} from '@modelcontextprotocol/server';

/** The one path that is served. */
const PATH = '/mcp';
/** The most that a request may hold: no argument is long. */
const MOST_BYTES = 4 * 1024 * 1024;

/** How to serve. */
export interface HttpOptions {
  /** The port; 0 takes a free one. */
  readonly port: number;
  /** The address to listen on. `127.0.0.1` unless given; one that others can reach asks for `allowedHosts`. */
  readonly host?: string | undefined;
  /**
   * Host names that requests may name in `Host` and `Origin`, beside those of this machine. Without this check, any
   * site that a user visits could ask the server through a name that it points here.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Is told what goes wrong beside the answers. */
  readonly onerror?: (error: Error) => void;
}

/** A server that listens. */
export interface HttpServer {
  /** Where clients connect to. */
  readonly url: string;
  /** Ends it, with the connections that are open. */
  close(): Promise<void>;
}

/**
 * Serves MCP over Streamable HTTP at `/mcp`, to clients of protocol 2026-07-28 and of those before it, without sessions.
 *
 * Other paths answer 404, other methods than POST 405, bodies over 4 MiB 413, other hosts and origins 403.
 *
 * @throws {Error} Where `host` is one that others reach and no host is allowed, or the port is taken.
 * @example
 * ```ts
 * const { url, close } = await serveHttp(docsServers(await open('docs.headword')), { port: 3000 });
 * ```
 */
export async function serveHttp(servers: McpServerFactory, options: HttpOptions): Promise<HttpServer> {
  const { port, host = '127.0.0.1', allowedHosts = [], onerror = () => {} } = options;
  if (!isLocal(host) && allowedHosts.length === 0) {
    throw new Error(
      `${host} can be reached from other machines: say by which host name they may ask, with --allowed-host`,
    );
  }
  const hosts = [...localhostAllowedHostnames(), ...allowedHosts];
  const handler = createMcpHandler(servers, { maxRequestBodySize: MOST_BYTES, onerror });
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, hosts, handler.fetch).catch((error: unknown) => {
      onerror(error instanceof Error ? error : new Error(String(error)));
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, family, port: taken } = server.address() as AddressInfo;
  const shown = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${shown}:${taken}${PATH}`,
    async close() {
      await handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  hosts: string[],
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const response = await respond(incoming, hosts, gone.signal, fetch);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    outgoing.end();
  } else {
    // A client that goes away is no error.
    await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch(() => {});
  }
}

async function respond(
  incoming: IncomingMessage,
  hosts: string[],
  signal: AbortSignal,
  fetch: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { method = '', headers, url = '' } = incoming;
  const bare = new Request(`http://localhost${PATH}`, { headers: pairs(incoming) });
  const refused = hostHeaderValidationResponse(bare, hosts) ?? originValidationResponse(bare, hosts);
  if (refused !== undefined) return refused;
  if (url.split('?')[0] !== PATH) return refusal(404, `Not found: MCP is served at ${PATH}.`);
  if (method !== 'POST')
    return refusal(405, 'Method not allowed: this server has no sessions and only takes POST.', { allow: 'POST' });
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES)
    return refusal(413, 'The request is over 4 MiB.', { connection: 'close' });
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  return fetch(
    new Request(`http://localhost${PATH}`, {
      method,
      headers: pairs(incoming),
      body,
      duplex: 'half',
      signal,
    } as RequestInit),
  );
}

/** The headers as they came: Node keeps names and values in one list. */
function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as [string, string]] : []));
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(
    { jsonrpc: '2.0', error: { code: -32000, message }, id: null },
    { status, headers: { ...headers } },
  );
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
