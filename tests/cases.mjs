// Search cases are data, and every host answers them: Rust in crates/core/tests/cases.rs, which
// leaves its answers as JSON lines, and the hosts in JavaScript through this file. Hosts agree when
// the lines are equal byte for byte.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const FOLDERS = {
  corpus: 'tests/corpus',
  workos: 'node_modules/@workos/mcp-docs-server/.docs/organized/docs',
};

/**
 * Every case file, with its queries written out.
 * @returns For each file its name, the index it asks, and its cases: `{name, query, limit}`.
 */
export async function caseFiles() {
  const folder = join(root, 'tests/cases');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const { index, cases } = JSON.parse(await readFile(join(folder, name), 'utf8'));
      const written = cases.map(({ name, query, repeat = 1, limit = 10 }) => ({ name, query: query.repeat(repeat), limit }));
      return { file: name.replace(/\.json$/, ''), index, cases: written };
    }),
  );
}

/**
 * Builds the index that a case file names with the command of the npm package, exactly as the Rust
 * side builds its own.
 * @returns The bytes.
 */
export async function buildIndex(index) {
  const folder = await mkdtemp(join(tmpdir(), 'headword-cases-'));
  try {
    const out = join(folder, `${index}.headword`);
    const options = ['--out', out, '--name', index, '--base-url', 'https://example.com/docs/'];
    const cli = join(root, 'js/headword/dist/node/cli.js');
    await promisify(execFile)(process.execPath, [cli, 'build', join(root, FOLDERS[index]), ...options]);
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Answers cases with open docs, one line of JSON each. It is also sent to the browser as source
 * text, so it may use nothing from this file.
 */
export function answers(docs, cases) {
  return cases.map(({ query, limit }) => {
    try {
      return JSON.stringify(docs.search(query, { limit }));
    } catch (error) {
      return JSON.stringify({ error: error.code });
    }
  });
}

/**
 * Throws when lines are not those that Rust wrote, naming the cases that differ.
 * @param found - The lines of a host, in the order of the cases.
 */
export async function compare({ file, cases }, found, host) {
  const path = `target/answers/${file}.jsonl`;
  const text = await readFile(join(root, path), 'utf8').catch(() => {
    throw new Error(`${path} is missing: run "cargo test -p headword --test cases" first`);
  });
  const expected = text.trimEnd().split('\n');
  if (expected.length !== cases.length) {
    throw new Error(`${path} has ${expected.length} answers to ${cases.length} cases: run "cargo test -p headword --test cases" again`);
  }
  const wrong = cases.flatMap(({ name }, index) =>
    found[index] === expected[index] ? [] : [`${name}:\n  ${host} ${difference(found[index], expected[index])}`],
  );
  if (wrong.length > 0) throw new Error(`${file}.json: ${host} and Rust differ\n${wrong.join('\n')}`);
}

/** The two texts from a little before their first difference. */
function difference(found = '', expected = '') {
  let at = 0;
  while (at < expected.length && found[at] === expected[at]) at++;
  const near = (text) => text.slice(Math.max(0, at - 40), at + 80);
  return `${near(found)}\n  Rust ${near(expected)}`;
}
