// Holds a state and does what it says is to be done: asks, reads, keeps recent searches.

import type { Client } from './client.js';
import { keep, recall, shelf } from './recent.js';
import { type Event, type Failure, type Going, type Settings, type State, initialState, reduce } from './state.js';

/** A section is read once the choice has rested on it for so many milliseconds. */
const REST = 60;

/** What the controller leaves to the element that holds it. */
export interface Hooks {
  /** The engine, once it is needed. Null where no index was named. */
  client(): Client | null;
  /** Draws a state. */
  draw(state: State): void;
  /** Follows a result. */
  go(going: Going): void;
  /** Whether there is room for a preview. */
  hasPreview(): boolean;
  /** Tells of an answer that has come, or of why none has. */
  told(state: State): void;
}

/** One search box at work. */
export class Controller {
  readonly #hooks: Hooks;
  #state: State;
  #isAsking = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #shelf = '';

  constructor(hooks: Hooks, settings: Partial<Settings>) {
    this.#hooks = hooks;
    this.#state = initialState(settings);
  }

  get state(): State {
    return this.#state;
  }

  /** What is kept under this name is recalled now, and kept from now on. */
  remember(name: string): void {
    this.#shelf = name;
    this.send({ type: 'recalled', recent: recall(shelf(), name) });
  }

  /** Lets an event happen. */
  send(event: Event): void {
    const before = this.#state;
    const state = reduce(before, event);
    if (state === before) return;
    this.#state = state;
    this.#hooks.draw(state);
    if (state.asked !== before.asked) void this.#ask();
    if (state.previewed !== before.previewed) this.#rest();
    if (state.recent !== before.recent && event.type !== 'recalled') keep(shelf(), this.#shelf, state.recent);
    if (state.going !== null) this.#hooks.go(state.going);
  }

  /** Asks the latest question. While one is being answered, those that come meanwhile are passed over for the latest. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (;;) {
      const question = this.#state.asked;
      if (question === null) break;
      const client = this.#hooks.client();
      try {
        if (client === null) throw { code: 'USAGE', message: 'no index: set the attribute src' } satisfies Failure;
        const answer = await client.ask(question);
        this.send({ type: 'answered', question, answer });
      } catch (thrown) {
        this.send({ type: 'refused', question, failure: failureOf(thrown) });
      }
      if (this.#state.asked === question || this.#state.asked === null) {
        this.#hooks.told(this.#state);
        break;
      }
    }
    this.#isAsking = false;
  }

  #rest(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#read(), REST);
  }

  async #read(): Promise<void> {
    const { previewed } = this.#state;
    const client = this.#hooks.client();
    if (previewed === null || client === null || !this.#hooks.hasPreview()) return;
    const { path, language } = previewed;
    // A section that cannot be read is not shown; the result itself still stands.
    const content = await client.read(path, language).catch(() => null);
    this.send({ type: 'read', path, content });
  }
}

function failureOf(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return { code: String(thrown.code), message: String(thrown.message) };
  }
  return { code: 'INTERNAL', message: String(thrown) };
}
