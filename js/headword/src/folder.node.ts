// The files of a folder and of what stands beside it, for a build in Node.

import type { SourceFile } from './builder.js';
import { type HeadwordError, isSourceError } from './error.js';
import type { Selection } from './glue.js';
import { bytesOf, sources, type Places } from './sources.js';

/** What the command would read, in the order in which it does; in place of what cannot be read, why. */
export async function* filesOf(places: Places, selection: Selection): AsyncGenerator<SourceFile | HeadwordError> {
  const { list, failures } = await sources(places, selection);
  yield* failures;
  for (const source of list) {
    const { collection, path } = source;
    try {
      yield { collection, path, source: await bytesOf(source) };
    } catch (error) {
      if (!isSourceError(error)) throw error;
      yield error;
    }
  }
}
