// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

import { reader } from '#load';
import { isUrl, kind, options as checked, text, usage, wasm } from './check.js';
import { dispose } from './dispose.js';
import type { OpenOptions } from './docs.js';
import { HeadwordError, engineError, trap } from './error.js';
import type { Engine, EngineClass, PieceLayout } from './glue.js';
import { HeldEngine } from './held-engine.js';
import { type ListOptions, type SuggestOptions, listing, suggesting } from './lookup.js';
import { Remote, type Traffic, joined, replaced } from './ranges.js';
import { type ReadOptions, reading } from './read-options.js';
import { type SearchOptions, ask } from './search-options.js';
import type { Answer, Info, NavigationEntry, PageContent, PageSummary, Release, Resolution, Suggestion } from './types.js';

/** More rounds than any question takes: each learns what the next one needs. */
const ROUNDS = 32;

/**
 * Opens an index on the web without downloading it: only its head is fetched now, and with each
 * question what that needs. A small index is downloaded as a whole, and so is one on a server that
 * gives no ranges of files, unless it was cut into pieces with `headword split`.
 *
 * @param url - The address of an index, or of the head that `headword split` wrote.
 * @throws {@link HeadwordError} whose `code` is `IO`, `VERSION`, `ANALYZER`, `CORRUPT` or `USAGE`.
 * @example
 * ```ts
 * const docs = await openInPieces('/docs.headword');
 * const { hits } = await docs.search('rotate an api key');
 * console.log(hits[0]?.title, docs.traffic.bytes);
 * docs.close();
 * ```
 */
export async function openInPieces(url: string | URL, options?: OpenOptions): Promise<DocsInPieces> {
  const given = checked('openInPieces', options, ['wasm']);
  const module = given.wasm === undefined ? undefined : wasm('openInPieces', given.wasm);
  if (typeof url !== 'string' && !isUrl(url)) throw usage(`openInPieces: the source must be a URL, found ${kind(url)}`);
  const remote = new Remote(url);
  const [{ Engine }, { bytes, length }] = await Promise.all([reader(module), remote.start()]);
  try {
    const { engine, start } = await begin(Engine, remote, bytes);
    const layout = engine.layout();
    // A file that ends with its head was cut into pieces.
    return new DocsInPieces(engine, remote, layout, Math.max(start.length, length) <= layout.head && layout.head < layout.bytes);
  } catch (thrown) {
    // What could not be fetched names its address.
    if (thrown instanceof HeadwordError) throw thrown;
    const error = engineError(thrown) ?? trap(thrown);
    throw new HeadwordError(error.code, `${String(url)}: ${error.message}`, { cause: thrown });
  }
}

/** An index of which at least the head is there. */
async function begin(Engine: EngineClass, remote: Remote, bytes: Uint8Array): Promise<{ engine: Engine; start: Uint8Array }> {
  try {
    return { engine: Engine.inPieces(bytes), start: bytes };
  } catch (thrown) {
    const [start, end] = missing(thrown)?.[0] ?? [];
    if (start === undefined || end === undefined) throw thrown;
    const all = joined([bytes, await remote.range([start, end])]);
    return { engine: Engine.inPieces(all), start: all };
  }
}

/**
 * Docs of which pieces are fetched as they are asked for. What has come stays in memory, so that
 * later questions need less, and most of them nothing.
 *
 * Its memory is given back by {@link DocsInPieces.close}, by `using`, or at some time after it is
 * unreachable.
 */
export class DocsInPieces {
  readonly #held: HeldEngine;
  readonly #remote: Remote;
  readonly #layout: PieceLayout;
  readonly #isSplit: boolean;
  /** Pieces that are on their way, by where they begin. */
  readonly #coming = new Map<number, Promise<void>>();

  /** @internal */
  constructor(engine: Engine, remote: Remote, layout: PieceLayout, isSplit: boolean) {
    this.#held = new HeldEngine(engine);
    this.#remote = remote;
    this.#layout = layout;
    this.#isSplit = isSplit;
  }

  /**
   * As {@link Docs.search}.
   *
   * @example
   * ```ts
   * const { hits } = await docs.search('verify webhook signature', { limit: 3 });
   * ```
   */
  async search(query: string, options?: SearchOptions): Promise<Answer> {
    text('search', 'query', query);
    const question = ask(query, options);
    return this.#ask(question);
  }

  /**
   * As {@link Docs.read}.
   *
   * @example
   * ```ts
   * console.log((await docs.read('guide/start')).markdown);
   * ```
   */
  read(path: string, options?: ReadOptions): Promise<PageContent>;
  read(paths: readonly string[], options?: ReadOptions): Promise<readonly PageContent[]>;
  async read(path: string | readonly string[], options?: ReadOptions): Promise<PageContent | readonly PageContent[]> {
    const pages = await this.#ask(reading(path, options));
    return typeof path === 'string' ? (pages[0] as PageContent) : pages;
  }

  /**
   * As {@link Docs.resolve}. What no address is fetches all paths, and what a search for its words does.
   *
   * @example
   * ```ts
   * console.log((await docs.resolve('/old/guide')).path);
   * ```
   */
  async resolve(address: string): Promise<Resolution> {
    text('resolve', 'address', address);
    return this.#ask((engine) => engine.resolve(address));
  }

