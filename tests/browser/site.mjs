// A site for the tests: the package as it is published, indexes, and pages that a test writes.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = sirv(at('../../js/headword/dist'), { dev: true });

/**
 * Serves `/headword/` (the package's dist), `/index/NAME.headword`, and pages by their paths.
 * @param options.indexes - Bytes by name, or a folder of files.
 * @param options.pages - HTML by path, or `{ html, headers }`.
 * @param options.app - A folder that is served as `/app/`.
 * @returns The address, `asked` (the paths that were asked for), and how to stop.
 */
export async function serveSite({ indexes, pages, app }) {
  const folder = typeof indexes === 'string' ? sirv(indexes, { dev: true }) : undefined;
  const built = app === undefined ? undefined : sirv(app, { dev: true });
  const asked = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    asked.push(pathname);
    const missing = () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    const page = pages[pathname];
    if (page !== undefined) {
      const { html, headers = {}, type = 'text/html' } = typeof page === 'string' ? { html: page } : page;
      return response.writeHead(200, { 'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type, ...headers }).end(html);
    }
    const [, first, ...rest] = pathname.split('/');
    request.url = `/${rest.join('/')}`;
    if (first === 'headword') return dist(request, response, missing);
    if (first === 'app' && built !== undefined) return built(request, response, missing);
    if (first !== 'index') return missing();
    if (folder !== undefined) return folder(request, response, missing);
    const bytes = indexes[rest.join('/')];
    return bytes === undefined ? missing() : response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
