// How far long work has come: a line that is written anew on a terminal, lines elsewhere, and nothing for work that is
// soon done. `crates/cli/src/progress.rs` has the same words, and a bar.

import { grouped, plural } from './render.js';

/** Between two lines. A build of a few thousand pages ends before the first. */
const PAUSE = 2000;
/** Between two states of a line on a terminal. */
const BLINK = 100;

/** Counts files that were read. It writes to standard error. */
export class Progress {
  readonly #total: number;
  readonly #onTerminal = process.stderr.isTTY === true;
  #done = 0;
  #last = performance.now();
  #isShown = false;

  /** For so many files. */
  constructor(total: number) {
    this.#total = total;
  }

  /** One more file is read. */
  step(): void {
    this.#done++;
    const now = performance.now();
    if (now - this.#last < (this.#onTerminal ? BLINK : PAUSE)) return;
    this.#last = now;
    if (this.#onTerminal) {
      process.stderr.write(`\r\x1b[Kreading ${grouped(this.#done)}/${grouped(this.#total)}`);
      this.#isShown = true;
    } else {
      say(`read ${grouped(this.#done)} of ${plural(this.#total, 'file', 'files')}`);
    }
  }

  /** All are read. */
  end(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
  }
}

/** Says something beside the results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
