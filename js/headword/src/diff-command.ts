// `headword diff`: what changed from one index to another. `crates/cli/src/commands.rs` does the same.

import type { Compare } from './args.js';
import type { BuilderModule } from './glue.js';
import { print } from './output.js';
import { refused } from './refused.js';
import { json, printable } from './render.js';
import { wholeEngine } from './whole-engine.js';

/** Does what the command line asks. */
export async function diff(line: Compare, module: BuilderModule): Promise<void> {
  const { engine: old } = await wholeEngine(line.old, module);
  const { engine } = await wholeEngine(line.index, module);
  const { diff, text } = refused(() => engine.diffFrom(old));
  print(line.json ? json(diff) : printable(text));
}
