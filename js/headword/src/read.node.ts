import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getBytes, getModule } from './fetch.js';
import { codeOf, ioError } from './reason.js';

/**
 * The bytes of a file, or of what is at an http address.
 * @param what - What it is, for messages: `index`.
 * @param advice - What to do about an error of this code at this path.
 */
export async function readBytes(
  from: string | URL,
  what: string,
  advice: (code: string, path: string) => string,
): Promise<Uint8Array> {
  if (/^https?:/i.test(String(from))) return getBytes(from);
  const path = /^file:/i.test(String(from)) ? fileURLToPath(from) : String(from);
  try {
    return await readFile(path);
  } catch (error) {
    throw ioError(`cannot read the ${what} ${path}`, error, advice(codeOf(error), path));
  }
}

/** The module in a file, or at an http address. */
export async function readModule(from: string | URL): Promise<WebAssembly.Module> {
  if (/^https?:/i.test(String(from))) return getModule(from);
  const bytes = await readBytes(from, 'wasm module', () => 'install headword again or check the wasm option');
  return WebAssembly.compile(bytes as BufferSource);
}
