// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

import { reader } from '#load';
import { type ChangelogOptions, choosing } from './changelog.js';
import { asBytes, isBytes, isUrl, kind, options as checked, usage, wasm } from './check.js';
import { dispose } from './dispose.js';
import { HeadwordError, engineError, messageOf, trap } from './error.js';
import { type ExamplesOptions, examplesQuestion } from './examples.js';
import { failed } from './fetch.js';
import type { Engine, EngineClass } from './glue.js';
import { HeldEngine } from './held-engine.js';
import { llmsTxt } from './llms-txt.js';
import type { ListOptions, SuggestOptions } from './lookup.js';
import { questions } from './questions.js';
import type { ReadOptions, TokensOptions } from './read-options.js';
import type { SearchOptions } from './search-options.js';
import { signalOf } from './signal.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, Resolution } from './types.js';
import type { Suggestion, WasmSource } from './types.js';
import { wholeIndex } from './whole.js';

/** Something that gives its bytes when it is asked: a `Blob`, a `File`. */
export interface Body {
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What {@link open} opens: a path (in Node), a URL, bytes, a `Blob` or `File`, or the `Response` of a `fetch`. */
export type Source = string | URL | ArrayBuffer | Uint8Array | Body;

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
 * @param source - The path of a file (in Node), a URL, a `Response`, a `Blob` or `File`, or the bytes, which are copied.
 * @throws {@link HeadwordError} whose `code` is `IO`, `VERSION`, `ANALYZER`, `CORRUPT` or `USAGE`.
 * @example
 * ```ts
 * const docs = await open('docs.headword');
 * for (const hit of docs.search('rotate an api key').hits) console.log(hit.title, hit.path);
 * docs.close();
 * ```
 * @example
 * What a reader chose in an `<input type="file">`, and what a server answered:
 * ```ts
 * const mine = await open(file);
 * const ours = await open(await fetch('/docs.headword'));
 * ```
 */
export async function open(source: Source, options?: OpenOptions): Promise<Docs> {
  const given = checked('open', options, ['wasm']);
  const module = given.wasm === undefined ? undefined : wasm('open', given.wasm);
  const starting = reader(module);
  const [{ Engine }, bytes] = await Promise.all([starting, bytesOf(source, starting)]);
  try {
    return new Docs(new Engine(bytes));
  } catch (thrown) {
    const error = engineError(thrown) ?? trap(thrown);
    const name = nameOf(source);
    if (name === '') throw error;
    throw new HeadwordError(error.code, `${name}: ${error.message}`, { cause: thrown });
  }
}

async function bytesOf(source: unknown, starting: Promise<{ Engine: EngineClass }>): Promise<Uint8Array> {
  if (typeof source === 'string' || isUrl(source)) return wholeIndex(source, starting);
  if (isBytes(source)) return asBytes(source);
  if (!isBody(source)) {
    throw usage(`open: the source must be a path, a URL, bytes, a Blob or a Response, found ${kind(source)}`);
  }
  if (source.ok === false) throw failed(nameOf(source) || 'the response', `HTTP ${source.status}; check the address`);
  const bytes = await source.arrayBuffer().catch((cause: unknown) => {
    throw new HeadwordError('IO', `cannot read ${nameOf(source) || 'the source'}: ${messageOf(cause)}`, { cause });
  });
  return new Uint8Array(bytes);
}

/** A `Response` has all of these, a `File` a name. */
interface Found extends Body {
  readonly ok?: boolean;
  readonly status?: number;
  readonly url?: string;
  readonly name?: string;
}

function isBody(source: unknown): source is Found {
  return typeof source === 'object' && source !== null && 'arrayBuffer' in source;
}

/** What a message calls it, or `''`. */
function nameOf(source: unknown): string {
  if (typeof source === 'string' || isUrl(source)) return String(source);
  return isBody(source) ? (source.url ?? source.name ?? '') : '';
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
    if (options?.signal !== undefined) signalOf('search', options.signal).throwIfAborted();
    return this.#held.ask(questions.search(query, options));
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
    return this.#held.ask(questions.read(path, options));
  }

  /**
   * How many tokens {@link Docs.read} would answer with, as estimated: for a list to choose from, since it costs less
   * than reading.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND`, `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * for (const { path } of docs.search('rotate api key').hits) console.log(path, docs.tokens(path));
   * ```
   */
  tokens(path: string, options?: TokensOptions): number {
    return this.#held.ask(questions.tokens(path, options));
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
    return this.#held.ask(questions.resolve(address));
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
    return this.#held.ask(questions.suggest(input, options));
  }

  /**
   * The pages below `path`, in the order of the navigation, or every page: `depth` levels of them, or all, and of one
   * `kind`, or of any.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND`, `USAGE`, `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * for (const page of docs.list()) console.log(page.path, page.title);
   * console.log(docs.list('guide', { depth: 1 }).map(({ path }) => path));
   * console.log(docs.list(undefined, { kind: 'changelog' }).length);
   * ```
   */
  list(path?: string, options?: ListOptions): readonly PageSummary[] {
    return this.#held.ask(questions.list(path, options));
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
    return this.#held.ask(questions.navigation());
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
    return this.#held.ask(questions.releases());
  }

  /**
   * Releases, of several packages the newest first: of one package, one version, or from a version or a day on.
   *
   * @throws {@link HeadwordError} whose `code` is `NOT_FOUND` (there is no such package or version), `USAGE`, `CLOSED` or
   * `CORRUPT`.
   * @example
   * ```ts
   * for (const { version, markdown } of docs.changelog({ since: '1.0.0' })) console.log(version, markdown);
   * ```
   */
  changelog(options?: ChangelogOptions): readonly Release[] {
    const choose = choosing(options);
    return choose(this.releases());
  }

  /**
   * Code examples: those files of them that answer a query, or, without one, the pages that group them.
   *
   * @throws {@link HeadwordError}: those of {@link Docs.search}.
   * @example
   * ```ts
   * for (const { path } of docs.examples('create a user', { language: 'python' }).hits) {
   *   console.log(docs.read(path).markdown);
   * }
   * console.log(docs.examples().map((group) => group.title));
   * ```
   */
  examples(): readonly PageSummary[];
  examples(query: string, options?: ExamplesOptions): Answer;
  examples(query?: string, options?: ExamplesOptions): readonly PageSummary[] | Answer {
    if (query === undefined) return this.list(undefined, { kind: 'example' });
    return this.search(query, examplesQuestion(options));
  }

  /**
   * All pages as a text for language models, as https://llmstxt.org describes it.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED` or `CORRUPT`.
   * @example
   * ```ts
   * await writeFile('public/llms.txt', docs.llmsTxt());
   * ```
   */
  llmsTxt(): string {
    return llmsTxt(this.info, this.list());
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
    return this.#held.ask((engine) => (this.#info ??= questions.info()(engine)));
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
