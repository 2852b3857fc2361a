import { builder } from '#load-builder';
import { kind, options as checked, text, usage } from './check.js';
import { HeadwordError, engineError, messageOf } from './error.js';
import type { Builder } from './glue.js';
import type { BuildReport } from './types.js';

export { HeadwordError, type ErrorCode } from './error.js';
export type { BuildReport } from './types.js';

/** A file of the docs. */
export interface SourceFile {
  /** Where it is below the docs' folder, with `/` between names: `guide/start.md`. */
  readonly path: string;
  /** What it holds. Bytes must be UTF-8. */
  readonly source: string | Uint8Array;
}

/** What an index says about itself. */
export interface BuildOptions {
  /** What the docs are called. */
  readonly name?: string;
  /** Where the docs are published, so that results carry links. */
  readonly baseUrl?: string;
}

/** A written index. */
export interface Built {
  /** The index: write it to a file that ends in `.headword`, or `open` it. */
  readonly bytes: Uint8Array;
  /** What is in it. */
  readonly report: BuildReport;
}

/**
 * Writes an index of Markdown and MDX files. The same files give the same bytes in any order, on
 * any system, here and in the `headword` command.
 *
 * Every file is read even after a bad one, so that one run names them all.
 *
 * @throws {@link HeadwordError} whose `code` is `SOURCES`, with each file's error in `errors`;
 * `NO_PAGES`, `DUPLICATE_PATH` or `TOO_LARGE` for all of them together; `USAGE`.
 * @example
 * ```ts
 * const { bytes, report } = await build(
 *   [{ path: 'guide/start.md', source: '# Start\n\nInstall it first.' }],
 *   { name: 'Acme docs', baseUrl: 'https://docs.acme.example/' },
 * );
 * await writeFile('docs.headword', bytes);
 * ```
 */
export async function build(
  files: Iterable<SourceFile> | AsyncIterable<SourceFile>,
  options?: BuildOptions,
): Promise<Built> {
  if (!isIterable(files)) {
    throw usage(`build: the files must be an iterable of { path, source }, found ${kind(files)}`);
  }
  const writer = await startBuild(options);
  try {
    const errors: HeadwordError[] = [];
    let count = 0;
    for await (const file of files) {
      count++;
      try {
        writer.add(file);
      } catch (error) {
        if (!isSourceError(error)) throw error;
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      const summary = `${errors.length} of ${count} files could not be read`;
      const lines = [summary, ...errors.map((error) => error.message)].join('\n');
      throw new HeadwordError('SOURCES', lines, { errors });
    }
    return writer.finish();
  } finally {
    writer.free();
  }
}

/** A string is one too, of its letters: nobody means that. */
function isIterable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

/**
 * The build, a step at a time. The command needs that: it goes on after a file that it cannot
 * open, as `build` does after one that the engine cannot read.
 * @internal
 */
export async function startBuild(options?: BuildOptions): Promise<IndexWriter> {
  const given = checked('build', options, ['name', 'baseUrl']);
  const name = given.name === undefined ? '' : text('build', 'name', given.name);
  const baseUrl = given.baseUrl === undefined ? '' : text('build', 'baseUrl', given.baseUrl);
  const { Builder } = await builder();
  return new IndexWriter(new Builder(name, baseUrl));
}

/**
 * Whether a build can go on to the next file after this, and name this one in the end.
 * @internal
 */
export function isSourceError(error: unknown): error is HeadwordError {
  return error instanceof HeadwordError && error.code !== 'USAGE' && error.code !== 'INTERNAL';
}

/** @internal */
export class IndexWriter {
  #builder: Builder | undefined;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  add(file: SourceFile): void {
    if (typeof file !== 'object' || file === null) {
      throw usage(`build: a file must be { path, source }, found ${kind(file)}`);
    }
    const path = text('build', 'the path of a file', file.path);
    const { source } = file;
    if (typeof source !== 'string' && !ArrayBuffer.isView(source)) {
      throw usage(`build: the source of ${path} must be a string or a Uint8Array, found ${kind(source)}`);
    }
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    this.#ask((builder) => builder.add(path, bytes), path);
  }

  finish(): Built {
    return this.#ask((builder) => {
      this.#builder = undefined;
      return builder.finish();
    }, 'the index');
  }

  free(): void {
    this.#builder?.free();
    this.#builder = undefined;
  }

  #ask<T>(question: (builder: Builder) => T, about: string): T {
    if (this.#builder === undefined) throw new HeadwordError('INTERNAL', 'the build is over');
    try {
      return question(this.#builder);
    } catch (thrown) {
      const error = engineError(thrown);
      if (error !== undefined) throw error;
      // Still borrowed where it stopped: it can be neither used nor freed.
      this.#builder = undefined;
      const message = `${about}: the builder stopped (${messageOf(thrown)}); please report it with that file`;
      throw new HeadwordError('INTERNAL', message, { cause: thrown });
    }
  }
}
