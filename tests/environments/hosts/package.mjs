// The package as npm installs it: what is in it, and how large it is.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../install.mjs';

export const { folder, program, load } = install('hosts');
const root = fileURLToPath(new URL('../../..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'headword-hosts-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));

const [packing] = Object.values(
  JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', dir], { cwd: join(root, 'js/headword'), encoding: 'utf8' }),
  ),
);
/** The packed package. */
export const tarball = join(dir, packing.filename);
/** What `npm pack` says of it: its files with their sizes, and its own. */
export const { files, size, unpackedSize } = packing;

execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', tarball], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

/** A folder for what the tests make, gone when they are. */
export const out = dir;
