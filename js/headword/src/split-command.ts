// `headword split`: an index becomes files, of which a page fetches those that a question needs.
// `crates/cli/src/split.rs` does the same.

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { reader } from '#load';
import type { Split } from './args.js';
import { engineError } from './error.js';
import { Failure } from './failure.js';
import { print, writeFile } from './output.js';
import { ioError } from './reason.js';
import { grouped, json, plural } from './render.js';
import { wholeIndex } from './whole.js';

/** Does what the command line asks. */
export async function split({ index, out, json: asJson }: Split): Promise<void> {
  const starting = reader();
  const bytes = await wholeIndex(index, starting);
  const { Engine } = await starting;
  let layout;
  try {
    const engine = new Engine(bytes);
    layout = engine.layout();
    engine.free();
  } catch (thrown) {
    throw Failure.of(engineError(thrown) ?? thrown, index);
  }
  await mkdir(out, { recursive: true }).catch((error: unknown) => {
    throw ioError(`cannot make the folder ${out}`, error, 'give another one with --out');
  });
  const { head, size, fingerprint } = layout;
  const count = Math.ceil((layout.bytes - head) / size);
  for (let number = 0; number < count; number++) {
    const start = head + number * size;
    await writeFile(join(out, `${fingerprint}-${number}.piece`), bytes.subarray(start, start + size));
  }
  // The head comes last: where it is read, all pieces are there.
  const file = join(out, basename(index.replace(/[?#].*/s, '')));
  await writeFile(file, bytes.subarray(0, head));
  const report = { head: file, headBytes: head, pieces: count, pieceBytes: size, bytes: layout.bytes };
  if (asJson) return print(json(report));
  const sizes = `${plural(count, 'piece', 'pieces')} of ${grouped(size)} bytes`;
  print(`Wrote ${file} (${grouped(head)} bytes) and ${sizes} beside it\n`);
}
