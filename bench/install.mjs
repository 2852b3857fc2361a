// What the peers need before they are measured. Each step looks first whether there is anything to do.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '../scripts/setup.mjs';
import { run } from '../scripts/steps.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Installs what package-lock.json of this folder names. */
export async function packages() {
  const wanted = JSON.parse(await readFile(`${here}package-lock.json`, 'utf8'));
  const found = JSON.parse(await readFile(`${here}node_modules/.package-lock.json`, 'utf8').catch(() => '{}'));
  if (isInstalled(wanted, found)) return 'up to date';
  // npm tells the scripts that it runs where it is. Without that, its name is tried.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--prefix', here];
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args]);
  else await run('npm', args);
  return 'installed';
}

/** Compiles the program that runs tantivy, which takes minutes the first time. @returns Its path. */
export async function compileTantivy() {
  const { stdout } = await run('cargo', [
    ...['build', '--release', '--locked', '--manifest-path', `${here}tantivy/Cargo.toml`],
    '--message-format=json-render-diagnostics',
  ]);
  const messages = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return messages.findLast((message) => message.executable).executable;
}
