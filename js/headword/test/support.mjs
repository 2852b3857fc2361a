// What the tests share: the two commands, and a folder to run them in.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const CORPUS = join(ROOT, 'tests/corpus');
export const SITE = join(ROOT, 'tests/site');
export const WORKOS = join(ROOT, 'node_modules/@workos/mcp-docs-server/.docs/organized/docs');
export const DIST = new URL('../dist/', import.meta.url);
/** What `tsc` wrote, of which the package is bundled: for tests of a part of it. */
export const MODULES = new URL('modules/', DIST);

/** The two commands: each the words to start it with. The Rust one is compiled once a process. */
export const COMMANDS = {
  sh: ['/bin/sh'],
  get rust() {
    return [(rust ??= compile())];
  },
  js: [process.execPath, fileURLToPath(new URL('node/cli.js', DIST))],
};
let rust;

function compile() {
  const args = ['build', '--release', '--package', 'headword-cli', '--message-format=json-render-diagnostics'];
  const stdout = execFileSync('cargo', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  // Cargo tells where the program is, since the target folder can be anywhere.
  const messages = stdout.trim().split('\n').map((line) => JSON.parse(line));
  return messages.findLast((message) => message.executable).executable;
}

/** Runs one of the commands in `cwd`; answers its status, standard output and standard error. */
export function run(command, args, cwd, options = {}) {
  const [program, ...first] = COMMANDS[command];
  // A pager draws the page anew, each in its own way.
  const env = { ...process.env, NO_COLOR: '', PAGER: 'cat', ...options.env };
  const { status, signal, stdout, stderr, error } = spawnSync(program, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
    env,
  });
  if (error) throw error;
  return { status: status ?? signal, stdout, stderr };
}

