// The files below a folder, for a build in Node.

import { readFile } from 'node:fs/promises';
import type { SourceFile } from './builder.js';
import { HeadwordError } from './error.js';
import { walk } from './files.js';
import type { Selection } from './glue.js';
import { ioError } from './reason.js';

/** The files below a folder that are part of the docs, in the order of their paths. Links are not followed. */
export async function* filesBelow(dir: string, selection: Selection): AsyncGenerator<SourceFile> {
  const { files, failures } = await walk(dir, {
    enters: (folder) => selection.mayHoldPages(folder),
    wants: (file) => ['page', 'navigation'].includes(selection.role(file)),
  });
  if (failures.length > 0) {
    const lines = failures.map(({ failure }) => failure.text.trimEnd().replace(/^error\[\w+\]: /, ''));
    throw new HeadwordError('SOURCES', lines.join('\n'));
  }
  for (const { path, file } of files) {
    const source = await readFile(file).catch((error: unknown) => {
      throw ioError(`${path}: cannot read the file`, error, 'make it readable or leave it out with "exclude"');
    });
    yield { path, source };
  }
}
