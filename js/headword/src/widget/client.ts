// The page's side of the engine: starts it when it is first needed, in a worker where one can be had.

import { startWorker } from '#start-worker';
import { messageOf } from '../error.js';
import type { Answer, Info, PageContent } from '../types.js';
import type { Load, Port, Reply, Request, Values } from './protocol.js';
import type { Failure, Question } from './state.js';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (failure: Failure) => void;
}

const clients = new Map<string, Client>();

/** The engine of an index. Elements with the same index share one. */
export function clientOf(src: string, load: Load): Client {
  const key = `${load} ${src}`;
  let client = clients.get(key);
  if (client === undefined) clients.set(key, (client = new Client(src, load)));
  return client;
}

/** An index, answered from by an engine that is started with the first question. */
export class Client {
  readonly #src: string;
  readonly #load: Load;
  #opened: Promise<Info> | undefined;
  #port: Promise<Port> | undefined;
  #info: Info | undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @param src - The address of the index, absolute. */
  constructor(src: string, load: Load) {
    this.#src = src;
    this.#load = load;
  }

  /** Fetches and starts all that a first answer needs. Throws a {@link Failure}; the next call tries again. */
  prepare(): Promise<Info> {
    this.#opened ??= this.#open().catch((failure: Failure) => {
      this.#opened = undefined;
      throw failure;
    });
    return this.#opened;
  }

  /** What the index is, once it is open. */
  get info(): Info | undefined {
    return this.#info;
  }

  /** The answer to a question. Throws a {@link Failure}. */
  async ask(question: Question): Promise<Answer> {
    await this.prepare();
    return this.#say<'ask'>((id) => ({ id, type: 'ask', question }));
  }

  /** A section, to be read. Throws a {@link Failure}. */
  async read(path: string, language: string | null): Promise<PageContent> {
    await this.prepare();
    return this.#say<'read'>((id) => ({ id, type: 'read', path, language }));
  }

  async #open(): Promise<Info> {
    return (this.#info = await this.#say<'open'>((id) => ({ id, type: 'open', src: this.#src, load: this.#load })));
  }

  async #say<T extends Request['type']>(request: (id: number) => Extract<Request, { type: T }>): Promise<Values[T]> {
    this.#port ??= this.#connect().catch((thrown: unknown) => {
      this.#port = undefined;
      throw { code: 'IO', message: `the engine did not start: ${messageOf(thrown)}` } satisfies Failure;
    });
    const port = await this.#port;
    const id = ++this.#lastId;
    return new Promise<Values[T]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      port.postMessage(request(id));
    });
  }

  async #connect(): Promise<Port> {
    const port = (await worker()) ?? (await inPage());
    port.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.type === 'hello') return;
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.type === 'value') waiting?.resolve(data.value as never);
      else waiting?.reject({ code: data.code, message: data.message });
    };
    return port;
  }
}

/** A worker that listens; undefined where the page may not have one, or not from there. */
function worker(): Promise<Port | undefined> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = startWorker();
    } catch {
      resolve(undefined);
      return;
    }
    // A policy of the page, or an address that is gone, is told by an event.
    worker.onerror = () => {
      worker.terminate();
      resolve(undefined);
    };
    worker.onmessage = () => {
      worker.onerror = null;
      resolve(worker);
    };
  });
}

/** The same engine in the page itself, behind a channel. */
async function inPage(): Promise<Port> {
  const { serve } = await import('./worker.js');
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  return port1;
}
