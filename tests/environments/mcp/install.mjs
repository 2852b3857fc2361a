// Installs what the tests beside this file run the server with: some 200 packages that nothing else needs.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '../../../scripts/setup.mjs';

/** Where they are installed. */
export const folder = fileURLToPath(new URL('.', import.meta.url));

const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
let found = {};
try {
  found = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
} catch {
  // Nothing is installed yet.
}
if (!isInstalled(wanted, found))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

/** The program of an installed package. */
export const program = (name) => join(folder, 'node_modules/.bin', name);
/** The Node that the inspector and the conformance suite need. */
export const node22 = program('node');

const require = createRequire(join(folder, 'package.json'));
/** A module of an installed package. */
export const load = (name) => import(require.resolve(name));
