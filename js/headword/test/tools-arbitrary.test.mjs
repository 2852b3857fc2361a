// Whatever a model sends: no crash, no file read, short errors.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT } from './support.mjs';
import { corpus, site } from './tool-indexes.mjs';

test('ten thousand arbitrary strings, in a process that may read its own code and the indexes only', () => {
  const script = fileURLToPath(new URL('tools-arbitrary.mjs', import.meta.url));
  const major = Number(process.versions.node.split('.')[0]);
  const readable = [
    script,
    ...['js/headword/dist', 'js/headword/package.json', 'node_modules/headword', 'node_modules/gpt-tokenizer'].map(
      (path) => join(ROOT, path),
    ),
    corpus,
    site,
  ];
  const flags = [
    major < 22 ? '--experimental-permission' : '--permission',
    ...readable.map((path) => `--allow-fs-read=${realpathSync(path)}`),
  ];
  flags.push(`--allow-fs-read=${join(ROOT, 'node_modules/headword')}`, `--allow-fs-read=${join(ROOT, 'package.json')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, corpus, site], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  assert.equal(status, 0, stderr.slice(0, 3000));
  assert.match(stdout, /^10000 calls, \d+ errors\n$/);
});
