// The engine in a worker, so that the page never waits for it.

import { type Docs, open } from '../docs.js';
import { HeadwordError, messageOf } from '../error.js';
import { type DocsInPieces, openInPieces } from '../pieces.js';
import type { Info } from '../types.js';
import type { Port, Reply, Request } from './protocol.js';

/** An index up to this size is brought whole once someone has searched: from then on no keystroke waits for the network. */
const WHOLE = 4 << 20;
/** Milliseconds after the first answer until then: the pieces that the next keys need come first. */
const PAUSE = 1000;

/** Answers what comes through the port. One port is one index. */
export function serve(port: Port): void {
  const engine = new Engine();
  port.onmessage = async ({ data }: MessageEvent<Request>) => {
    port.postMessage(await reply(engine, data));
  };
  port.postMessage({ type: 'hello' });
}

async function reply(engine: Engine, request: Request): Promise<Reply> {
  const { id } = request;
  try {
    return { type: 'value', id, value: await engine.take(request) };
  } catch (thrown) {
    const code = thrown instanceof HeadwordError ? thrown.code : 'INTERNAL';
    return { type: 'error', id, code, message: messageOf(thrown) };
  }
}

type Open = Extract<Request, { type: 'open' }>;

class Engine {
  #docs: Promise<Docs | DocsInPieces> | undefined;
  #whole: (() => Promise<Docs>) | undefined;

  async take(request: Request): Promise<unknown> {
    if (request.type === 'open') return this.#open(request);
    const docs = await this.#docs;
    if (docs === undefined) throw new HeadwordError('CLOSED', 'no index is open; open one first');
    const { method, args } = request;
    const answer = await asked(docs, method, args);
    if (method === 'search') this.#bringWhole();
    return answer;
  }

  async #open({ source, load, wasm }: Open): Promise<Info> {
    const options = wasm === undefined ? {} : { wasm };
    const inPieces = typeof source === 'string' && load !== 'whole';
    const opening: Promise<Docs | DocsInPieces> = inPieces ? openInPieces(source, options) : open(source, options);
    this.#docs = opening;
    const info = (await asked(await opening, 'info', [])) as Info;
    if (inPieces && load === 'auto' && info.bytes <= WHOLE && !savesData()) this.#whole = () => open(source, options);
    return info;
  }

  /** In the background, after the first answer. Where it fails, pieces go on to answer. */
  #bringWhole(): void {
    const bring = this.#whole;
    this.#whole = undefined;
    if (bring === undefined) return;
    const take = (whole: Docs): void => {
      // The pieces are not closed: questions that they have begun to answer go on. They are freed once nothing holds them.
      this.#docs = Promise.resolve(whole);
    };
    setTimeout(() => void bring().then(take, () => undefined), PAUSE);
  }
}

/** `info` is a method of the one, and a property of the other. */
function asked(docs: Docs | DocsInPieces, method: keyof Docs & string, args: readonly unknown[]): unknown {
  const member: unknown = docs[method];
  return typeof member === 'function' ? (member.apply(docs, args) as unknown) : member;
}

/** Whether the reader asked their browser to load little. */
function savesData(): boolean {
  const { connection } = (globalThis.navigator ?? {}) as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

// The same file is a module in the page where there are no workers; it then has a document.
if (typeof document === 'undefined' && 'WorkerGlobalScope' in globalThis) serve(globalThis as unknown as Port);
