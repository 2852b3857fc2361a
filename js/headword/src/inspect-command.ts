// `headword inspect`: what takes the bytes of an index. `crates/cli/src/commands.rs` does the same.

import { reader } from '#load';
import type { Inspect } from './args.js';
import { refusedIn } from './build-command.js';
import { engineError } from './error.js';
import type { BuilderModule } from './glue.js';
import { print } from './output.js';
import { json, renderInspection } from './render.js';
import type { Style } from './style.js';
import { wholeIndex } from './whole.js';

/** Does what the command line asks. */
export async function inspect(line: Inspect, module: BuilderModule, style: Style): Promise<void> {
  const bytes = await wholeIndex(line.index, reader());
  const inspection = refusedIn(line.index, () => {
    try {
      return new module.Engine(bytes).inspect(line.limit);
    } catch (thrown) {
      throw engineError(thrown) ?? thrown;
    }
  });
  print(line.json ? json(inspection) : renderInspection(inspection, style));
}
