// What a build reads: the files and addresses that the settings name. `crates/core/src/disk/sources.rs` lists the same.

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeadwordError } from './error.js';
import { fetchChangelog } from './fetch-changelog.js';
import { type Found, readSource, walk, walkDocs } from './files.js';
import type { Selection } from './glue.js';
import type { Collection } from './options.js';
import { ioError } from './reason.js';

/** Folders, files and addresses by what they are read for. */
export interface Places {
  readonly docs: string;
  readonly snippets: readonly string[];
  readonly examples: readonly string[];
  readonly changelogs: readonly string[];
  readonly redirects: readonly string[];
}

/** One file or address. */
export interface Source {
  readonly collection: Collection;
  /** What it is called in the index and in messages. */
  readonly path: string;
  /** Where it is on disk; undefined where `path` is an address. */
  readonly file?: string;
}

/** Everything to read. */
export interface Sources {
  /** In a fixed order. */
  readonly list: Source[];
  /** What cannot be read. */
  readonly failures: HeadwordError[];
  /** Links that were not followed. */
  readonly links: string[];
  /** Every folder that was looked through. */
  readonly folders: string[];
}

/** Lists what the settings name. */
export async function sources(places: Places, selection: Selection): Promise<Sources> {
  const all: Sources = { list: [], failures: [], links: [], folders: [] };
  take(all, 'docs', await walkDocs(places.docs, selection), '');
  await folders(all, 'snippets', places.snippets);
  await folders(all, 'examples', places.examples);
  for (const place of places.changelogs) await changelogs(all, place);
  for (const file of places.redirects) {
    all.folders.push(dirname(file));
    all.list.push({ collection: 'redirects', path: file.replaceAll('\\', '/'), file });
  }
  return all;
}

/** The bytes of a file or an address. */
export function bytesOf({ path, file }: Source): Promise<Uint8Array> {
  return file === undefined ? fetchChangelog(path) : readSource(path, file);
}

function take(all: Sources, collection: Collection, found: Found, prefix: string): void {
  all.list.push(...found.files.map(({ path, file }) => ({ collection, path: prefix + path, file })));
  all.failures.push(...found.failures.map(({ error }) => error));
  all.links.push(...found.links.map((link) => prefix + link));
  all.folders.push(...found.folders);
}

/** Every file of these folders, each under its path below its own. */
async function folders(all: Sources, collection: Collection, places: readonly string[]): Promise<void> {
  const owners = new Map<string, string>();
  for (const folder of places) {
    const found = await walk(folder, { enters: isOpen, wants: isOpen });
    for (const { path } of found.files) {
      const owner = owners.get(path);
      owners.set(path, folder);
      if (owner === undefined) continue;
      const advice = 'rename one of them, or give a folder above both';
      const message = `"${path}" is in ${owner} and in ${folder}; ${advice}`;
      all.failures.push(new HeadwordError('DUPLICATE_PATH', message));
    }
    take(all, collection, found, '');
  }
}

/** A file, a folder of files, or an address. */
async function changelogs(all: Sources, place: string): Promise<void> {
  const collection = 'changelogs';
  if (place.includes('://')) {
    all.list.push({ collection, path: place });
    return;
  }
  const about = await stat(place).catch((error: unknown) => {
    throw ioError(`cannot read the changelog ${place}`, error, 'check "changelogs"');
  });
  const name = place.replace(/^(\.\/)+/, '').replace(/\/+$/, '').replaceAll('\\', '/');
  if (about.isFile()) {
    all.folders.push(dirname(place));
    all.list.push({ collection, path: name, file: place });
    return;
  }
  const found = await walk(place, { enters: isOpen, wants: (path) => isOpen(path) && isChangelog(path) });
  const named = found.files.filter(({ path }) => isNamedChangelog(path));
  take(all, collection, named.length > 0 ? { ...found, files: named } : found, `${name}/`);
}

/** Whether no name on the path is a tool's. */
function isOpen(path: string): boolean {
  const name = nameIn(path);
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Extensions of changelogs: Markdown, JSON and feeds. */
function isChangelog(path: string): boolean {
  return /\.(md|mdx|markdown|json|xml|rss|atom)$/.test(path);
}

/** `CHANGELOG.md`: where a folder has such files, as a folder of packages does, its others are no changelogs. */
function isNamedChangelog(path: string): boolean {
  return /^changelog\.md$/i.test(nameIn(path));
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
