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

/** What both generated modules have. */
interface Glue {
  default(wasm: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  version(): string;
}

/**
 * Starts generated glue at the first call and never again: one compiled module serves the process.
 * A failed start is forgotten, so that the next call tries anew.
 *
 * @param compile - Makes the module from what `open` was given, or from the file beside the glue.
 */
export function starter<G extends Glue>(
  glue: G,
  compile: (wasm: WasmSource | undefined) => Promise<WebAssembly.Module>,
): (wasm?: WasmSource) => Promise<G> {
  let started: Promise<G> | undefined;
  return (wasm) => {
    started ??= start(glue, () => compile(wasm)).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}

async function start<G extends Glue>(glue: G, compile: () => Promise<WebAssembly.Module>): Promise<G> {
  let found: string;
  try {
    await glue.default({ module_or_path: await compile() });
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
