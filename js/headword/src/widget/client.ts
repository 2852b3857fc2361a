// The index of an element: its engine is started when it is first needed.

import type { Answer, Info, PageContent } from '../types.js';
import { Connection } from '../worker/connection.js';
import type { Load } from '../worker/protocol.js';
import { answerTo } from './answering.js';
import type { Question } from './state.js';

const clients = new Map<string, Client>();

/** The engine of an index. Elements with the same index share one. */
export function clientOf(src: string, load: Load): Client {
  const key = `${load} ${src}`;
  let client = clients.get(key);
  if (client === undefined) clients.set(key, (client = new Client(src, load)));
  return client;
}

/** An index, answered from by an engine that is started with the first question. Errors are `HeadwordError`s. */
export class Client {
  readonly #src: string;
  readonly #load: Load;
  #opened: Promise<Connection> | undefined;
  #info: Info | undefined;

  /** @param src - The address of the index, absolute. */
  constructor(src: string, load: Load) {
    this.#src = src;
    this.#load = load;
  }

  /** Fetches and starts all that a first answer needs. After an error the next call tries again. */
  prepare(): Promise<Connection> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** What the index is, once it is open. */
  get info(): Info | undefined {
    return this.#info;
  }

  /** The answer to a question. */
  async ask(question: Question): Promise<Answer> {
    const connection = await this.prepare();
    return answerTo((query, options) => connection.ask('search', [query, options]), question);
  }

  /** A section, to be read. */
  async read(path: string, language: string | null): Promise<PageContent> {
    const connection = await this.prepare();
    return connection.ask('read', [path, language === null ? {} : { language }]) as Promise<PageContent>;
  }

  async #open(): Promise<Connection> {
    const connection = await Connection.start();
    try {
      this.#info = await connection.open({ source: this.#src, load: this.#load });
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}
