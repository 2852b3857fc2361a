// Finds the browser that the tests drive, and installs one where that is safe to do.

import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * The path of a Chromium: `$CHROMIUM`, or the first on PATH. On Debian, as root, one is installed.
 * A missing browser is an error, since tests that are skipped look like tests that pass.
 */
export async function browser() {
  const found = find();
  if (found) return found;
  if ((await isDebian()) && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '--yes', 'chromium'], { env });
  }
  const installed = find();
  if (installed) return installed;
  throw new Error(
    'No browser to test in: install Chromium (Debian: apt-get install chromium) or Chrome, ' +
      'or set CHROMIUM to the path of one.',
  );
}

function find() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM is ${named}, which is no program that can be run: set it to the path of a Chromium, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...ELSEWHERE].find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function isDebian() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID=debian$/m.test(release);
}
