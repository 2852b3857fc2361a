// What leaves the command: a whole file or none, and text. `crates/core/src/disk/mod.rs` writes alike.

import { open, rename, rm } from 'node:fs/promises';
import { codeOf, ioError } from './reason.js';

/** Writes `FILE.tmp` and renames it, so that `file` is never seen half written. */
export async function writeFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      // A rename can reach the disk before the bytes do: after a power cut the file would be empty.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // It may never have been made; the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    const code = codeOf(error);
    const advice =
      code === 'ENOENT' ? 'make its folder first' : code === 'EISDIR' ? 'give the name of a file' : 'check its folder';
    throw ioError(`cannot write ${file}`, error, advice);
  }
}

/** Prints to standard output. Errors come to whoever listens on the stream. */
export function print(text: string): void {
  process.stdout.write(text);
}
