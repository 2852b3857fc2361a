// The page's side of an engine: in a worker where one can be had, else in the page itself.

import { startWorker } from '#start-worker';
import { type ErrorCode, HeadwordError, messageOf } from '../error.js';
import type { Answered, Arguments, Method } from '../questions.js';
import type { Info } from '../types.js';
import type { Port, Reply, Request } from './protocol.js';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: HeadwordError) => void;
}

type Sent = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** An engine that was started, for one index. */
export class Connection {
  readonly #port: Port;
  readonly #stop: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isClosed = false;

  private constructor(port: Port, stop: () => void) {
    this.#port = port;
    this.#stop = stop;
    port.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.type === 'hello') return;
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.type === 'value') waiting?.resolve(data.value as never);
      else waiting?.reject(new HeadwordError(data.code as ErrorCode, data.message));
    };
  }

  /** Starts an engine. Throws `IO` where it cannot be fetched. */
  static async start(): Promise<Connection> {
    try {
      const worker = await inWorker();
      if (worker !== undefined) return new Connection(worker, () => worker.terminate());
      const { serve } = await import('./worker-script.js');
      const { port1, port2 } = new MessageChannel();
      serve(port2);
      return new Connection(port1, () => port1.close());
    } catch (cause) {
      throw new HeadwordError('IO', `the engine did not start: ${messageOf(cause)}`, { cause });
    }
  }

  /** Opens the index; the first thing to do. */
  open(request: Omit<Extract<Request, { type: 'open' }>, 'id' | 'type'>): Promise<Info> {
    return this.#say({ type: 'open', ...request });
  }

  /** Asks a question. */
  ask<M extends Method>(method: M, args: Arguments<M>): Promise<Answered<M>> {
    return this.#say({ type: 'call', method, args });
  }

  /** Stops the engine. What it is still asked is answered with `CLOSED`. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stop();
    for (const { reject } of this.#waiting.values()) reject(closed());
    this.#waiting.clear();
  }

  #say<T>(request: Sent): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#isClosed) return reject(closed());
      const id = ++this.#lastId;
      try {
        this.#port.postMessage({ id, ...request } as Request);
      } catch (cause) {
        // A function, for instance.
        return reject(new HeadwordError('USAGE', `what a worker is asked must be plain data: ${messageOf(cause)}`, { cause }));
      }
      this.#waiting.set(id, { resolve, reject });
    });
  }
}

function closed(): HeadwordError {
  return new HeadwordError('CLOSED', 'these docs are closed; open the index again');
}

/** A worker that listens; undefined where the page may not have one, or not from there. */
function inWorker(): Promise<Worker | undefined> {
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