  /**
   * As {@link Docs.suggest}.
   *
   * @example
   * ```ts
   * console.log((await docs.suggest('inst')).map((suggestion) => suggestion.text));
   * ```
   */
  async suggest(input: string, options?: SuggestOptions): Promise<readonly Suggestion[]> {
    return this.#ask(suggesting(input, options));
  }

  /**
   * As {@link Docs.list}. Fetches what lists of pages need: all titles, and all words.
   *
   * @example
   * ```ts
   * for (const page of await docs.list()) console.log(page.path, page.title);
   * ```
   */
  async list(path?: string, options?: ListOptions): Promise<readonly PageSummary[]> {
    return this.#ask(listing(path, options));
  }

  /**
   * As {@link Docs.navigation}. Fetches as much as {@link DocsInPieces.list}.
   *
   * @example
   * ```ts
   * console.log((await docs.navigation()).map(({ title }) => title));
   * ```
   */
  async navigation(): Promise<readonly NavigationEntry[]> {
    return this.#ask((engine) => engine.navigation());
  }

  /**
   * As {@link Docs.releases}. Fetches all pages of changelogs.
   *
   * @example
   * ```ts
   * console.log((await docs.releases())[0]?.version);
   * ```
   */
  async releases(): Promise<readonly Release[]> {
    return this.#ask((engine) => engine.releases());
  }

  /**
   * As {@link Docs.info}. Fetches nothing.
   *
   * @example
   * ```ts
   * console.log((await docs.info()).pages);
   * ```
   */
  async info(): Promise<Info> {
    return this.#ask((engine) => engine.info());
  }

  /**
   * What was fetched so far.
   *
   * @example
   * ```ts
   * console.log(`${docs.traffic.requests} requests, ${docs.traffic.bytes} bytes`);
   * ```
   */
  get traffic(): Traffic {
    return this.#remote.traffic;
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
   * {@link DocsInPieces.close}, called at the end of a block.
   *
   * @example
   * ```ts
   * {
   *   using docs = await openInPieces('/docs.headword');
   *   console.log((await docs.search('sso')).total);
   * }
   * ```
   */
  [dispose](): void {
    this.close();
  }

  async #ask<T>(question: (engine: Engine) => T): Promise<T> {
    for (let round = 0; round < ROUNDS; round++) {
      const answer = this.#held.ask(
        (engine) => ({ value: question(engine) }),
        (thrown) => {
          const ranges = missing(thrown);
          return ranges && { ranges };
        },
      );
      if ('value' in answer) return answer.value;
      await this.#fetch(answer.ranges);
    }
    throw replaced(this.#remote.url, undefined);
  }

  /** Fetches what is missing, but for what is on its way already. */
  async #fetch(ranges: readonly (readonly [number, number])[]): Promise<void> {
    const fresh = ranges.filter(([start]) => !this.#coming.has(start));
    if (fresh.length > 0) {
      const coming = this.#add(fresh).finally(() => fresh.forEach(([start]) => this.#coming.delete(start)));
      fresh.forEach(([start]) => this.#coming.set(start, coming));
    }
    await Promise.all(ranges.map(([start]) => this.#coming.get(start)));
  }

  async #add(ranges: readonly (readonly [number, number])[]): Promise<void> {
    const bytes = this.#isSplit ? await this.#pieces(ranges) : await this.#remote.ranges(ranges);
    const engine = this.#held.get();
    for (const [place, [start]] of ranges.entries()) {
      try {
        engine.addPiece(start, bytes[place] ?? new Uint8Array());
      } catch (thrown) {
        throw replaced(this.#remote.url, thrown);
      }
    }
  }

  /** Ranges out of the files that they are in. */
  async #pieces(ranges: readonly (readonly [number, number])[]): Promise<Uint8Array[]> {
    const { head, size, fingerprint } = this.#layout;
    const numbers = (start: number, end: number): number[] => {
      const first = Math.floor((start - head) / size);
      return Array.from({ length: Math.ceil((end - head) / size) - first }, (_, place) => first + place);
    };
    const wanted = [...new Set(ranges.flatMap(([start, end]) => numbers(start, end)))];
    const files = await Promise.all(wanted.map((number) => this.#remote.beside(`${fingerprint}-${number}.piece`)));
    const fileOf = new Map(wanted.map((number, place) => [number, files[place] ?? new Uint8Array()]));
    return ranges.map(([start, end]) => {
      const needed = numbers(start, end);
      const all = joined(needed.map((number) => fileOf.get(number) ?? new Uint8Array()));
      const first = head + (needed[0] ?? 0) * size;
      return all.subarray(start - first, end - first);
    });
  }
}

/** The ranges that are missing for an answer, where that is what the engine says. */
function missing(thrown: unknown): (readonly [number, number])[] | undefined {
  if (!(thrown instanceof Error) || !('ranges' in thrown) || !(thrown.ranges instanceof Uint32Array)) return undefined;
  const ends = thrown.ranges;
  return Array.from({ length: ends.length / 2 }, (_, place) => [ends[2 * place] ?? 0, ends[2 * place + 1] ?? 0] as const);
}
