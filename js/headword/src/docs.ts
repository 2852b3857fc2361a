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
import { type ListOptions, type SuggestOptions, listing, suggesting } from './lookup.js';
import { type ReadOptions, reading } from './read-options.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, Resolution } from './types.js';
import type { Suggestion, WasmSource } from './types.js';

/** How to open an index. */
export interface OpenOptions {
  /**
   * The wasm module, for hosts that cannot load it from beside the code. A process has one: the
   * first `open` that succeeds decides, and later ones use the same.
   */
  readonly wasm?: WasmSource;
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
   * The page at `path`, or the section at `path#anchor` with those below it, as Markdown. What
   * {@link Docs.resolve} finds is read: `/sso/index.md`, `https://example.com/docs/sso/#test-sso`, a
   * former path, one with a slip of the pen; `via` says what it took. Of several paths, each page in turn.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND` (it names what may be meant), `CURSOR` (it is of another
   * index, path or language), `BUDGET` (the next block, which is never cut, takes more), `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * const page = docs.read('guide/start', { language: 'python' });
   * console.log(page.markdown, page.outline.map((section) => section.path));
   * ```
   * @example
   * A long page, a thousand tokens at a time:
   * ```ts
   * let page = docs.read('guide/start', { maxTokens: 1000 });
   * while (page.cursor !== null) {
   *   page = docs.read('guide/start', { maxTokens: 1000, cursor: page.cursor });
   *   console.log(page.tokens, page.left);
   * }
   * ```
   */
  read(path: string, options?: ReadOptions): PageContent;
  read(paths: readonly string[], options?: ReadOptions): readonly PageContent[];
  read(path: string | readonly string[], options?: ReadOptions): PageContent | readonly PageContent[] {
    const pages = this.#held.ask(reading(path, options));
    return typeof path === 'string' ? (pages[0] as PageContent) : pages;
  }

  /**
   * What an address means: a path as results print it, a URL, a link as docs have it, a former path, one with a slip of
   * the pen. Never fails for what it is asked.
   *
   * @throws {@link HeadwordError} whose `code` is `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * const { status, path, candidates } = docs.resolve('/old/guide/strat');
   * console.log(status, path ?? candidates.map((candidate) => candidate.path));
   * ```
   */
  resolve(address: string): Resolution {
    text('resolve', 'address', address);
    return this.#held.ask((engine) => engine.resolve(address));
  }

  /**
   * Names of pages and sections that have all words of `input`, of which the last may not be finished, and identifiers
   * that begin so: ten unless `limit` says otherwise.
   *
   * @throws {@link HeadwordError} whose `code` is `QUERY_TOO_LONG`, `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * console.log(docs.suggest('inst').map((suggestion) => suggestion.text));
   * ```
   */
  suggest(input: string, options?: SuggestOptions): readonly Suggestion[] {
    return this.#held.ask(suggesting(input, options));
  }

  /**
   * The pages below `path`, in the order of the navigation, or every page: `depth` levels of them, or all.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND`, `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * for (const page of docs.list()) console.log(page.path, page.title);
   * console.log(docs.list('guide', { depth: 1 }).map(({ path }) => path));
   * ```
   */
  list(path?: string, options?: ListOptions): readonly PageSummary[] {
    return this.#held.ask(listing(path, options));
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
