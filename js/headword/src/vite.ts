/**
 * A plugin for Vite: the index of the docs is served while a site is developed, and is part of what is built.
 *
 * @packageDocumentation
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { builder } from '#load-builder';
import { options as checked, text } from './check.js';
import { Failure } from './failure.js';
import { Session } from './session.js';
import { readSettings } from './settings.js';

/** What the plugin is told. */
export interface HeadwordPluginOptions {
  /** The settings. `headword.toml` in Vite's root unless given, where there is one. */
  readonly config?: string;
  /** The folder of the docs, below Vite's root, in place of `docs` in the settings. */
  readonly docs?: string;
  /** Where the index is, below the base of the site. `docs.headword` unless given. */
  readonly file?: string;
}

/** As much of Vite's configuration as the plugin asks for. */
interface ResolvedConfig {
  readonly root: string;
  readonly base: string;
  readonly build: { readonly ssr: unknown };
}

interface Server {
  readonly middlewares: { use(take: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): unknown };
  readonly watcher: { add(paths: readonly string[]): unknown; on(event: 'all', tell: (event: string, path: string) => void): unknown };
  readonly ws: { send(payload: { type: 'custom'; event: string; data: unknown }): void };
}

interface Bundle {
  /** What a build is for, from Vite 6 on. */
  readonly environment?: { readonly config: { readonly consumer: 'client' | 'server' } };
  emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): unknown;
}

/** A plugin, as Vite and Rollup take it. */
export interface HeadwordPlugin {
  readonly name: string;
  configResolved(config: ResolvedConfig): void;
  configureServer(server: Server): void;
  generateBundle(this: Bundle): Promise<void>;
}

/** How long nothing must happen before a change counts as made, in milliseconds. */
const QUIET = 100;

/**
 * Builds the index of the docs: `headword build` with the same settings. In development it is at its address as the docs
 * are at that moment, and the page is told of each change by the event `headword:update`.
 *
 * @throws {@link HeadwordError} whose `code` is `USAGE`. Mistakes in the docs end a build, and are the answer of the
 * server in development.
 * @example
 * ```js
 * import { defineConfig } from 'vite';
 * import { headword } from 'headword/vite';
 *
 * export default defineConfig({ plugins: [headword({ docs: 'docs' })] });
 * ```
 * @example
 * In the page:
 * ```js
 * import.meta.hot?.on('headword:update', () => location.reload());
 * ```
 */
export function headword(options?: HeadwordPluginOptions): HeadwordPlugin {
  const given = checked('headword', options, ['config', 'docs', 'file']);
  for (const name of ['config', 'docs', 'file'] as const) {
    if (given[name] !== undefined) text('headword', name, given[name]);
  }
  const { file = 'docs.headword' } = given;
  let site: ResolvedConfig | undefined;
  let docs: Docs | undefined;
  const ours = (): Docs => (docs ??= new Docs(site?.root ?? process.cwd(), given));

  return {
    name: 'headword',
    configResolved(config) {
      site = config;
    },
    configureServer({ middlewares, watcher, ws }) {
      const address = `${site?.base ?? '/'}${file}`;
      middlewares.use((request, response, next) => {
        if (new URL(request.url ?? '/', 'http://localhost').pathname !== address) return next();
        void ours()
          .bytes()
          .then(
            (bytes) => response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }).end(bytes),
            (error: unknown) => response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(Failure.of(error).text),
          );
      });
      let waiting: NodeJS.Timeout | undefined;
      const look = (): void => {
        // What is wrong is told to whoever asks for the index.
        const told = ours().update().catch(() => false);
        void told.then((isNew) => {
          watcher.add(ours().folders);
          if (isNew) ws.send({ type: 'custom', event: 'headword:update', data: { address } });
        });
      };
      watcher.on('all', () => {
        clearTimeout(waiting);
        waiting = setTimeout(look, QUIET);
      });
      void ours()
        .bytes()
        .then(
          () => watcher.add(ours().folders),
          () => undefined,
        );
    },
    async generateBundle() {
      // Frameworks build a site a second time, for their own use.
      const isForPage = this.environment ? this.environment.config.consumer === 'client' : !site?.build.ssr;
      if (!isForPage) return;
      const source = await ours()
        .bytes()
        .catch((error: unknown) => {
          throw new Error(Failure.of(error).text.trimEnd());
        });
      this.emitFile({ type: 'asset', fileName: file, source });
    },
  };
}

/** The docs of a site, and their index as they are now. */
class Docs {
  folders: readonly string[] = [];
  readonly #root: string;
  readonly #options: HeadwordPluginOptions;
  #session: Promise<Session> | undefined;
  #bytes: Uint8Array | undefined;
  /** One look at the files at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(root: string, options: HeadwordPluginOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** Reads what has changed. Says whether anything has. */
  update(): Promise<boolean> {
    const turn = this.#turn.catch(() => undefined).then(() => this.#update());
    this.#turn = turn;
    return turn;
  }

  /** The index. */
  async bytes(): Promise<Uint8Array> {
    await this.update();
    return this.#bytes as Uint8Array;
  }

  async #update(): Promise<boolean> {
    this.#session ??= this.#start().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    const session = await this.#session;
    const { changed } = await session.update('there is no new index').finally(() => (this.folders = session.folders));
    if (changed === 0 && this.#bytes !== undefined) return false;
    const { bytes } = session.builder.finish();
    this.#bytes = bytes;
    await session.save();
    return true;
  }

  async #start(): Promise<Session> {
    const { config = 'headword.toml', docs } = this.#options;
    const file = resolve(this.#root, config);
    const isThere = this.#options.config !== undefined || (await stat(file).then(() => true, () => false));
    const flags = {
      config: isThere ? file : undefined,
      settings: docs === undefined ? [] : [['docs', resolve(this.#root, docs)] as const],
    };
    const module = await builder();
    return Session.start(module, await readSettings(module, flags));
  }
}
