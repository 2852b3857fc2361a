// What people download, in bytes, against the committed snapshot tests/sizes.snap.
//
//     node scripts/sizes.mjs             prints the table; fails when something grew by more than 1 %
//     node scripts/sizes.mjs --update    accepts the sizes as they are

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root } from './steps.mjs';

const SNAPSHOT = 'tests/sizes.snap';
const KINDS = ['raw', 'gzip', 'brotli'];
// Compressors differ by a few bytes from one release of Node to the next.
const TOLERANCE = 0.01;

const HEADER = `# Bytes of what people download, checked by npm test. A growth of more than 1 % fails.
# To accept new sizes: node scripts/sizes.mjs --update
`;

/** What is measured. A folder is all scripts in it, each compressed by itself, as servers do. */
const ROWS = [
  ['reader_bg.wasm', ['js/headword/dist/wasm/reader_bg.wasm']],
  ['builder_bg.wasm', ['js/headword/dist/wasm/builder_bg.wasm']],
  ['node/*.js', 'js/headword/dist/node'],
  ['web/*.js', 'js/headword/dist/web'],
  ['inline.js', ['js/headword/dist/inline.js']],
  ['site/widget.js', ['js/headword/dist/site/widget.js']],
  ['site/worker-script.js', ['js/headword/dist/site/worker-script.js']],
  ['site/languages.js', ['js/headword/dist/site/languages.js']],
  ['workos.headword', ['prebuilt-index/workos.headword']],
];

/** The sizes that grew too much, and those that are new or gone, as sentences. */
export function complaints(before, now) {
  const all = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...all].flatMap((name) => {
    if (!before[name]) return [`${name} is not in the snapshot`];
    if (!now[name]) return [`${name} is in the snapshot, but is no longer measured`];
    return KINDS.flatMap((kind) => {
      const [old, size] = [before[name][kind], now[name][kind]];
      return size > old * (1 + TOLERANCE) ? [`${name} (${kind}) grew by ${percent(old, size)}: ${old} → ${size} bytes`] : [];
    });
  });
}

/** Sizes as the snapshot holds them: a table that people read and {@link parse} reads back. */
export function render(sizes) {
  const rows = Object.entries(sizes).map(([name, of]) => [name, ...KINDS.map((kind) => String(of[kind]))]);
  return table([['file', ...KINDS], ...rows]);
}

/** Reads what {@link render} wrote. */
export function parse(text) {
  const lines = text.split('\n').filter((line) => line.trim() && !line.startsWith('#'));
  const rows = lines.slice(1).map((line) => line.trim().split(/\s+/));
  return Object.fromEntries(
    rows.map(([name, ...sizes]) => [name, Object.fromEntries(KINDS.map((kind, i) => [kind, Number(sizes[i])]))]),
  );
}

async function measure() {
  const sizes = {};
  for (const [name, where] of ROWS) {
    const paths = typeof where === 'string' ? await scripts(where) : where;
    const files = await Promise.all(paths.map((path) => sizesOf(path)));
    sizes[name] = Object.fromEntries(KINDS.map((kind) => [kind, files.reduce((sum, file) => sum + file[kind], 0)]));
  }
  return sizes;
}

async function scripts(folder) {
  const names = await readdir(join(root, folder));
  return names.filter((name) => name.endsWith('.js')).sort().map((name) => join(folder, name));
}

async function sizesOf(path) {
  const bytes = await readFile(join(root, path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params }),
  ]);
  return { raw: bytes.length, gzip: zipped.length, brotli: brotli.length };
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  return `${rows.map(line).join('\n')}\n`;
}

function percent(old, size) {
  return `${((size / old - 1) * 100).toFixed(1)} %`;
}

async function main(update) {
  const now = await measure();
  process.stdout.write(render(now));
  if (update) {
    await writeFile(join(root, SNAPSHOT), HEADER + render(now));
    return 0;
  }
  const before = parse(await readFile(join(root, SNAPSHOT), 'utf8').catch(() => ''));
  const wrong = complaints(before, now);
  if (wrong.length === 0) return 0;
  process.stdout.write(`\n${wrong.join('\n')}\n`);
  process.stdout.write(`\nIf that is worth it, accept it and say why in the commit: node scripts/sizes.mjs --update\n`);
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await main(process.argv.includes('--update')));
