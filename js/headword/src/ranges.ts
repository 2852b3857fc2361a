// Bytes of a file on the web, as ranges of it or as pieces that are files of their own.

import { HeadwordError, messageOf } from './error.js';
import { failed, get } from './fetch.js';

/** From one byte to before another. */
export type Range = readonly [start: number, end: number];

/** What the first request asks for: the head of an index of some thousand pages. */
const START = 64 << 10;

/** A file as small as this is fetched as a whole: its first question would need a good part of it. */
const SMALL = 256 << 10;

/** Ranges as near to each other as this are one request: what a request costs is more. */
const NEAR = 1024;

/** The start of a file, and how long the whole of it is. */
export interface Start {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** What was fetched so far. */
export interface Traffic {
  readonly requests: number;
  readonly bytes: number;
}

/** A file on the web, of which parts are fetched. */
export class Remote {
  readonly url: URL;
  /** The file, where the server answered with all of it. */
  #whole: Uint8Array | undefined;
  #requests = 0;
  #bytes = 0;

  constructor(url: string | URL) {
    this.url = new URL(url, globalThis.location?.href);
  }

  get traffic(): Traffic {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  /** The start of the file; all of it where it is small, or where the server gives no ranges. */
  async start(): Promise<Start> {
    const { bytes, length } = await this.#request(this.url, [0, START]);
    if (length <= bytes.length || length > SMALL) return { bytes, length };
    return { bytes: joined([bytes, await this.range([bytes.length, length])]), length };
  }

  /** A range of the file. */
  async range([start, end]: Range): Promise<Uint8Array> {
    const from = this.#whole ?? (await this.#request(this.url, [start, end])).bytes;
    const found = this.#whole === undefined ? from : from.subarray(start, end);
    if (found.length === end - start) return found;
    throw failed(this.url, `it ends before byte ${end}; it was replaced or cut short, open it again`);
  }

  /** Ranges of the file, in the order given, with as few requests as are worth it. */
  async ranges(ranges: readonly Range[]): Promise<Uint8Array[]> {
    const all = near(ranges).map(async ([start, end, within]) => {
      const bytes = await this.range([start, end]);
      return within.map((range) => bytes.subarray(range[0] - start, range[1] - start));
    });
    return (await Promise.all(all)).flat();
  }

  /** The whole of a file that stands beside this one. */
  async beside(name: string): Promise<Uint8Array> {
    return (await this.#request(new URL(name, this.url))).bytes;
  }

  async #request(url: URL, range?: Range): Promise<Start> {
    const init = range && { headers: { range: `bytes=${range[0]}-${range[1] - 1}` } };
    const response = await get(url, init);
    const bytes = await response.arrayBuffer().catch((cause: unknown) => {
      throw failed(url, `${messageOf(cause)}; fetch it again`, cause);
    });
    this.#requests++;
    this.#bytes += bytes.byteLength;
    const answer = new Uint8Array(bytes);
    if (range === undefined) return { bytes: answer, length: answer.length };
    if (response.status === 206) {
      const [, first, length] = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
      // A browser does not show this header of other sites unless they allow it.
      if (first !== undefined && Number(first) !== range[0]) throw failed(url, 'the server gave another range; download it');
      if (length !== undefined) return { bytes: answer, length: Number(length) };
      return { bytes: answer, length: answer.length < range[1] - range[0] ? range[0] + answer.length : Infinity };
    }
    this.#whole = answer;
    return { bytes: answer.subarray(range[0], range[0] === 0 ? undefined : range[1]), length: answer.length };
  }
}

/** Ranges that are near to each other as one, with those that it is made of. */
function near(ranges: readonly Range[]): [number, number, Range[]][] {
  const out: [number, number, Range[]][] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last !== undefined && range[0] >= last[1] && range[0] - last[1] <= NEAR) {
      last[1] = range[1];
      last[2].push(range);
    } else {
      out.push([...range, [range]]);
    }
  }
  return out;
}

/** Bytes one behind the other. */
export function joined(all: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(all.reduce((length, bytes) => length + bytes.length, 0));
  let at = 0;
  for (const bytes of all) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

/** The error for a piece that is not of the index that was opened. */
export function replaced(url: URL, cause: unknown): HeadwordError {
  return new HeadwordError('CORRUPT', `${String(url)}: it was replaced or damaged since it was opened; open it again`, { cause });
}
