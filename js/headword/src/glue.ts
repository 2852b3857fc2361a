import { HeadwordError, messageOf } from './error.js';
import type { CaseOutcome, Evaluation, RunLine, Unit } from './evaluation.js';
import type { Explanation } from './explanation.js';
import { VERSION } from './version.js';
import type { Collection } from './options.js';
import type {
  PageKind,
  Answer,
  BuildReport,
  Diff,
  Finding,
  Info,
  Inspection,
  NavigationEntry,
  PageContent,
  PageSummary,
  Release,
  Resolution,
  Suggestion,
  WasmSource,
} from './types.js';

/** An open index in wasm memory. It is generated; this is its shape. */
export interface Engine {
  search(query: string, limit: number): Answer;
  /** `request` of `search-options.ts` makes the words and the factors. */
  searchWith(query: string, limit: number, offset: number, words: string, factors: Float64Array): Answer;
  /** `form` is 1 for the outline alone, and 2 or 4 for links as paths or URLs. `count` must not throw. */
  read(
    paths: string[],
    language: string | undefined,
    maxTokens: number | undefined,
    cursor: string | undefined,
    form: number,
    count: ((text: string) => number) | undefined,
  ): PageContent[];
  tokens(path: string, language: string | undefined): number;
  resolve(address: string): Resolution;
  listBelow(path: string, depth: number | undefined): PageSummary[];
  suggest(input: string, limit: number): Suggestion[];
  list(): PageSummary[];
  listOf(kind: PageKind): PageSummary[];
  navigation(): NavigationEntry[];
  releases(): Release[];
  info(): Info;
  addPiece(start: number, bytes: Uint8Array): void;
  layout(): PieceLayout;
  free(): void;
}

/** The class of {@link Engine}. */
export interface EngineClass {
  new (bytes: Uint8Array): Engine;
  /** Of an index of which only the start is there. */
  inPieces(start: Uint8Array): Engine;
}

/** How an index is cut into files: its head, and behind it pieces of one size. */
export interface PieceLayout {
  /** What tells this index from every other. */
  readonly fingerprint: string;
  readonly head: number;
  readonly bytes: number;
  readonly size: number;
}

/** The classes of the builder's module. */
export interface BuilderModule {
  readonly Engine: new (bytes: Uint8Array) => BuilderEngine;
  readonly Questions: { read(file: string, source: Uint8Array): Questions };
  readonly Evaluator: new () => Evaluator;
  readonly Builder: {
    new (config: Config): Builder;
    /** Undefined where another release or configuration wrote the bytes. */
    restore(config: Config, saved: Uint8Array): Builder | undefined;
  };
  readonly Config: {
    new (): Config;
    fromToml(fileName: string, source: Uint8Array): Config;
    keys(): ConfigKey[];
  };
  readonly Selection: new (config: Config) => Selection;
}

/** An open index, for whoever publishes it. It is generated; this is its shape. */
export interface BuilderEngine extends Engine {
  inspect(limit: number): Inspection;
  diffFrom(old: BuilderEngine): { readonly diff: Diff; readonly text: string };
  test(file: string, source: Uint8Array): CaseOutcome[];
  /** Words and factors as `searchWith` takes them. */
  explain(query: string, path: string, words: string, factors: Float64Array): Explanation;
}

/** A file of questions. It is generated; this is its shape. */
export interface Questions {
  readonly length: number;
  /** What a question finds, by its number: the lines, and as a text that TREC's tools read. */
  run(engine: BuilderEngine, number: number, limit: number): { trec: string; lines: RunLine[] };
}

/** Measures answers, file by file. It is generated; this is its shape. */
export interface Evaluator {
  add(engine: BuilderEngine, file: string, source: Uint8Array, unit?: Unit): void;
  queries(): string[];
  /** Nothing can be asked after it. */
  finish(nanoseconds: Float64Array): Evaluation;
}

/** An index being written in wasm memory. It is generated; this is its shape. */
export interface Builder {
  add(collection: Collection, path: string, source: Uint8Array): void;
  remove(collection: Collection, path: string): boolean;
  previous(index: Uint8Array): void;
  /** Takes in all pages of an index. */
  addIndex(name: string, index: Uint8Array): void;
  /** May be called again. */
  finish(): { bytes: Uint8Array; report: BuildReport };
  check(): Finding[];
  save(): Uint8Array;
  free(): void;
}

/** The settings of a build. It is generated; this is its shape. */
export interface Config {
  /** Of a list, the first flag takes the place of what was set before, and those after it add to it. */
  set(key: string, text: string, source: 'variable' | 'flag'): void;
  relativeTo(folder: string): void;
  applyEnv(names: string[], values: string[]): void;
  readonly docs: string;
  readonly out: string;
  readonly snippets: string[];
  readonly examples: string[];
  readonly changelogs: string[];
  readonly redirects: string[];
  readonly previous: string;
  readonly cache: string;
  free(): void;
  [Symbol.dispose](): void;
}

/** A key of the configuration, from the one table that there is of them. */
export interface ConfigKey {
  /** As it stands in `headword.toml`; `reference.title` is `title` in the table `[reference]`. */
  readonly name: string;
  readonly flag: string;
  readonly variable: string;
  /** What a value may be; of a list, what each of its items may be. */
  readonly kind: 'text' | 'bool' | 'choice' | 'file' | 'folder' | 'place' | 'url' | 'glob' | 'pair';
  /** The words of a choice. */
  readonly words: readonly string[];
  readonly list: boolean;
  readonly default: string;
  readonly valueName: string;
  readonly help: string;
}

/** What a file is to a build. */
export type Role = 'page' | 'navigation' | 'snippet' | 'example' | 'changelog' | 'ignored';

/** What each file of the docs is read as. It is generated; this is its shape. */
export interface Selection {
  role(path: string): Role;
  mayHoldPages(folder: string): boolean;
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
