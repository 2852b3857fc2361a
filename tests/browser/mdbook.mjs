// Books for the tests: built by mdBook's own library, with `mdbook-headword` as an output, and served below a path.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import sirv from 'sirv';
import { root } from '../../scripts/steps.mjs';

/** The book that the tests in Rust build too. */
export const BOOK = join(root, 'crates/mdbook/tests/book');

let programs;

/** Builds the book in a folder, as `mdbook build` does. */
export function buildBook(folder) {
  programs ??= compile();
  const path = [dirname(programs.get('mdbook-headword')), process.env.PATH].join(delimiter);
  execFileSync(programs.get('mdbook'), [folder], { env: { ...process.env, PATH: path }, stdio: 'pipe' });
}

/** Both are compiled already where `cargo test --workspace` has run. */
function compile() {
  const targets = ['--bin', 'mdbook-headword', '--example', 'mdbook'];
  const args = ['build', '--workspace', ...targets, '--message-format=json-render-diagnostics'];
  const stdout = execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const messages = stdout.trim().split('\n').map((line) => JSON.parse(line));
  return new Map(messages.filter((message) => message.executable).map(({ executable }) => [basename(executable, '.exe'), executable]));
}

/** A copy of the book, built, and served at `/lantern/` as a host of static files would. */
export async function serveBook() {
  const folder = mkdtempSync(join(tmpdir(), 'headword-mdbook-'));
  cpSync(BOOK, folder, { recursive: true });
  buildBook(folder);
  const html = join(folder, 'book/html');
  const files = sirv(html, { dev: true });
  const server = createServer((request, response) => {
    const missing = () => response.writeHead(404, { 'Content-Type': 'text/html' }).end(readFileSync(join(html, '404.html')));
    if (!request.url.startsWith('/lantern/')) return missing();
    request.url = request.url.slice('/lantern'.length);
    return files(request, response, missing);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/lantern/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
