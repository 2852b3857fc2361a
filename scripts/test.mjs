// npm test: sets everything up and checks all of it, as CI does.
//
// Checks that fail do not stop those after them. Set-up does, since nothing works without it.

import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { buildIndex, compileCli, manifest } from './prebuilt.mjs';
import { setup } from './setup.mjs';
import { inOrder, root, run, step } from './steps.mjs';

const started = performance.now();
const cargo = (...args) => async () => void (await run('cargo', args));
const DENY = ['--', '--deny', 'warnings'];
// A test that hangs would otherwise keep CI until CI itself gives up, and say nothing.
const TEST_TIMEOUT = 5 * 60 * 1000;

const checks = [
  ['cargo fmt', cargo('fmt', '--all', '--check')],
  ['clippy', cargo('clippy', '--workspace', '--all-targets', ...DENY)],
  // The workspace is linted as a whole, so with the union of all features and never with fewer.
  ['clippy, reader', cargo('clippy', '--package', 'headword', '--no-default-features', ...DENY)],
  ['clippy, wasm builder', cargo('clippy', '--package', 'headword-wasm', '--features', 'build', ...DENY)],
  ['cargo test', rustTests],
  ['cargo doc', documentation],
  // Not compiled as it was packed: that takes as long as all that stands above.
  ['cargo package', cargo('package', '--package', 'headword', '--package', 'headword-cli', '--package', 'mdbook-headword', '--no-verify', '--allow-dirty')],
  ['node --test', nodeTests],
  ['relevance', async () => (await run(process.execPath, ['scripts/relevance.mjs'])).stdout.trim()],
  ['sizes', async () => void (await run(process.execPath, ['scripts/sizes.mjs']))],
];

let chromium;
await inOrder([
  ['browser', async () => (chromium = await browser())],
  // Everything after this would bring the lock file up to date without a word.
  ['Cargo.lock', cargo('metadata', '--locked', '--format-version', '1', '--quiet')],
  ...setup,
  ['prebuilt indexes', prebuilt],
]);

const failed = [];
for (const [name, work] of checks) {
  if (await step(name, work)) failed.push(name);
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`\n${failed.length ? `Failed: ${failed.join(', ')}` : 'Everything passed'} after ${minutes} minutes.`);
// In this form alone on a line, so that tools which count tests find it.
console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);

async function prebuilt() {
  const cli = await compileCli();
  const indexes = await manifest();
  const built = [];
  for (const index of indexes) built.push(await buildIndex(cli, index));
  return built.every((one) => one.earlier) ? 'up to date' : 'built';
}

async function rustTests() {
  const { output } = await run('cargo', ['test', '--workspace', '--no-fail-fast']);
  const passed = [...output.matchAll(/^test result: ok\. (\d+) passed/gm)];
  return `${passed.reduce((sum, [, count]) => sum + Number(count), 0)} tests`;
}

async function documentation() {
  // Libraries alone: the program headword would write its pages over those of the library.
  await run('cargo', ['doc', '--workspace', '--lib', '--no-deps'], { env: { RUSTDOCFLAGS: '--deny warnings' } });
}

async function nodeTests() {
  const packages = await readdir(join(root, 'js'));
  const folders = ['tests', ...packages.map((name) => `js/${name}/test`)];
  const files = (await Promise.all(folders.map(testFiles))).flat();
  if (files.length === 0) throw new Error(`No file ends in .test.mjs below ${folders.join(', ')}.`);
  // Left to itself, Node would keep one core free, which is one of two in CI.
  const limits = [`--test-concurrency=${availableParallelism()}`, `--test-timeout=${TEST_TIMEOUT}`];
  const args = ['--test', '--test-reporter=spec', ...limits, ...files];
  const { stdout } = await run(process.execPath, args, { env: { CHROMIUM: chromium } });
  const count = (what) => Number(stdout.match(new RegExp(`^ℹ ${what} (\\d+)`, 'm'))?.[1] ?? 0);
  const skipped = count('skipped') + count('todo');
  return `${count('pass')} tests${skipped ? `, ${skipped} skipped` : ''}`;
}

// Listed here, because `node --test` takes patterns only from Node 21 on.
async function testFiles(folder) {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  // Environments have packages of others, with tests of their own.
  const ours = names.filter((name) => name.endsWith('.test.mjs') && !name.includes('node_modules'));
  return ours.sort().map((name) => join(folder, name));
}
