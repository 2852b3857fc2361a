import type { WasmSource } from './types.js';

/** Where the reader is. The URL is written out so that bundlers see the file and ship it. */
export function readerWasm(): WasmSource {
  return new URL('../wasm/reader_bg.wasm', import.meta.url);
}
