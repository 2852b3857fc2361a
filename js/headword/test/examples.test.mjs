// Every example in the sources is code that a compiler accepts and that runs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { build } from 'headword/build';
import { ROOT, write } from './support.mjs';

const SRC = join(ROOT, 'js/headword/src');

/** What an example may take for granted. */
const PRELUDE = `
import { readFile, writeFile } from 'node:fs/promises';
import { HeadwordError, debouncedSearch, mergeIndexes, open, openInPieces } from 'headword';
import type { Answer, Docs, DocsInPieces, Hit, SearchOptions } from 'headword';
import { build, check, diff, explain, inspect, scoreSteps, startBuild } from 'headword/build';
import type { BuildOptions, Builder, Folder, ReferenceOptions, SourceFile } from 'headword/build';
import { byName, docsTools, estimateTokens } from 'headword/tools';
import { openInWorker } from 'headword/worker';
import { highlightPage } from 'headword/widget';
import { initialState, reduce } from 'headword/widget/state';

declare const files: SourceFile[];
declare const bytes: Uint8Array;
declare const builder: Builder;
declare const input: HTMLInputElement;
declare const file: File;
declare function show(hits: readonly Hit[]): void;
declare const all: ReturnType<typeof mergeIndexes>;
`;
/** What kind of docs the examples of a file have. */
const DOCS = { 'async-docs.ts': 'DocsInPieces', 'pieces.ts': 'DocsInPieces' };

const examples = readdirSync(SRC, { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .flatMap((name) => {
    const source = readFileSync(join(SRC, name), 'utf8');
    const found = [...source.matchAll(/^ *\* ```ts\n(.*?)^ *\* ```$/gms)];
    return found.map(([, text], number) => ({ name: `${name} ${number + 1}`, docs: DOCS[name] ?? 'Docs', code: text.replace(/^ *\* ?/gm, '') }));
  });

const SOURCES = [
  { path: 'guide/start.md', source: '# Start\n\nInstall it first: verify webhook signatures.\n\n## Single sign-on\n\nSSO for all.' },
  { path: 'guides/keys.md', source: '---\nproduct: sso\ntags: oauth\nversion: 2\ndate: 2026-01-31\n---\n# Rotate keys\n\nRotate an API key.' },
  { path: 'users/main.py', source: '# create a user\ncreate_user()', collection: 'examples' },
  { path: 'CHANGELOG.md', source: '# Acme\n\n## 1.1.0\n\n- Second.\n\n## 1.0.0\n\n- First.', collection: 'changelogs' },
];

test('all examples compile and run', async (t) => {
  assert.ok(examples.length > 50, `${examples.length} examples`);
  // Beside the tests, so that the names of packages mean what they do there.
  const dir = mkdtempSync(join(ROOT, 'js/headword/test/.examples-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const functions = examples.map(({ name, docs, code }, number) => {
    return `// ${name}\nexport async function example${number}(docs: ${docs}): Promise<void> {\n{\n${code}}\n}\n`;
  });
  writeFileSync(join(dir, 'examples.ts'), PRELUDE + functions.join('\n'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = '--noEmit --ignoreConfig --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --target esnext --module nodenext --types node';
  await promisify(execFile)(process.execPath, [tsc, ...options.split(' '), 'examples.ts'], { cwd: dir }).catch(({ stdout }) =>
    assert.fail(stdout),
  );
  const { code } = await transform(readFileSync(join(dir, 'examples.ts'), 'utf8'), { loader: 'ts', target: 'es2022' });
  writeFileSync(join(dir, 'examples.mjs'), code);

  const { bytes } = await build(SOURCES, { name: 'Acme', filters: ['product', 'tags', 'version', 'date'] });
  const indexes = ['docs', 'guide', 'api', 'acme', '1', '2'].map((name) => [`${name}.headword`, bytes]);
  write(dir, { ...Object.fromEntries(indexes), 'headword.toml': 'name = "Acme"\n', 'public/robots.txt': '' });
  write(dir, { 'docs/start.md': '# Start\n', 'examples/users/main.py': 'create_user()\n' });
  const runner = `
    import { openInPieces, open, mergeIndexes } from 'headword';
    import { startBuild } from 'headword/build';
    import { readFileSync } from 'node:fs';
    const bytes = readFileSync('docs.headword');
    const state = { location: { href: 'http://localhost/', search: '' }, document: { body: null } };
    Object.assign(globalThis, {
      ...state,
      fetch: async () => new Response(bytes),
      input: Object.assign(new EventTarget(), { value: 'keys' }),
      file: new Blob([bytes]),
      show() {},
      bytes,
      files: ${JSON.stringify(SOURCES)},
    });
    for (const level of ['log', 'warn']) console[level] = () => {};
    const examples = Object.entries(await import('./examples.mjs'));
    const names = ${JSON.stringify(examples.map(({ name, docs }) => ({ name, docs })))};
    for (const [number, { name, docs }] of names.entries()) {
      globalThis.builder = await startBuild();
      builder.add({ path: 'a.md', source: '# A' });
      globalThis.all = mergeIndexes({ acme: await open(bytes) });
      if (name.startsWith('widget/page-highlight')) continue;
      try {
        await examples.find(([own]) => own === 'example' + number)[1](docs === 'Docs' ? await open(bytes) : await openInPieces('/docs.headword'));
      } catch (error) {
        process.stderr.write(name + ': ' + error.stack + '\\n');
        process.exitCode = 1;
      }
    }
  `;
  writeFileSync(join(dir, 'run.mjs'), runner);
  await promisify(execFile)(process.execPath, [pathToFileURL(join(dir, 'run.mjs')).pathname], { cwd: dir }).catch(({ stderr }) =>
    assert.fail(stderr),
  );
});
