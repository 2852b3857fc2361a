// A builder that is kept in step with the files on disk. `crates/cli/src/session.rs` keeps one alike.

import { readFile, stat } from 'node:fs/promises';
import { Builder } from './builder.js';
import { HeadwordError, engineError, isSourceError } from './error.js';
import { Failure } from './failure.js';
import type { BuilderModule, Config, Builder as Engine, Selection } from './glue.js';
import type { Collection } from './options.js';
import { writeFile } from './output.js';
import { Progress } from './progress.js';
import { codeOf, ioError } from './reason.js';
import { grouped, plural } from './render.js';
import { type Source, bytesOf, sources } from './sources.js';

/** What an update found. */
export interface Update {
  /** Files and addresses in all. */
  readonly files: number;
  /** Those that are new, changed or gone. */
  readonly changed: number;
  /** Links that were not followed. */
  readonly links: readonly string[];
}

/** A source that was read. */
interface Known {
  readonly collection: Collection;
  readonly path: string;
  /** A file that has the same stamp is the same; undefined where there is none. */
  readonly stamp: string | undefined;
}

/** A builder, what it has read, and what is to be read. */
export class Session {
  readonly config: Config;
  readonly builder: Builder;
  /** Every folder that the last update looked through; before it, that of the docs. */
  folders: readonly string[];
  readonly #selection: Selection;
  readonly #read = new Map<string, Known>();

  private constructor(config: Config, builder: Builder, selection: Selection) {
    this.config = config;
    this.builder = builder;
    this.folders = [config.docs];
    this.#selection = selection;
  }

  /** Nothing read yet, but what the cache and the previous index know. */
  static async start(module: BuilderModule, config: Config): Promise<Session> {
    try {
      const selection = new module.Selection(config);
      const engine = await engineFor(module, config);
      return new Session(config, new Builder(engine, new module.Selection(config)), selection);
    } catch (thrown) {
      throw engineError(thrown) ?? thrown;
    }
  }

  /** Reads what has changed. `undone` ends the sentence that says how many files could not be read. */
  async update(undone: string): Promise<Update> {
    const { list, failures, links, folders } = await sources(this.config, this.#selection);
    this.folders = folders;
    // What cannot be listed is one of them too.
    const files = list.length + failures.length;
    let changed = 0;
    const progress = new Progress(files);
    const seen = new Set<string>();
    for (const source of list) {
      try {
        if (await this.#take(source)) changed++;
      } catch (error) {
        if (!isSourceError(error)) throw error;
        failures.push(error);
      }
      seen.add(keyOf(source));
      progress.step();
    }
    progress.end();
    for (const [key, known] of this.#read) {
      if (seen.has(key)) continue;
      this.#read.delete(key);
      this.builder.remove(known);
      changed++;
    }
    if (failures.length === 0) return { files, changed, links };
    const count = `${grouped(failures.length)} of ${plural(files, 'file', 'files')}`;
    throw Failure.several(failures.map((error) => Failure.of(error)), `${count} could not be read; ${undone}`);
  }

  /** Reads a source unless it is known. Says whether it was read. */
  async #take(source: Source): Promise<boolean> {
    const { collection, path, file } = source;
    const key = keyOf(source);
    const known = this.#read.get(key);
    // Fetched once: whoever watches a folder does not mean to ask a server at each change.
    if (file === undefined && known !== undefined) return false;
    const stamp = file === undefined ? undefined : await stampOf(file);
    if (stamp !== undefined && stamp === known?.stamp) return false;
    this.builder.add({ collection, path, source: await bytesOf(source) });
    this.#read.set(key, { collection, path, stamp });
    return true;
  }

  /** Keeps what was read for the next build, where a cache is configured. */
  async save(): Promise<void> {
    const { cache } = this.config;
    if (cache !== '') await writeFile(cache, this.builder.save());
  }

  /** Gives the memory back. */
  close(): void {
    this.builder.close();
    this.#selection.free();
    this.config.free();
  }
}

/** An engine that knows what the cache and the previous index do. */
async function engineFor({ Builder }: BuilderModule, config: Config): Promise<Engine> {
  const { cache } = config;
  // Without a cache, or with one that does not fit, everything is read.
  const saved = cache === '' ? undefined : await readFile(cache).catch(() => undefined);
  const engine = (saved && Builder.restore(config, saved)) ?? new Builder(config);
  const index = await previous(config);
  if (index === undefined) return engine;
  try {
    engine.previous(index);
  } catch (thrown) {
    const error = engineError(thrown);
    if (error === undefined) throw thrown;
    throw new HeadwordError(error.code, `${config.previous}: ${error.message}`, { cause: thrown });
  }
  return engine;
}

/** The previous index. Before the first build there is none to be read where this one will be written. */
async function previous({ previous: name, out }: Config): Promise<Uint8Array | undefined> {
  if (name === '') return undefined;
  return readFile(name).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' && name === out) return undefined;
    throw ioError(`cannot read the previous index ${name}`, error, 'check "previous"');
  });
}

async function stampOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found && `${found.size} ${found.mtimeNs}`;
}

function keyOf({ collection, path }: Source): string {
  return `${collection}/${path}`;
}
