// `headword serve`: a page on this machine that shows what a search of the docs finds, anew after each change.
// `crates/cli/src/serve.rs` serves the same files, and answers the same.

import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Serve } from './args.js';
import { refusedIn } from './build-command.js';
import { type Docs, open } from './docs.js';
import { HeadwordError } from './error.js';
import type { BuilderModule } from './glue.js';
import { type Round, live } from './live.js';
import { print } from './output.js';
import { ioError } from './reason.js';
import { json, plural } from './render.js';
import { Session } from './session.js';
import { readSettings } from './settings.js';

/** How long a page that asks for news waits for them, in milliseconds. A browser would wait a few minutes. */
const PATIENCE = 25_000;

const FILES: Readonly<Record<string, readonly [file: string, kind: string]>> = {
  '/': ['index.html', 'text/html'],
  '/preview.js': ['preview.js', 'text/javascript'],
  '/preview.css': ['preview.css', 'text/css'],
};

/** What a page is told after each build. */
interface News {
  /** Of the build, from 1. */
  readonly number: number;
  readonly name: string;
  readonly pages: number;
  /** What is wrong with the files as they are, or `''`. */
  readonly mistake: string;
}

/** The docs as they are now, and who waits for the next. */
class Now {
  docs: Docs | undefined;
  bytes: Uint8Array = new Uint8Array();
  #news: News = { number: 0, name: '', pages: 0, mistake: '' };
  #waiting: (() => void)[] = [];

  change(news: Partial<News>): void {
    this.#news = { ...this.#news, ...news };
    for (const wake of this.#waiting.splice(0)) wake();
  }

  get number(): number {
    return this.#news.number;
  }

  /** What is new to somebody who knows this much, after a while if need be. */
  async news(number: number, mistake: string): Promise<News> {
    const end = performance.now() + PATIENCE;
    while (this.#news.number === number && this.#news.mistake === mistake && performance.now() < end) {
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, end - performance.now());
        this.#waiting.push(() => {
          clearTimeout(timer);
          wake();
        });
      });
    }
    return this.#news;
  }
}

/** Does what the command line asks. */
export async function serve({ flags, port }: Serve, module: BuilderModule): Promise<void> {
  const session = await Session.start(module, await readSettings(module, flags));
  const now = new Now();
  const at = await listening(now, port);
  const done = async (session: Session, { update, isFirst, started }: Round): Promise<void> => {
    const { bytes } = refusedIn(session.config.docs, () => session.builder.finish());
    const docs = await open(bytes);
    await session.save();
    now.docs?.close();
    [now.docs, now.bytes] = [docs, bytes];
    now.change({ number: now.number + 1, name: docs.info.name, pages: docs.info.pages, mistake: '' });
    const took = `${((performance.now() - started) / 1000).toFixed(2)} s`;
    const pages = plural(docs.info.pages, 'page', 'pages');
    if (isFirst) print(`${pages} from ${plural(update.files, 'file', 'files')} in ${took}\n`);
    else print(`${plural(update.changed, 'change', 'changes')}: ${pages} in ${took}\n`);
  };
  await live(module, flags, session, {
    undone: () => 'the preview stays as it was',
    said: () => `Preview at http://127.0.0.1:${at}/; stop with Ctrl-C.`,
    done,
    told: (mistake) => now.change({ mistake }),
  });
}

async function listening(now: Now, port: number): Promise<number> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    // A page that has gone needs no answer.
    response.on('error', () => {});
    void respond(request, response, now, port);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(ioError(`cannot listen on 127.0.0.1:${port}`, error, 'give another port with --port'));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function respond(request: IncomingMessage, response: ServerResponse, now: Now, port: number): Promise<void> {
  const send = (status: number, kind: string, body: string | Uint8Array): void => {
    response.writeHead(status, {
      'Content-Type': kind,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'self'; img-src data:",
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(body);
  };
  const refuse = (status: number, code: string, message: string): void => {
    send(status, 'application/json', json({ code, message }));
  };
  const { host = '' } = request.headers;
  // A page elsewhere whose name leads here would else read docs that are not published.
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return refuse(403, 'USAGE', `ask for http://127.0.0.1:${port}/`);
  }
  if (request.method !== 'GET') return refuse(405, 'USAGE', 'only GET is answered');
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const parameter = (name: string): string => parameters.get(name) ?? '';
  const asked = (question: (docs: Docs) => unknown): void => {
    if (now.docs === undefined) return refuse(404, 'NO_PAGES', 'there is no index yet: mend the files first');
    send(200, 'application/json', json(question(now.docs)));
  };
  try {
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    if (file !== undefined) {
      return send(200, `${file[1]}; charset=utf-8`, await readFile(new URL(`../preview/${file[0]}`, import.meta.url)));
    }
    if (path === '/changes') {
      const number = Number(parameter('after')) || 0;
      return send(200, 'application/json', json(await now.news(number, parameter('mistake'))));
    }
    if (path === '/docs.headword') return send(200, 'application/octet-stream', now.bytes);
    if (path === '/search') return asked((docs) => docs.search(parameter('q'), { limit: 10 }));
    if (path === '/read') return asked((docs) => docs.read(parameter('path')));
    if (path === '/list') return asked((docs) => docs.list());
    refuse(404, 'NOT_FOUND', 'there is nothing here; the preview is at /');
  } catch (error) {
    if (!(error instanceof HeadwordError)) throw error;
    refuse(error.code === 'NOT_FOUND' ? 404 : 400, error.code, error.message);
  }
}
