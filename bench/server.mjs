// A server of files that counts what it sends, after brotli as a host would send them.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { compressed } from './sizes.mjs';

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.html': 'text/html' };
/** These let a page read a clock of 5 µs; without them it is one of 100. */
const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cache-Control': 'no-store' };

/**
 * Serves folders, and pages that are given as text.
 * @param folders - The folder below each first name of a path.
 * @param pages - The HTML at each whole path. It is not counted.
 * @returns Its address, and `sent`: bytes of bodies and requests that were answered.
 */
export async function serve(folders, pages, quality) {
  const cache = new Map();
  const sent = { bytes: 0, requests: 0 };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pages[pathname]) return response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html' }).end(pages[pathname]);
    const [, first, ...rest] = normalize(decodeURIComponent(pathname)).split('/');
    const file = folders[first] && join(folders[first], ...rest);
    try {
      if (!cache.has(file)) cache.set(file, await files(file, quality));
    } catch {
      return response.writeHead(404, HEADERS).end();
    }
    const { bytes, brotli } = cache.get(file);
    // A range is of the file itself, as hosts give it.
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (from !== undefined) {
      const part = bytes.subarray(Number(from), Number(to) + 1);
      sent.bytes += part.length;
      sent.requests += 1;
      const range = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`;
      return response.writeHead(206, { ...HEADERS, 'Content-Type': 'application/octet-stream', 'Content-Range': range }).end(part);
    }
    sent.bytes += brotli.length;
    sent.requests += 1;
    const isSmaller = brotli.length < bytes.length;
    const headers = { ...HEADERS, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' };
    if (isSmaller && /\bbr\b/.test(request.headers['accept-encoding'])) {
      response.writeHead(200, { ...headers, 'Content-Encoding': 'br' }).end(brotli);
    } else {
      response.writeHead(200, headers).end(bytes);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${server.address().port}`, sent, close: () => server.close() };
}

async function files(file, quality) {
  const bytes = await readFile(file);
  return { bytes, brotli: await compressed(bytes, quality) };
}
