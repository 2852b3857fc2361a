import type { WasmSource } from './types.js';

/** Where the reader is in the folder that a site copies. */
export function readerWasm(): WasmSource {
  return new URL('./wasm/reader_bg.wasm', import.meta.url);
}
