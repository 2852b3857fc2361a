// All that stands between a fresh clone and a working checkout. Each step looks first whether there
// is anything to do, so that running them all again takes less than a second or two.

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from './steps.mjs';

/** The set-up in order, for `inOrder`. The prebuilt indexes come after it: see prebuilt.mjs. */
export const setup = [
  ['Rust toolchain', toolchain],
  ['npm packages', packages],
  ['wasm', wasm],
  ['TypeScript', typescript],
  ['bundles', bundles],
];

/** Installs what rust-toolchain.toml names. */
async function toolchain() {
  // rustup would install a missing toolchain by itself and silently, unless RUSTUP_AUTO_INSTALL=0 is
  // set. It is set here, so that the wait shows and both cases take the same road.
  const env = { RUSTUP_AUTO_INSTALL: '0' };
  const version = await run('rustc', ['--version'], { env }).catch(() => undefined);
  if (version && (await isWhole(env))) return version.stdout.split(' ').slice(0, 2).join(' ');
  await run('rustup', ['toolchain', 'install']).catch((error) => {
    if (error.code !== 127) throw error;
    throw new Error('Rust is missing, or lacks the target wasm32-unknown-unknown: install rustup from https://rustup.rs');
  });
  return 'installed';
}

/** Looks for what a toolchain that was installed without our rust-toolchain.toml lacks. */
async function isWhole(env) {
  const { stdout } = await run('rustc', ['--print', 'sysroot'], { env });
  const clippy = process.platform === 'win32' ? 'bin/cargo-clippy.exe' : 'bin/cargo-clippy';
  const parts = ['lib/rustlib/wasm32-unknown-unknown/lib', clippy];
  return (await Promise.all(parts.map((part) => exists(join(stdout.trim(), part))))).every(Boolean);
}

/** Installs what package-lock.json names. */
async function packages() {
  const wanted = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const found = await readFile(join(root, 'node_modules/.package-lock.json'), 'utf8').catch(() => '{}');
  if (isInstalled(wanted, JSON.parse(found))) return 'up to date';
  // npm tells the scripts that it runs where it is. Without that, its name is tried.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, 'ci']);
  else await run('npm', ['ci']);
  return 'installed';
}

/**
 * Whether all that one lock file names stands in the other, which npm leaves in node_modules.
 * Dates are no help here: git sets them at every checkout, and npm writes both files when it installs.
 */
export function isInstalled(wanted, found) {
  return Object.entries(wanted.packages ?? {}).every(([path, wants]) => {
    const has = found.packages?.[path];
    // The root itself is never listed, and a package for another system is not installed.
    if (path === '' || (wants.optional && !has)) return true;
    return has !== undefined && ['version', 'integrity', 'link'].every((key) => has[key] === wants[key]);
  });
}

async function wasm() {
  const { stdout } = await run('cargo', ['xtask', 'wasm']);
  return stdout.split('\n').every((line) => line === '' || line.endsWith('up to date')) ? 'up to date' : 'built';
}

async function typescript() {
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--build']);
}

/** Imported late: the bundler is one of the packages that are installed above. */
async function bundles() {
  const [{ bundlePackage }, { bundleProgram }] = await Promise.all([import('./bundle.mjs'), import('./bundle-mcp.mjs')]);
  return [await bundlePackage(), await bundleProgram()].some(Boolean) ? 'built' : 'up to date';
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
