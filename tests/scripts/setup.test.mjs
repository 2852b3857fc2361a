import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstalled } from '../../scripts/setup.mjs';

const lock = (packages) => ({ packages: { '': { name: 'root' }, ...packages } });
const wanted = lock({
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
});

test('what the lock file names is installed', () => {
  assert.equal(isInstalled(wanted, { packages: { ...wanted.packages, '': undefined } }), true);
});

test('a package that is for another system may be missing, others may not', () => {
  const { 'node_modules/a': a, 'node_modules/b': b } = wanted.packages;
  assert.equal(isInstalled(wanted, { packages: { 'node_modules/a': a } }), true);
  assert.equal(isInstalled(wanted, { packages: { 'node_modules/b': b } }), false);
});

test('another version is not what is wanted', () => {
  const other = { version: '1.0.1', integrity: 'sha512-other' };
  assert.equal(isInstalled(wanted, { packages: { 'node_modules/a': other } }), false);
});

test('nothing is installed in a fresh clone', () => {
  assert.equal(isInstalled(wanted, {}), false);
});
