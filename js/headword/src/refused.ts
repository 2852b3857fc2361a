// What the engine refuses, as the command tells it.

import { engineError } from './error.js';
import { Failure } from './failure.js';

/** Asks the engine. `read` names what was being read, unless the message does. */
export function refused<T>(ask: () => T, read?: string): T {
  try {
    return ask();
  } catch (thrown) {
    throw Failure.of(engineError(thrown) ?? thrown, read);
  }
}
