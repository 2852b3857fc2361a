import { reader } from '#load';
import { AsyncDocs } from './async-docs.js';
import { isUrl, kind, options as checked, usage, wasm } from './check.js';
import type { OpenOptions } from './docs.js';
import { HeadwordError, engineError, trap } from './error.js';
import type { Engine, EngineClass, PieceLayout } from './glue.js';
import { HeldEngine } from './held-engine.js';
import { type Answered, type Arguments, type Method, questions } from './questions.js';
import { Remote, type Traffic, joined, replaced } from './ranges.js';

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
 * later questions need less, and most of them nothing. `info` fetches nothing, `navigation` and `list` all titles and words,
 * `releases` all pages of changelogs.
 *
 * Its memory is given back by {@link DocsInPieces.close}, by `using`, or at some time after it is
 * unreachable.
 */
export class DocsInPieces extends AsyncDocs {
  readonly #held: HeldEngine;
  readonly #remote: Remote;
  readonly #layout: PieceLayout;
  readonly #isSplit: boolean;
  /** Pieces that are on their way, by where they begin. */
  readonly #coming = new Map<number, Promise<void>>();

  /** @internal */
  constructor(engine: Engine, remote: Remote, layout: PieceLayout, isSplit: boolean) {
    super();
    this.#held = new HeldEngine(engine);
    this.#remote = remote;
    this.#layout = layout;
    this.#isSplit = isSplit;
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

  /** As {@link AsyncDocs.close}. */
  close(): void {
    this.#held.close();
  }

  /** @internal */
  protected override answer<M extends Method>(method: M, args: Arguments<M>): Promise<Answered<M>> {
    // Each method's arguments are its own, which the compiler does not follow through the table.
    const ask = questions[method] as (...args: Arguments<M>) => (engine: Engine) => Answered<M>;
    return this.#ask(ask(...args));
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
