import { isBytes, isUrl } from './check.js';
import type { WasmSource } from './types.js';

/** The module itself, or compiled from bytes, or loaded from where it is. */
export async function moduleOf(
  wasm: WasmSource,
  load: (from: string | URL) => Promise<WebAssembly.Module>,
): Promise<WebAssembly.Module> {
  if (typeof wasm === 'string' || isUrl(wasm)) return load(wasm);
  return isBytes(wasm) ? WebAssembly.compile(wasm as BufferSource) : wasm;
}
