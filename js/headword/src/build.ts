/**
 * Turns documentation into one `.headword` file, and finds mistakes in it.
 *
 * @packageDocumentation
 */

import { filesOf } from '#folder';
import { builder as load } from '#load-builder';
import { Builder, type Built, type SourceFile } from './builder.js';
import { asBytes, isBytes, kind, optionsObject, usage } from './check.js';
import { configuration, setPlaces } from './configuration.js';
import { HeadwordError, engineError, isSourceError } from './error.js';
import { type Folder, isFolder, placesOf } from './folder.js';
import type { Builder as Engine } from './glue.js';
import type { BuildOptions } from './options.js';
import type { Places } from './sources.js';
import type { Finding } from './types.js';

export type { Builder, Built, SourceFile } from './builder.js';
export { diff, inspect } from './compare.js';
export { HeadwordError, type ErrorCode } from './error.js';
export { explain } from './explain.js';
export { type Explanation, type ScoreStep, type TermScore, type WordScore, scoreSteps } from './explanation.js';
export type { Folder } from './folder.js';
export type { BuildOptions, Collection, ReferenceOptions } from './options.js';
export type { FilterCondition, FilterValue, Filters, SearchOptions } from './search-options.js';
export type { BuildReport, ChangedPage, Diff, Finding, Inspection, PartSize, Removal } from './types.js';

type Files = Iterable<SourceFile> | AsyncIterable<SourceFile> | Folder;

/**
 * Writes an index of documentation: Markdown, MDX, HTML, JSON lines, and the navigation files of documentation
 * frameworks. The same files give the same bytes in any order, on any system, here and in the `headword` command.
 *
 * Files that are not part of the docs by `include`, `exclude` and the rules for names (`_draft.md`, `logo.png`) are
 * passed over, as the command does. Every other file is read even after a bad one, so that one run names them all.
 *
 * @throws {@link HeadwordError} whose `code` is `SOURCES`, with each file's error in `errors`; `NO_PAGES`,
 * `DUPLICATE_PATH` or `TOO_LARGE` for all of them together; `CONFIG` for the text in `config`; `USAGE`.
 * @example
 * ```ts
 * const { bytes, report } = await build(
 *   [
 *     { path: 'guide/start.md', source: '# Start\n\nInstall it first.' },
 *     { path: 'CHANGELOG.md', source: '# Acme\n\n## 1.0.0\n\n- First.', collection: 'changelogs' },
 *   ],
 *   { name: 'Acme docs', baseUrl: 'https://docs.acme.example/' },
 * );
 * await writeFile('docs.headword', bytes);
 * ```
 * @example
 * A folder, in Node:
 * ```ts
 * const { bytes } = await build({ dir: 'docs', examples: ['examples'] }, { name: 'Acme docs' });
 * ```
 * @example
 * What `headword.toml` says:
 * ```ts
 * const { bytes } = await build(files, { config: await readFile('headword.toml', 'utf8') });
 * ```
 */
export async function build(files: Files, options?: BuildOptions): Promise<Built> {
  return withAll('build', files, options, (builder) => builder.finish());
}

/**
 * Looks for mistakes in documentation: links that lead nowhere, placeholders and snippets without a definition, pages
 * that no reader can tell apart or get to. Sorted by file and line.
 *
 * @throws {@link HeadwordError}: those of {@link build}.
 * @example
 * ```ts
 * const findings = await check([{ path: 'index.md', source: '# Acme\n\nSee [keys](guides/keys.md).' }]);
 * for (const { file, line, code, message } of findings) console.log(`${file}:${line}: ${code}: ${message}`);
 * ```
 */
export async function check(files: Files, options?: BuildOptions): Promise<readonly Finding[]> {
  return withAll('check', files, options, (builder) => builder.check());
}

