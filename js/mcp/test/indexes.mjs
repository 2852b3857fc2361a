// The indexes that the tests read: a tiny one of our own, and a real one where it has been built.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'headword-mcp-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

/** The corpus of the search cases, whose every word is known. */
export const corpus = join(folder, 'corpus.headword');
execFileSync(process.execPath, [
  join(root, 'js/headword/dist/node/cli.js'),
  ...['build', join(root, 'tests/corpus'), '--out', corpus],
  ...['--name', 'Lantern docs', '--base-url', 'https://lantern.example/docs/'],
]);

/** A site with everything that a build reads: examples and changelogs as well. */
export const site = join(folder, 'site.headword');
execFileSync(process.execPath, [
  join(root, 'js/headword/dist/node/cli.js'),
  ...['build', '--config', join(root, 'tests/site/headword.toml'), '--out', site],
]);

const prebuilt = join(root, 'prebuilt-index/workos.headword');

/** The WorkOS docs where `npm start` or `npm test` has built them, else the corpus. */
export const large = existsSync(prebuilt) ? prebuilt : corpus;
/** Why a test of the WorkOS docs is skipped, or false. */
export const withoutWorkos = large === corpus && 'the index of the WorkOS docs is not built: run npm start';

/** The program under test. */
export const program = fileURLToPath(new URL('../bin/headword-mcp.js', import.meta.url));

/** A path in the tests' own folder, where nothing is until the test writes it. */
export function temporary(name) {
  return join(folder, name);
}
