import type { SourceFile } from './builder.js';
import { usage } from './check.js';

/** There are no folders here. */
export async function* filesOf(): AsyncGenerator<SourceFile> {
  throw usage('build: a folder is read in Node alone; give the files themselves');
}
