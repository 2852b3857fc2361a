// The files below a folder, for a build in Node.

import type { SourceFile } from './builder.js';
import { HeadwordError } from './error.js';
import { readSource, walkDocs } from './files.js';
import type { Selection } from './glue.js';

/** The files below a folder that are part of the docs, in the order of their paths. Links are not followed. */
export async function* filesBelow(dir: string, selection: Selection): AsyncGenerator<SourceFile> {
  const { files, failures } = await walkDocs(dir, selection);
  if (failures.length > 0) {
    const errors = failures.map(({ error }) => error);
    throw new HeadwordError('SOURCES', errors.map(({ message }) => message).join('\n'), { errors });
  }
  for (const { path, file } of files) yield { path, source: await readSource(path, file) };
}
