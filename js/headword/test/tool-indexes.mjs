// The docs that the tests of tools ask: a small site with everything that a build reads, a corpus whose every word is
// known, and real docs where they have been built.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORPUS, ROOT, SITE, run } from './support.mjs';

const dir = mkdtempSync(join(tmpdir(), 'headword-tools-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

function built(name, ...args) {
  const out = join(dir, name);
  const { status, stderr } = run('js', ['build', ...args, '--out', out], dir);
  if (status !== 0) throw new Error(stderr);
  return out;
}

/** A site with examples and changelogs. */
export const site = built('site.headword', '--config', join(SITE, 'headword.toml'));
/** The corpus of the search cases. */
export const corpus = built(
  'corpus.headword',
  CORPUS,
  '--name',
  'Lantern docs',
  '--base-url',
  'https://lantern.example/docs/',
);

const prebuilt = join(ROOT, 'prebuilt-index/workos.headword');
/** The WorkOS docs where `npm start` or `npm test` has built them. */
export const workos = existsSync(prebuilt) ? prebuilt : undefined;
/** Why a test of the WorkOS docs is skipped, or false. */
export const withoutWorkos = workos === undefined && 'the index of the WorkOS docs is not built: run npm start';
