// What is printed on standard error, and the exit status that goes with it. `crates/cli/src/failure.rs` says the same.

import { HeadwordError } from './error.js';
import { renderError } from './render.js';

/** Why the command stops. */
export class Failure extends Error {
  /** Whole lines for standard error. */
  readonly text: string;
  /** 1 for bad input, 2 for a wrong command line. */
  readonly status: 1 | 2;

  private constructor(text: string, status: 1 | 2) {
    super(text);
    this.text = text;
    this.status = status;
  }

  /** The input was bad. `read` names what was being read, unless the message does. Other errors are mistakes here. */
  static of(error: unknown, read?: string): Failure {
    if (error instanceof Failure) return error;
    if (!(error instanceof HeadwordError)) throw error;
    return new Failure(renderError(error.code, read === undefined ? error.message : `${read}: ${error.message}`), 1);
  }

  /** Several failures, and a line that sums them up. */
  static several(failures: readonly Failure[], summary: string): Failure {
    return new Failure(failures.map(({ text }) => text).join('') + renderError(undefined, summary), 1);
  }

  /** The command line is wrong. `usage` shows how it is written. */
  static usage(message: string, usage: string): Failure {
    return new Failure(`${renderError('USAGE', message)}usage: ${usage}\n`, 2);
  }

  /** The command line is wrong, and this is all there is to say. */
  static usageText(text: string): Failure {
    return new Failure(text, 2);
  }
}
