import { HeadwordError, engineError, trap } from './error.js';
import type { Engine } from './glue.js';

/** An engine that is freed when it is closed, and given up when it traps. */
export class HeldEngine {
  #engine: Engine | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The engine; throws `CLOSED` where there is none any more. */
  get(): Engine {
    if (this.#engine !== undefined) return this.#engine;
    throw new HeadwordError('CLOSED', 'these docs are closed; open the index again');
  }

  /** Asks the engine. Of what it throws, `expected` says what is an answer too. */
  ask<T, E = never>(
    question: (engine: Engine) => T,
    expected: (thrown: unknown) => E | undefined = () => undefined,
  ): T | E {
    const engine = this.get();
    try {
      return question(engine);
    } catch (thrown) {
      const answer = expected(thrown);
      if (answer !== undefined) return answer;
      const error = engineError(thrown) ?? (thrown instanceof HeadwordError ? thrown : undefined);
      if (error !== undefined) throw error;
      // The engine is left where it stopped: still borrowed, so that `free` would throw as well.
      this.#engine = undefined;
      throw trap(thrown);
    }
  }

  /** Gives the memory back; closing again does nothing. */
  close(): void {
    const engine = this.#engine;
    this.#engine = undefined;
    engine?.free();
  }
}