/**
 * Starts a build that can be kept: add files, finish, and after a change add and finish again.
 *
 * @throws {@link HeadwordError} whose `code` is `CONFIG` or `USAGE`; `VERSION`, `ANALYZER` or `CORRUPT` for the bytes in
 * `previous`.
 * @example
 * ```ts
 * const builder = await startBuild({ name: 'Acme docs' });
 * for (const file of files) builder.add(file);
 * await writeFile('docs.headword', builder.finish().bytes);
 *
 * async function changed(path: string) {
 *   builder.add({ path, source: await readFile(`docs/${path}`) });
 *   await writeFile('docs.headword', builder.finish().bytes);
 * }
 * ```
 */
export async function startBuild(options?: BuildOptions): Promise<Builder> {
  return start('startBuild', options);
}

/** @param places - What is in them is read as what they are, and as nothing else, wherever they are. */
async function start(call: string, options: BuildOptions = {}, places?: Places): Promise<Builder> {
  const { previous, cache, progress, ...settings } = optionsObject(call, options);
  if (progress !== undefined && typeof progress !== 'function') {
    throw usage(`${call}: progress must be a function, found ${kind(progress)}`);
  }
  const module = await load();
  const config = configuration(call, module, settings, ['previous', 'cache', 'progress']);
  if (places !== undefined) setPlaces(call, module, config, places);
  try {
    const saved = bytesOf(call, 'cache', cache);
    const engine = (saved && module.Builder.restore(config, saved)) ?? new module.Builder(config);
    keep(engine, bytesOf(call, 'previous', previous));
    return new Builder(engine, new module.Selection(config));
  } finally {
    config.free();
  }
}

function keep(engine: Engine, previous: Uint8Array | undefined): void {
  if (previous === undefined) return;
  try {
    engine.previous(previous);
  } catch (thrown) {
    const error = engineError(thrown);
    if (error === undefined) throw thrown;
    throw new HeadwordError(error.code, `previous: ${error.message}`, { cause: thrown });
  }
}

function bytesOf(call: string, name: string, value: unknown): Uint8Array | undefined {
  if (value === undefined) return undefined;
  if (isBytes(value)) return asBytes(value);
  throw usage(`${call}: ${name} must be a Uint8Array, found ${kind(value)}`);
}

/** Adds all files, asks, and gives the memory back. */
async function withAll<T>(
  call: string,
  files: Files,
  options: BuildOptions | undefined,
  ask: (builder: Builder) => T,
): Promise<T> {
  if (!isIterable(files) && !isFolder(files)) {
    throw usage(`${call}: the files must be an iterable of { path, source } or { dir }, found ${kind(files)}`);
  }
  const places = isFolder(files) ? placesOf(call, files) : undefined;
  const builder = await start(call, options, places);
  try {
    const from = places === undefined ? (files as Iterable<SourceFile>) : filesOf(places, builder.selection);
    await addAll(builder, from, options?.progress);
    return ask(builder);
  } finally {
    builder.close();
  }
}

/** Every file, also after one that cannot be read, so that one run names them all. */
async function addAll(
  builder: Builder,
  files: Iterable<SourceFile> | AsyncIterable<SourceFile | HeadwordError>,
  progress: BuildOptions['progress'],
): Promise<void> {
  const errors: HeadwordError[] = [];
  let count = 0;
  for await (const file of files) {
    count++;
    try {
      if (file instanceof HeadwordError) throw file;
      builder.add(file);
    } catch (error) {
      if (!isSourceError(error)) throw error;
      errors.push(error);
    }
    if (!(file instanceof HeadwordError)) progress?.({ path: file.path, files: count });
  }
  if (errors.length === 0) return;
  const lines = [`${errors.length} of ${count} files could not be read`, ...errors.map((error) => error.message)];
  throw new HeadwordError('SOURCES', lines.join('\n'), { errors });
}

/** A string is one too, of its letters: nobody means that. */
function isIterable(value: unknown): value is Iterable<SourceFile> | AsyncIterable<SourceFile> {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}
