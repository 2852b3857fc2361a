// Which files of a folder are pages, and how a file is written whole.
// `crates/cli/src/files.rs` chooses the same, `crates/cli/src/output.rs` writes the same way.

import { open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadwordError } from './error.js';
import { codeOf, ioError } from './reason.js';

const MOVE_IT = 'make it readable or move it out of the folder';

/** A file that ends like a page. */
export interface Source {
  /** Where it is below the folder, with `/` between names on every system. */
  readonly path: string;
  /** Its bytes, or a {@link HeadwordError} that says why there are none. */
  read(): Promise<Uint8Array>;
}

/**
 * The pages below `dir`, in the order of their paths: names that end in .md, .mdx or .markdown,
 * but nothing that starts with `_` or `.`, nothing in `node_modules`, and nothing behind a link.
 *
 * A folder below `dir` that cannot be listed is reported as a source that cannot be read.
 */
export async function sources(dir: string): Promise<Source[]> {
  const tried = `cannot read the folder ${dir}`;
  const found = await stat(dir).catch((error: unknown) => {
    throw ioError(tried, error, 'check the path');
  });
  if (!found.isDirectory()) {
    throw new HeadwordError('IO', `${tried}: it is a file; give the folder that holds the docs`);
  }
  const into: Source[] = [];
  await walk(dir, '', into).catch((error: unknown) => {
    throw ioError(tried, error, 'check its permissions');
  });
  return into.sort((a, b) => inOrder(a.path, b.path));
}

async function walk(dir: string, below: string, into: Source[]): Promise<void> {
  for (const entry of await readdir(join(dir, below), { withFileTypes: true })) {
    const { name } = entry;
    if (/^[_.]/.test(name) || name === 'node_modules') continue;
    const isPage = entry.isFile() && /\.(md|mdx|markdown)$/.test(name);
    if (!isPage && !entry.isDirectory()) continue;

    const path = below === '' ? name : `${below}/${name}`;
    // Node puts this character in place of what is not UTF-8; such a name cannot be opened.
    if (name.includes('\ufffd')) {
      into.push(refused(path, new HeadwordError('ENCODING', `${path}: the name is not UTF-8; rename it`)));
    } else if (isPage) {
      into.push({ path, read: () => readSource(dir, path) });
    } else {
      await walk(dir, path, into).catch((error: unknown) => {
        into.push(refused(path, ioError(`${path}: cannot read the folder`, error, MOVE_IT)));
      });
    }
  }
}

async function readSource(dir: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(join(dir, path));
  } catch (error) {
    throw ioError(`${path}: cannot read the file`, error, MOVE_IT);
  }
}

function refused(path: string, error: HeadwordError): Source {
  return { path, read: () => Promise.reject(error) };
}

/** By code points, as Rust orders strings: JavaScript's own order is by UTF-16 units. */
function inOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Writes `FILE.tmp` and renames it, so that `file` is never seen half written. */
export async function writeFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      // A rename can reach the disk before the bytes do: after a power cut the file would be empty.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // It may never have been made; the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    const code = codeOf(error);
    const advice =
      code === 'ENOENT' ? 'make its folder first' : code === 'EISDIR' ? 'give the name of a file' : 'check its folder';
    throw ioError(`cannot write ${file}`, error, advice);
  }
}
