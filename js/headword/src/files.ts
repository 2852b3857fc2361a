// The files below a folder. `crates/core/src/disk/files.rs` finds the same.

import type { Dirent } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HeadwordError } from './error.js';
import type { Selection } from './glue.js';
import { ioError } from './reason.js';

/** What was found below a folder, each in the order of their paths. */
export interface Found {
  /** The files that are wanted: where they are below the folder, with `/` between names, and where on disk. */
  readonly files: { readonly path: string; readonly file: string }[];
  /** What cannot be read, by its path. */
  readonly failures: { readonly path: string; readonly error: HeadwordError }[];
  /** Links to elsewhere, which are not followed: they could lead round in circles, or out of the docs. */
  readonly links: string[];
  /** The folder itself and those that were entered. */
  readonly folders: string[];
}

/** What a walk asks with a path below the folder. */
export interface Questions {
  enters(folder: string): boolean;
  wants(file: string): boolean;
}

/** Walks a folder, or takes the one file that stands in its place. */
export async function walk(dir: string, asked: Questions): Promise<Found> {
  const tried = `cannot read the folder ${dir}`;
  const found = await stat(dir).catch((error: unknown) => {
    throw ioError(tried, error, 'check the path');
  });
  if (!found.isDirectory()) return oneFile(dir, asked);
  const into: Found = { files: [], failures: [], links: [], folders: [dir] };
  await enter({ dir, asked, into }, '', Buffer.from(dir)).catch((error: unknown) => {
    throw ioError(tried, error, 'check its permissions');
  });
  into.files.sort(byPath);
  into.failures.sort(byPath);
  into.links.sort(inOrder);
  return into;
}

/** What of a folder is part of the docs. */
export function walkDocs(dir: string, selection: Selection): Promise<Found> {
  return walk(dir, {
    enters: (folder) => selection.mayHoldPages(folder),
    wants: (file) => ['page', 'navigation'].includes(selection.role(file)),
  });
}

/** The bytes of a source. */
export async function readSource(path: string, file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw ioError(`${path}: cannot read the file`, error, 'make it readable or leave it out with "exclude"');
  });
}

/** A file in place of a folder, as if its folder held nothing else. */
function oneFile(file: string, asked: Questions): Found {
  const path = basename(file);
  if (!asked.wants(path)) {
    throw new HeadwordError('IO', `cannot read ${file}: it is no source; give a folder, or a file of docs`);
  }
  return { files: [{ path, file }], failures: [], links: [], folders: [dirname(file)] };
}

interface Walk {
  readonly dir: string;
  readonly asked: Questions;
  readonly into: Found;
}

/** @param disk - The folder as bytes: the text of a name that is not UTF-8 is no name that the system knows. */
async function enter(walk: Walk, below: string, disk: Buffer): Promise<void> {
  for (const entry of await readdir(disk, { encoding: 'buffer', withFileTypes: true })) {
    const name = entry.name.toString();
    await visit(walk, entry, below === '' ? name : `${below}/${name}`, Buffer.concat([disk, SLASH, entry.name]));
  }
}

const SLASH = Buffer.from('/');

async function visit(walk: Walk, entry: Dirent<Buffer>, path: string, disk: Buffer): Promise<void> {
  const { dir, asked, into } = walk;
  if (entry.isDirectory()) {
    if (!asked.enters(path)) return;
    into.folders.push(join(dir, path));
    await enter(walk, path, disk).catch((error: unknown) => {
      const advice = 'make it readable or leave it out with "exclude"';
      into.failures.push({ path, error: ioError(`${path}: cannot read the folder`, error, advice) });
    });
  } else if (entry.isSymbolicLink()) {
    // Of a link to a file it is known whether it would be wanted; a folder may hold anything.
    if (asked.wants(path) || ((await isFolder(disk)) && asked.enters(path))) into.links.push(path);
  } else if (entry.isFile() && asked.wants(path)) {
    if (isUnicode(path)) {
      into.files.push({ path, file: join(dir, path) });
    } else {
      const error = new HeadwordError('ENCODING', `${path}: the name is not UTF-8; rename it`);
      into.failures.push({ path, error });
    }
  }
}

async function isFolder(disk: Buffer): Promise<boolean> {
  return stat(disk).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A name that is not Unicode has no place in an index. Node puts this character in place of what is not. */
function isUnicode(path: string): boolean {
  return !path.includes('\ufffd');
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return inOrder(a.path, b.path);
}

/** By code points, as Rust orders strings: JavaScript's own order is by UTF-16 units. */
function inOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