/** A folder that is gone when the test is. */
export function folder(t) {
  const dir = mkdtempSync(join(tmpdir(), 'headword-test-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes files, given as an object of paths and contents, into `dir`. */
export function write(dir, files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

const GOOD_CASES = `\
[[case]]
query = "rotate key"
expect = ["guides/keys"]
within = 1

[[case]]
query = "polar circle"
expect = ["guides/schedules#sun"]
not = ["changelog"]
`;

const BAD_CASES = `
[[case]]
query = "lamp"
expect = ["guides/keys", "guides/lamps"]
not = ["quick-start"]

[[case]]
query = "zzzz"
expect = "index"

[[case]]
query = "sun"
expect = "guides/schedules#tide"
within = 1
`;

function lines(...values) {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Fills `dir` with the corpus, an index of it, and everything bad that the transcripts name. */
export function fixtures(dir, command) {
  cpSync(CORPUS, join(dir, 'corpus'), { recursive: true });
  cpSync(SITE, join(dir, 'site'), { recursive: true });
  const built = run(
    command,
    ['build', 'corpus', '--out', 'docs.headword', '--name', 'Lantern', '--base-url', 'https://lantern.example/docs/'],
    dir,
  );
  if (built.status !== 0) throw new Error(built.stderr);

  // The next release of the corpus: its guides have another folder.
  cpSync(join(CORPUS, 'guides'), join(dir, 'renamed/manual'), { recursive: true });
  for (const file of ['index.md', 'changelog.md', 'reference']) {
    cpSync(join(CORPUS, file), join(dir, 'renamed', file), { recursive: true });
  }
  const good = '# Good\n\nThis page can be read.\n';
  mkdirSync(join(dir, 'empty'));
  mkdirSync(join(dir, 'folder.headword'));
  write(dir, {
    'page.md': good,
    'renamed.redirects': '/docs/start /docs/go 301\n/docs/go /docs/manual/keys#rotate-a-key\n/docs/nothing /docs/nowhere\n',
    'circle.redirects': '/a /b\n/b /a\n',
    'drafts/_draft.md': good,
    'drafts/.hidden.md': good,
    'drafts/_parts/part.md': good,
    'drafts/node_modules/package/readme.md': good,
    'drafts/notes.txt': good,
    'latin1/menu.md': Buffer.from('# Caf\xe9\n', 'latin1'),
    'yaml/list.md': '---\n- a\n- list\n---\n# A list\n',
    'yaml/open.md': '---\ntitle: It does not end\n\n# It does not end\n',
    'yaml/tabs.md': '---\ntitle: Tabs\nsidebar:\n\torder: 1\n---\n# Tabs\n',
    'mixed/a.md': good,
    'mixed/b/menu.md': Buffer.from('# Caf\xe9\n', 'latin1'),
    'mixed/c.md': good,
    'mixed/d.md': '---\ntitle: [\n---\n# D\n',
    'twice/guide.md': good,
    'twice/guide/index.md': good,
    'unknown/headword.toml': 'name = "Unknown"\nbase_url = "/docs/"\n',
    'wrong/headword.toml': '[reference]\nlists = 7\n',
    'nowhere/headword.toml': 'docs = "content"\n',
    'queries/plain.jsonl': lines({ qid: '1', query: 'rotate key' }, { qid: '2', query: ' ' }, { qid: '3 b', query: 'sun' }),
    'queries/pages.jsonl': lines(
      { qid: '1', query: 'rotate key', rel: { 'guides/keys': 2, changelog: 1 } },
      { qid: '2', query: 'lamp', rel: { 'guides/schedules': 1 }, exclude: 'reference/' },
      { qid: '3', query: 'zzzz', rel: { index: 1 } },
    ),
    'queries/sections.jsonl': lines(
      { qid: '1', query: 'rotate key', rel: { 'guides/keys#rotate-a-key': 1 } },
      { qid: '2', query: 'polar circle', rel: { 'guides/schedules#sun': 1, 'guides/schedules#tide': 1 } },
    ),
    'queries/no-qid.jsonl': lines({ qid: '1', query: 'sun' }, { query: 'tide' }),
    'queries/twice.jsonl': lines({ qid: '1', query: 'sun' }, { qid: '1', query: 'tide' }),
    'queries/list.jsonl': '\n["sun"]\n',
    'queries/cut.jsonl': '{"qid": "1", "query": "su',
    'queries/empty.jsonl': '\n',
    'queries/latin1.jsonl': Buffer.from('{"qid": "1", "query": "caf\xe9"}', 'latin1'),
    'queries/grade.jsonl': lines({ qid: '1', query: 'sun', rel: { index: 'good' } }),
    'cases/good.toml': GOOD_CASES,
    'cases/bad.toml': `${GOOD_CASES}${BAD_CASES}`,
    'cases/unknown.toml': '[[case]]\nquery = "sun"\nexpects = ["guides/schedules"]\n',
    'cases/above.toml': 'within = 1\n\n[[case]]\nquery = "sun"\n',
    'cases/nothing.toml': '[[case]]\nquery = "sun"\n',
    'cases/number.toml': '[[case]]\nquery = "sun"\nexpect = ["guides/schedules", 7]\n',
    'cases/within.toml': '[[case]]\nquery = "sun"\nexpect = "guides/schedules"\nwithin = 0\n',
    'cases/none.toml': '# Nothing yet.\n',
    'cases/text.toml': '[[case]]\nquery = sun\n',
  });

  const index = readFileSync(join(dir, 'docs.headword'));
  const altered = (at, value) => {
    const bytes = Buffer.from(index);
    bytes[at] = value ?? bytes[at] ^ 1;
    return bytes;
  };
  write(dir, {
    'cut.headword': index.subarray(0, index.length - 1),
    'half.headword': index.subarray(0, index.length / 2),
    'altered.headword': altered(index.length - 9),
    'header.headword': altered(21),
    'future.headword': altered(8, 7),
    'analyzer.headword': altered(12, 250),
    'nothing.headword': '',
    'text.headword': 'This is not an index at all.\n',
  });
}

/**
 * That this throws, or rejects with, a HeadwordError of this code whose message matches. Answers a
 * promise only where `action` does.
 */
export function refuses(code, message, action) {
  const check = (error) => {
    // Not `instanceof`: tests of single modules have an error class of their own.
    assert.equal(error.name, 'HeadwordError', error);
    if (code !== undefined) assert.equal(error.code, code, error.message);
    if (message instanceof RegExp) assert.match(error.message, message);
    else if (message !== undefined) assert.ok(message(error.message), error.message);
    return true;
  };
  let result;
  try {
    result = action();
  } catch (error) {
    return check(error);
  }
  if (result instanceof Promise) return assert.rejects(result, check);
  assert.fail(`expected ${code}`);
}
