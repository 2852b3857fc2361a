// Installs what a folder beside this file names in its package-lock.json: packages that nothing else needs, so that they
// are no part of the workspace.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '../../scripts/setup.mjs';

/**
 * Installs them, unless they are there.
 * @param name - The name of the folder.
 * @returns Where they are, their programs, and a way to import them.
 */
export function install(name) {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  if (!isInstalled(wanted, found(folder))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const require = createRequire(join(folder, 'package.json'));
  return {
    folder,
    program: (program) => join(folder, 'node_modules/.bin', program),
    load: (module) => import(require.resolve(module)),
  };
}

function found(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  } catch {
    // Nothing is installed yet.
    return {};
  }
}
