// Serves the page, the package and the index as the files they are: nothing is bundled.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// With these the browser trusts the page with a clock of 5 µs instead of 100: a query takes less.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Serves on this machine alone.
 * @param options.port - 0 for any that is free.
 * @param options.indexes - The folder that holds `workos.headword`.
 * @returns The address of the page, and how to stop.
 */
export async function serve({ port = 0, indexes = at('../../prebuilt-index') } = {}) {
  // Files are looked up at each request, so a rebuilt package is there after a reload.
  const folder = (path) => sirv(path, { dev: true, setHeaders: (response) => setAll(response, headers) });
  const mounts = [
    ['/headword/', folder(at('../headword/dist'))],
    ['/index/', folder(indexes)],
    ['/', folder(at('public'))],
  ];

  const server = createServer((request, response) => {
    const [prefix, files] = mounts.find(([prefix]) => request.url.startsWith(prefix)) ?? mounts.at(-1);
    request.url = request.url.slice(prefix.length - 1);
    files(request, response, () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n'));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      // Browsers keep connections open, and `close` alone would wait for them.
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function setAll(response, headers) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
