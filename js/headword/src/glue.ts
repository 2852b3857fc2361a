import { HeadwordError, messageOf } from './error.js';
import { VERSION } from './version.js';
import type { Answer, BuildReport, Info, PageContent, PageSummary, WasmSource } from './types.js';

/** An open index in wasm memory. It is generated; this is its shape. */
export interface Engine {
  search(query: string, limit: number): Answer;
  read(path: string): PageContent;
  list(): PageSummary[];
  info(): Info;
  free(): void;
}

/** An index being written in wasm memory. It is generated; this is its shape. */
export interface Builder {
  add(path: string, source: Uint8Array): void;
  /** Uses the builder up: it needs no `free()` afterwards, and bears none. */
  finish(): { bytes: Uint8Array; report: BuildReport };
  free(): void;
}

/**
 * Starts generated glue at the first call and never again: one compiled module serves the process.
 * A failed start is forgotten, so that the next call tries anew.
 *
 * @param compile - Makes the module from what `open` was given, or from the file beside the glue.
 * @param instantiate - Gives the module to the glue.
 */
export function starter<G extends { version(): string }>(
  glue: G,
  compile: (wasm: WasmSource | undefined) => Promise<WebAssembly.Module>,
  instantiate: (module: WebAssembly.Module) => unknown,
): (wasm?: WasmSource) => Promise<G> {
  let started: Promise<G> | undefined;
  return (wasm) => {
    started ??= start(glue, () => compile(wasm), instantiate).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}

async function start<G extends { version(): string }>(
  glue: G,
  compile: () => Promise<WebAssembly.Module>,
  instantiate: (module: WebAssembly.Module) => unknown,
): Promise<G> {
  let found: string;
  try {
    const module = await compile();
    // The glue keeps what it has once instantiated: this has to be found before.
    const isOurs = WebAssembly.Module.exports(module).some(({ name }) => name === 'version');
    if (!isOurs) throw mismatch('it has no version');
    await instantiate(module);
    found = glue.version();
  } catch (cause) {
    if (cause instanceof HeadwordError) throw cause;
    // Not wasm, or wasm that wants other functions than the glue has.
    throw mismatch(messageOf(cause), cause);
  }
  if (found !== VERSION) throw mismatch(`it is of headword ${found}`);
  return glue;
}

function mismatch(why: string, cause?: unknown): HeadwordError {
  const message = `the wasm module is not that of headword ${VERSION}: ${why}; use the one in the same package`;
  return new HeadwordError('VERSION', message, { cause });
}
