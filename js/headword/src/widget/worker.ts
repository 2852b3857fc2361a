// The engine behind the elements: in a worker, so that typing never waits for it.

import { open } from '../docs.js';
import { HeadwordError, messageOf } from '../error.js';
import { openInPieces } from '../pieces.js';
import type { SearchOptions } from '../search-options.js';
import type { Answer, Info, PageContent } from '../types.js';
import { answerTo } from './answering.js';
import type { Load, Port, Reply, Request, Values } from './protocol.js';

/** An index up to this size is brought whole once someone has searched: from then on no keystroke waits for the network. */
const WHOLE = 4 << 20;
/** Milliseconds after the first answer until then: the pieces that the next keys need come first. */
const PAUSE = 1000;

/** Docs, whole or in pieces. */
interface Source {
  search(query: string, options: SearchOptions): Answer | Promise<Answer>;
  read(path: string, options: { language?: string }): PageContent | Promise<PageContent>;
  readonly info: Info | (() => Promise<Info>);
  close(): void;
}

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

class Engine {
  #source: Promise<Source> | undefined;
  #whole: (() => Promise<Source>) | undefined;

  async take(request: Request): Promise<Values[keyof Values]> {
    if (request.type === 'open') return this.#open(request.src, request.load);
    const source = await this.#source;
    if (source === undefined) throw new HeadwordError('CLOSED', 'no index is open; open one first');
    if (request.type === 'read') {
      const { path, language } = request;
      return source.read(path, language === null ? {} : { language });
    }
    const answer = await answerTo((query, options) => source.search(query, options), request.question);
    this.#bringWhole();
    return answer;
  }

  async #open(src: string, load: Load): Promise<Info> {
    const opening: Promise<Source> = load === 'whole' ? open(src) : openInPieces(src);
    this.#source = opening;
    const source = await opening;
    const info = typeof source.info === 'function' ? await source.info() : source.info;
    if (load === 'auto' && info.bytes <= WHOLE && !savesData()) this.#whole = () => open(src);
    return info;
  }

  /** In the background, after the first answer. Where it fails, pieces go on to answer. */
  #bringWhole(): void {
    const bring = this.#whole;
    this.#whole = undefined;
    if (bring === undefined) return;
    const take = (whole: Source): void => {
      // The pieces are not closed: questions that they have begun to answer go on. They are freed once nothing holds them.
      this.#source = Promise.resolve(whole);
    };
    setTimeout(() => void bring().then(take, () => undefined), PAUSE);
  }
}

/** Whether the reader asked their browser to load little. */
function savesData(): boolean {
  const { connection } = globalThis.navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

// The same file is a module in the page where there are no workers; it then has a document.
if (typeof document === 'undefined' && 'WorkerGlobalScope' in globalThis) serve(globalThis as unknown as Port);
