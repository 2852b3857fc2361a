/**
 * Docs in a worker: the page stays free while an index is fetched, opened and searched.
 *
 * @packageDocumentation
 */

import { AsyncDocs } from '../async-docs.js';
import { isBytes, isUrl, kind, options as checked, unknownWord, usage, wasm } from '../check.js';
import type { Answered, Arguments, Method } from '../questions.js';
import type { WasmSource } from '../types.js';
import { Connection } from './connection.js';
import type { Load } from './protocol.js';

export { AsyncDocs } from '../async-docs.js';
export { HeadwordError, type ErrorCode } from '../error.js';
export type { Load } from './protocol.js';

/** How to open an index in a worker. */
export interface WorkerOptions {
  /** As for `open`. */
  readonly wasm?: WasmSource;
  /**
   * How an index with an address is brought: `whole` unless given, in `pieces`, or `auto`: pieces first, and one of up to
   * 4 MB whole after the first answer.
   */
  readonly load?: Load;
}

const LOADS: readonly Load[] = ['auto', 'pieces', 'whole'];

/**
 * Opens an index in a worker of its own. Where there can be no worker (a page's policy, Node), it is opened here, and the
 * same methods answer.
 *
 * @param source - A URL, which is fetched by the worker, a `Blob` or `File`, or the bytes, which are copied.
 * @throws {@link HeadwordError}: those of `open`.
 * @example
 * ```ts
 * const docs = await openInWorker('/docs.headword');
 * const { hits } = await docs.search('rotate an api key');
 * docs.close();
 * ```
 */
export async function openInWorker(
  source: string | URL | ArrayBuffer | Uint8Array | Blob,
  options?: WorkerOptions,
): Promise<DocsInWorker> {
  const { load = 'whole', ...given } = checked('openInWorker', options, ['wasm', 'load']);
  if (!LOADS.includes(load)) throw unknownWord('openInWorker', 'load', load, LOADS);
  const module = given.wasm === undefined ? undefined : wasm('openInWorker', given.wasm);
  const sent = sendable(source);
  const connection = await Connection.start();
  try {
    // A URL object cannot be sent either.
    await connection.open({ source: sent, load, ...(module !== undefined && { wasm: isUrl(module) ? module.href : module }) });
  } catch (error) {
    connection.close();
    throw error;
  }
  return new DocsInWorker(connection);
}

function sendable(source: unknown): string | ArrayBuffer | Uint8Array | Blob {
  if (typeof source === 'string' || isUrl(source)) return new URL(source, globalThis.location?.href).href;
  if (isBytes(source)) return source;
  if (typeof Blob !== 'undefined' && source instanceof Blob) return source;
  throw usage(`openInWorker: the source must be a URL, bytes or a Blob, found ${kind(source)}`);
}

/** Docs that a worker answers from. */
export class DocsInWorker extends AsyncDocs {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    super();
    this.#connection = connection;
  }

  /** Stops the worker. Every other call rejects with `CLOSED` from then on. */
  close(): void {
    this.#connection.close();
  }

  /** @internal */
  protected override answer<M extends Method>(method: M, args: Arguments<M>): Promise<Answered<M>> {
    return this.#connection.ask(method, args);
  }
}
