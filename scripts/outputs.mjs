// Files that a step makes, so that a step whose files are as they should be leaves them alone.

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file unless it is so already. Says whether it is new. */
export async function replaced(path, contents) {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(contents)) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
  return true;
}

/** Removes scripts that an earlier run wrote, and this one did not. */
export async function removeOthers(folder, files) {
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  await Promise.all(scripts.filter((name) => !files.has(join(folder, name))).map((name) => rm(join(folder, basename(name)))));
}

/** A copy of a folder. Files that are the same stay untouched, so that Cargo compiles nothing anew for them. */
export async function replacedFolder(from, to) {
  const names = async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
  };
  const wanted = await names(from);
  for (const name of wanted) await replaced(join(to, name), await readFile(join(from, name)));
  for (const name of await names(to)) if (!wanted.includes(name)) await rm(join(to, name));
}
