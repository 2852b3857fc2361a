// What is measured, as commands: each engine builds, answers and serves in processes of its own.

import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modules } from './sizes.mjs';

const SUBJECT = fileURLToPath(new URL('subject.mjs', import.meta.url));
const dist = new URL('../js/headword/dist/', import.meta.url);
const peer = (path) => new URL(`node_modules/${path}`, import.meta.url);

const PAGEFIND_CODE = ['pagefind.js', 'pagefind-worker.js', 'wasm.en.pagefind'];

/**
 * Each engine by name: what it is called; whether all text is inside its index; what holds the index, of the files that
 * it writes; and `code`, the contents of the files that a browser loads to use it.
 */
const ENGINES = {
  headword: { title: 'Headword', text: 'inside', code: headwordCode },
  minisearch: { title: 'MiniSearch', code: () => modules(peer('minisearch/dist/es/index.js')) },
  flexsearch: { title: 'FlexSearch', code: () => modules(peer('flexsearch/dist/flexsearch.bundle.module.min.mjs')) },
  orama: { title: 'Orama', text: 'inside', package: '@orama/orama', code: () => modules(peer('@orama/orama/dist/browser/index.js')) },
  lunr: { title: 'lunr', code: () => modules(peer('lunr/lunr.min.js')) },
  pagefind: {
    title: 'Pagefind',
    text: 'inside',
    browserOnly: true,
    // Beside them it writes widgets, which a page need not load.
    holds: /\/(fragment|index|filter)\/|\.pf_meta$|\/pagefind-entry\.json$/,
    code: (index) => Promise.all(PAGEFIND_CODE.map((name) => readFile(join(index, name)))),
  },
  tantivy: { title: 'tantivy', native: true },
};

/** The names that `--only` takes. Headword is measured always: the peers are compared with it. */
export const PEERS = Object.keys(ENGINES).filter((name) => name !== 'headword');

/**
 * An engine, with the commands that run it.
 * @param programs - The programs that were compiled: `cli` is Headword's, `tantivy` that of bench/tantivy.
 */
export async function engine(name, programs) {
  const { title, native = false, package: id = name, ...about } = ENGINES[name];
  const program = native ? programs[name] : process.execPath;
  const script = native ? [] : [SUBJECT];
  const command = (verb, ...args) => [program, [...script, verb, ...(native ? [] : [name]), ...args]];
  return {
    name,
    native,
    ...about,
    title: `${title} ${await version(name, id)}`,
    commands: {
      build: (corpus, index) => (name === 'headword' ? nativeBuild(programs.cli, corpus, index) : command('build', corpus, index)),
      answer: (index, query) => command('answer', index, query),
      // A process that does as little as one of its kind can.
      bare: native ? [program, ['nothing']] : [process.execPath, ['-e', '0']],
      serve: (index, queries) => {
        const [of, args] = command('serve', index, queries);
        return [of, native ? args : ['--expose-gc', ...args]];
      },
    },
  };
}

/** How Headword's own library builds an index in Node, which is a row of its own. */
export const buildInNode = (corpus, index) => [process.execPath, [SUBJECT, 'build', 'headword', corpus, index]];

/** The contents of an index, which is a file or a folder of them. */
export async function indexContents(index, holds = /(?:)/) {
  if (!(await stat(index)).isDirectory()) return [await readFile(index)];
  const entries = await readdir(index, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(files.filter((file) => holds.test(file)).map((file) => readFile(file)));
}

function nativeBuild(cli, corpus, index) {
  const settings = { docs: join(corpus, '..'), out: index, format: 'records', name: 'Benchmark' };
  return [cli, ['build', ...Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value])]];
}

async function headwordCode() {
  const script = await modules(new URL('web/index.js', dist));
  return [...script, await readFile(new URL('wasm/reader_bg.wasm', dist))];
}

async function version(name, id) {
  if (name === 'tantivy') {
    const lock = await readFile(new URL('tantivy/Cargo.lock', import.meta.url), 'utf8');
    return /name = "tantivy"\nversion = "(.+)"/.exec(lock)[1];
  }
  const file = name === 'headword' ? new URL('../js/headword/package.json', import.meta.url) : peer(`${id}/package.json`);
  return JSON.parse(await readFile(file, 'utf8')).version;
}
