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
