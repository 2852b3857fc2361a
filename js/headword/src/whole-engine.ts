// An index in the builder's module, for commands that measure or test it.

import { indexBytes } from '#load';
import type { BuilderEngine, BuilderModule } from './glue.js';
import { refused } from './refused.js';

/** Reads and opens an index. Answers its bytes too. */
export async function wholeEngine(
  index: string,
  { Engine }: BuilderModule,
): Promise<{ readonly engine: BuilderEngine; readonly bytes: Uint8Array }> {
  const bytes = await indexBytes(index);
  return { engine: refused(() => new Engine(bytes), index), bytes };
}
