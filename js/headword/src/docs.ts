// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

import { reader } from '#load';
import { isBytes, isUrl, kind, options as checked, text, usage, wasm } from './check.js';
import { dispose } from './dispose.js';
import { HeadwordError, engineError, trap } from './error.js';
import type { Engine, EngineClass } from './glue.js';
import { HeldEngine } from './held-engine.js';
import { type SearchOptions, ask } from './search-options.js';
import { wholeIndex } from './whole.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, WasmSource } from './types.js';

/** How to open an index. */
export interface OpenOptions {
  /**
   * The wasm module, for hosts that cannot load it from beside the code. A process has one: the
   * first `open` that succeeds decides, and later ones use the same.
   */
  readonly wasm?: WasmSource;
}

/** How to read. */
export interface ReadOptions {
  /**
   * Leaves out sections that are for other programming languages than this one, as `python`. A page
   * that has none for it is given whole.
   */
  readonly language?: string;
}

/**
 * Opens an index. Nothing is loaded before the first call; the wasm module is then loaded once for
 * the process, and each index has its own copy of its bytes in it.
 *
 * @param source - The path of a file (in Node), a URL, or the bytes, which are copied.
 * @throws {@link HeadwordError} whose `code` is `IO`, `VERSION`, `ANALYZER`, `CORRUPT` or `USAGE`.
 * @example
 * ```ts
 * const docs = await open('docs.headword');
 * for (const hit of docs.search('rotate an api key').hits) console.log(hit.title, hit.path);
 * docs.close();
 * ```
 */
export async function open(
  source: string | URL | ArrayBuffer | Uint8Array,
  options?: OpenOptions,
): Promise<Docs> {
  const given = checked('open', options, ['wasm']);
  const module = given.wasm === undefined ? undefined : wasm('open', given.wasm);
  const starting = reader(module);
  const [{ Engine }, bytes] = await Promise.all([starting, bytesOf(source, starting)]);
  try {
    return new Docs(new Engine(bytes));
  } catch (thrown) {
    const error = engineError(thrown) ?? trap(thrown);
    if (isBytes(source)) throw error;
    throw new HeadwordError(error.code, `${String(source)}: ${error.message}`, { cause: thrown });
  }
}

async function bytesOf(source: unknown, starting: Promise<{ Engine: EngineClass }>): Promise<Uint8Array> {
  if (typeof source === 'string' || isUrl(source)) return wholeIndex(source, starting);
  if (isBytes(source)) return ArrayBuffer.isView(source) ? source : new Uint8Array(source);
  throw usage(`open: the source must be a path, a URL or bytes, found ${kind(source)}`);
}

/**
 * An open index. Every answer is complete: nothing is loaded later, and no call is asynchronous.
 *
 * Its memory is given back by {@link Docs.close}, by `using`, or at some time after it is
 * unreachable.
 */
export class Docs {
  readonly #held: HeldEngine;
  #info: Info | undefined;

  /** @internal */
  constructor(engine: Engine) {
    this.#held = new HeldEngine(engine);
  }

  /**
   * The pages that answer `query`, best first.
   *
   * @throws {@link HeadwordError} whose `code` is `EMPTY_QUERY`, `QUERY_TOO_LONG`, `FILTER` (the index does not have
   * a key, or the key cannot have a value), `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * const { hits, total } = docs.search('verify webhook signature', { limit: 3 });
   * for (const { title, excerpt } of hits) {
   *   console.log(title, excerpt.map(({ text, mark }) => (mark ? `*${text}*` : text)).join(''));
   * }
   * ```
   */
  search(query: string, options?: SearchOptions): Answer {
    text('search', 'query', query);
    const question = ask(query, options);
    return this.#held.ask(question);
  }

  /**
   * The page at `path`, or the section at `path#anchor` with those below it, as Markdown. What links
   * in the docs say is understood too: `/sso/index.md`, `https://example.com/docs/sso/#test-sso`, a
   * former path.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND`, `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * const page = docs.read('guide/start', { language: 'python' });
   * console.log(page.markdown, page.outline.map((section) => section.path));
   * console.log('Next:', page.next?.title);
   * ```
   */
  read(path: string, options?: ReadOptions): PageContent {
    text('read', 'path', path);
    const given = checked('read', options, ['language']).language;
    const language = given === undefined ? undefined : text('read', 'language', given);
    return this.#held.ask((engine) => engine.read(path, language));
  }

  /**
   * Every page, in the order of the navigation.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * for (const page of docs.list()) console.log(page.path, page.title);
   * ```
   */
  list(): readonly PageSummary[] {
    return this.#held.ask((engine) => engine.list());
  }

  /**
   * The tree of the docs, depth first: what a sidebar shows.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * for (const { title, depth, path } of docs.navigation()) {
   *   console.log('  '.repeat(depth) + title, path ?? '');
   * }
   * ```
   */
  navigation(): readonly NavigationEntry[] {
    return this.#held.ask((engine) => engine.navigation());
  }

  /**
   * All releases that the changelogs tell of, each package's newest first.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * const [latest] = docs.releases().filter((release) => !release.prerelease);
   * console.log(latest?.package, latest?.version, latest?.markdown);
   * ```
   */
  releases(): readonly Release[] {
    return this.#held.ask((engine) => engine.releases());
  }

  /**
   * What this index is.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * console.log(`${docs.info.name}: ${docs.info.pages} pages`);
   * ```
   */
  get info(): Info {
    return this.#held.ask((engine) => (this.#info ??= engine.info()));
  }

  /**
   * Gives the memory back. Every other call throws `CLOSED` from then on; closing again does
   * nothing.
   *
   * @example
   * ```ts
   * docs.close();
   * ```
   */
  close(): void {
    this.#held.close();
  }

  /**
   * {@link Docs.close}, called at the end of a block.
   *
   * @example
   * ```ts
   * {
   *   using docs = await open('docs.headword');
   *   console.log(docs.search('sso').total);
   * }
   * ```
   */
  [dispose](): void {
    this.close();
  }
}
