// Files that a command is given beside an index. `crates/cli/src/input.rs` reads the same.

import { readFile } from 'node:fs/promises';
import { codeOf, ioError } from './reason.js';

/** The bytes of a file. `what` says what it holds, for messages. */
export async function readInput(file: string, what: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    const code = codeOf(error);
    const advice = code === 'ENOENT' ? 'check its name' : code === 'EISDIR' ? 'give a file in it' : 'check the file';
    throw ioError(`cannot read the ${what} ${file}`, error, advice);
  });
}
