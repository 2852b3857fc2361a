// Where the reader and indexes come from in Node.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readerWasm } from '#reader-wasm';
import { starter } from './glue.js';
import { getBytes } from './fetch.js';
import { moduleOf } from './module.js';
import { readBytes, readModule } from './read.node.js';
import * as glue from '../wasm/reader.js';

/** The reader, once its module is loaded. */
export const reader = starter(
  glue,
  (wasm) => moduleOf(wasm ?? readerWasm(), readModule),
  // The glue's other way in asks for `Response`, for which Node loads its whole HTTP client.
  (module) => glue.initSync({ module }),
);

/** The bytes of the index in this file or at this address. */
export function indexBytes(source: string | URL): Promise<Uint8Array> {
  return readBytes(source, 'index', (code, path) => {
    if (code === 'ENOENT') return `write it with "headword build --out ${path}"`;
    return code === 'EISDIR' ? 'give the index file in it' : 'check the file';
  });
}

/** The bytes of a file that stands beside the index. */
export function besideBytes(source: string | URL, name: string): Promise<Uint8Array> {
  const from = String(source);
  if (/^https?:/i.test(from)) return getBytes(new URL(name, from));
  const file = join(dirname(/^file:/i.test(from) ? fileURLToPath(from) : from), name);
  return readBytes(file, 'piece', () => 'copy all that "headword split" wrote');
}
