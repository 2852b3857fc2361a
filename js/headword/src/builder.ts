// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

import { isBytes, kind, text, unknownWord, usage } from './check.js';
import { dispose } from './dispose.js';
import { HeadwordError, engineError, messageOf } from './error.js';
import type { Builder as Engine, Selection } from './glue.js';
import type { Collection } from './options.js';
import type { BuildReport, Finding } from './types.js';

const COLLECTIONS: readonly Collection[] = ['docs', 'snippets', 'examples', 'changelogs', 'redirects'];

/** A file of the docs. */
export interface SourceFile {
  /** Where it is below the folder of its collection, with `/` between names: `guide/start.md`. */
  readonly path: string;
  /** What it holds. Bytes of text must be UTF-8. */
  readonly source: string | Uint8Array;
  /** What it is read for. `docs` unless given. */
  readonly collection?: Collection;
}

/** A written index. */
export interface Built {
  /** The index: write it to a file that ends in `.headword`, or `open` it. */
  readonly bytes: Uint8Array;
  /** What is in it. */
  readonly report: BuildReport;
}

/**
 * A build that can be kept, so that the index is written anew after a change without reading again what is the same.
 *
 * Its memory is given back by {@link Builder.close}, by `using`, or at some time after it is unreachable.
 */
export class Builder {
  #engine: Engine | undefined;
  readonly #selection: Selection;
  /** Why there is no engine any more. */
  #over = new HeadwordError('CLOSED', 'this builder is closed; start another one');

  /** @internal */
  constructor(engine: Engine, selection: Selection) {
    this.#engine = engine;
    this.#selection = selection;
  }

  /**
   * Reads a file. One that was added under the same path is replaced, at no cost where it is the same. After an error
   * the builder is as before.
   *
   * @returns Whether it is part of the docs: `include`, `exclude` and the rules for names leave out files as they do
   * for the command.
   * @throws {@link HeadwordError} whose `code` is `ENCODING`, `FRONT_MATTER`, `NAVIGATION`, `RECORDS`, `CHANGELOG`,
   * `FEED` or `TOO_LARGE`, with a message that names the file; `USAGE` or `CLOSED`.
   * @example
   * ```ts
   * builder.add({ path: 'guide/start.md', source: '# Start\n\nInstall it first.' });
   * builder.add({ path: 'CHANGELOG.md', source: '## 1.0.0\n\n- First.', collection: 'changelogs' });
   * ```
   */
  add(file: SourceFile): boolean {
    if (typeof file !== 'object' || file === null) {
      throw usage(`build: a file must be { path, source }, found ${kind(file)}`);
    }
    const path = pathOf(file);
    const collection = collectionOf(file);
    const { source } = file;
    if (typeof source !== 'string' && !isBytes(source)) {
      throw usage(`build: the source of ${path} must be a string or a Uint8Array, found ${kind(source)}`);
    }
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : new Uint8Array(source);
    return this.#ask(path, (engine) => {
      const role = collection === 'docs' ? this.#selection.role(path) : undefined;
      if (role !== undefined && role !== 'page' && role !== 'navigation') return false;
      engine.add(collection, path, bytes);
      return true;
    });
  }

  /** @internal What is part of the docs. */
  get selection(): Selection {
    return this.#selection;
  }

  /**
   * Forgets a file.
   *
   * @returns Whether it was known.
   * @throws {@link HeadwordError} whose `code` is `USAGE` or `CLOSED`.
   * @example
   * ```ts
   * builder.remove({ path: 'guide/start.md' });
   * ```
   */
  remove(file: Pick<SourceFile, 'path' | 'collection'>): boolean {
    const path = pathOf(file);
    const collection = collectionOf(file);
    return this.#ask(path, (engine) => engine.remove(collection, path));
  }

  /**
   * Writes the index of everything that was added. It may be called again after changes.
   *
   * @throws {@link HeadwordError} whose `code` is `NO_PAGES`, `DUPLICATE_PATH`, `TOO_LARGE` or `CLOSED`.
   * @example
   * ```ts
   * const { bytes, report } = builder.finish();
   * ```
   */
  finish(): Built {
    return this.#ask('the index', (engine) => engine.finish());
  }

  /**
   * Looks for mistakes in everything that was added, sorted by file and line.
   *
   * @throws {@link HeadwordError}: those of {@link Builder.finish}.
   * @example
   * ```ts
   * for (const { file, line, message } of builder.check()) console.warn(`${file}:${line}: ${message}`);
   * ```
   */
  check(): readonly Finding[] {
    return this.#ask('the index', (engine) => engine.check());
  }

  /**
   * The pages that were read, for the option `cache` of a later build with the same options.
   *
   * @throws {@link HeadwordError} whose `code` is `CLOSED`.
   * @example
   * ```ts
   * await writeFile('docs.cache', builder.save());
   * ```
   */
  save(): Uint8Array {
    return this.#ask('the cache', (engine) => engine.save());
  }

  /**
   * Gives the memory back. Every other call throws `CLOSED` from then on; closing again does nothing.
   *
   * @example
   * ```ts
   * builder.close();
   * ```
   */
  close(): void {
    if (this.#engine === undefined) return;
    this.#engine.free();
    this.#engine = undefined;
    this.#selection.free();
  }

  /**
   * {@link Builder.close}, called at the end of a block.
   *
   * @example
   * ```ts
   * using builder = await startBuild();
   * ```
   */
  [dispose](): void {
    this.close();
  }

  #ask<T>(about: string, question: (engine: Engine) => T): T {
    if (this.#engine === undefined) throw this.#over;
    try {
      return question(this.#engine);
    } catch (thrown) {
      const error = engineError(thrown);
      if (error !== undefined) throw error;
      // Still borrowed where it stopped: it can be neither used nor freed.
      this.#engine = undefined;
      const message = `${about}: the builder stopped (${messageOf(thrown)}); please report it with that file`;
      this.#over = new HeadwordError('INTERNAL', message, { cause: thrown });
      throw this.#over;
    }
  }
}

function pathOf({ path }: { readonly path: unknown }): string {
  return text('build', 'the path of a file', path);
}

function collectionOf({ collection = 'docs' }: { readonly collection?: Collection }): Collection {
  if (COLLECTIONS.includes(collection)) return collection;
  throw unknownWord('build', 'collection', collection, COLLECTIONS);
}
