// Where the reader comes from in browsers, workers and at the edge.

import { readerWasm } from '#reader-wasm';
import { getBytes, getModule } from './fetch.js';
import { starter } from './glue.js';
import { moduleOf } from './module.js';
import * as glue from '../wasm/reader.js';

/** The reader, once its module is loaded. */
export const reader = starter(
  glue,
  (wasm) => moduleOf(wasm ?? readerWasm(), getModule),
  (module) => glue.default({ module_or_path: module }),
);

/** The bytes of the index at this address. */
export function indexBytes(source: string | URL): Promise<Uint8Array> {
  return getBytes(source);
}

/** The bytes of a file that stands beside the index. */
export function besideBytes(source: string | URL, name: string): Promise<Uint8Array> {
  return getBytes(new URL(name, new URL(source, globalThis.location?.href)));
}
