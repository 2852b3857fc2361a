// The package as it ships: what `tsc` wrote to js/headword/dist/modules becomes a few files for each kind of host, since
// forty small ones took five times as long to import.
//
//     dist/node/       for Node, Deno and Bun
//     dist/web/        for browsers, workers and the edge, with or without a bundler
//     dist/inline.js   the reader in it, for a host that gives a program one file; headword.global.js is the same as a
//                      script that sets `headword`, for a page that is opened as a file
//     dist/site/       the elements for a site without a bundler, a folder to copy; crates/mdbook/dist is such a copy
//     dist/shell/      what the command prints for shells and for man, which the Rust command generates
//     dist/package/    what "headword bundle" writes, with gaps
//     dist/preview/    the page of "headword serve"
//     dist/wasm/       the reader and the builder, which `cargo xtask wasm` wrote

import { copyFile, cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { removeOthers, replaced, replacedFolder } from './outputs.mjs';
import { root } from './steps.mjs';

const dist = join(root, 'js/headword/dist');
const modules = join(dist, 'modules');
/** What entries of `exports` are made of, by the names of their files. Those of one group share what they have in common. */
const LIBRARY = [{ index: 'index', build: 'build' }, { tools: 'tools/index' }];
const WORKER = { worker: 'worker/index', 'worker-script': 'worker/worker-script' };
const NODE = [...LIBRARY, WORKER, { cli: 'cli', vite: 'vite' }];
const WEB = [...LIBRARY, { ...WORKER, widget: 'widget/index', 'widget-state': 'widget/state' }];
const SITE = { widget: 'widget/index', 'worker-script': 'worker/worker-script', languages: 'widget/languages' };

/** With this beside them, Node can run the modules as they are, which tests of single ones do. */
const RUNNABLE = {
  type: 'module',
  imports: {
    '#folder': './folder.node.js',
    '#load': './load.node.js',
    '#load-builder': './load-builder.node.js',
    '#reader-wasm': './reader-wasm.js',
    '#start-worker': './worker/start.node.js',
  },
};

const COMMON = { bundle: true, format: 'esm', target: 'es2022', write: false, legalComments: 'none', outdir: dist };

/** Bundles what `tsc` has compiled. Says whether anything is new. */
export async function bundlePackage() {
  await replaced(join(modules, 'package.json'), Buffer.from(`${JSON.stringify(RUNNABLE, null, 2)}\n`));
  const results = await Promise.all([...NODE.map((entries) => hosts('node', entries)), ...WEB.map((entries) => hosts('web', entries)), inline(), site()]);
  const files = new Map(results.flat().map(({ path, contents }) => [path, contents]));
  const isNew = await Promise.all([...files].map(([path, contents]) => replaced(path, contents)));
  await Promise.all(['node', 'web', 'site'].map((folder) => removeOthers(join(dist, folder), files)));
  await cp(join(root, 'crates/cli/generated'), join(dist, 'shell'), { recursive: true });
  for (const name of ['package', 'preview']) {
    await cp(join(root, 'crates/cli/templates', name), join(dist, name), { recursive: true });
  }
  await mkdir(join(dist, 'site/wasm'), { recursive: true });
  await copyFile(join(dist, 'wasm/reader_bg.wasm'), join(dist, 'site/wasm/reader_bg.wasm'));
  // What the program has in it, as its build script takes it.
  await replacedFolder(join(dist, 'site'), join(root, 'crates/mdbook/dist'));
  return isNew.some(Boolean);
}

/** The files of a kind of host. What several entries need is in files beside them, so that they share it. */
async function hosts(folder, entries) {
  const isNode = folder === 'node';
  const { outputFiles } = await build({
    ...COMMON,
    outdir: join(dist, folder),
    entryPoints: entryPoints(entries),
    splitting: true,
    chunkNames: 'shared-[hash]',
    platform: isNode ? 'node' : 'browser',
    alias: aliases(isNode ? 'node' : 'web'),
  });
  return outputFiles;
}

async function inline() {
  const { '#reader-wasm': _, ...loaders } = aliases('web');
  const wasm = await readFile(join(dist, 'wasm/reader_bg.wasm'));
  const embedded = {
    name: 'embedded',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^#reader-wasm$/ }, () => ({ path: 'reader-wasm', namespace: 'embedded' }));
      onLoad({ filter: /(?:)/, namespace: 'embedded' }, () => ({
        contents: `import { decoded } from './base64.js';\nexport const readerWasm = () => decoded(${JSON.stringify(wasm.toString('base64'))});`,
        resolveDir: modules,
      }));
    },
  };
  const one = async (name, format) => {
    const { outputFiles } = await build({
      ...COMMON,
      ...format,
      entryPoints: entryPoints({ [name]: 'index' }),
      minify: true,
      alias: loaders,
      plugins: [embedded],
    });
    return outputFiles;
  };
  return (await Promise.all([one('inline', {}), one('headword.global', { format: 'iife', globalName: 'headword' })])).flat();
}

async function site() {
  const one = async ([name, module]) => {
    const { outputFiles } = await build({
      ...COMMON,
      outdir: join(dist, 'site'),
      entryPoints: entryPoints({ [name]: module }),
      minify: true,
      // They find each other at run time, so that each is loaded when it is needed.
      external: ['./worker-script.js', './languages.js'],
      alias: aliases('site'),
    });
    return outputFiles;
  };
  return (await Promise.all(Object.entries(SITE).map(one))).flat();
}

function entryPoints(entries) {
  return Object.entries(entries).map(([out, module]) => ({ in: join(modules, `${module}.js`), out }));
}

/** What differs between hosts, by the names that the sources import it under. */
function aliases(host) {
  const platform = host === 'node' ? 'node' : 'web';
  const own = host === 'site' ? '.site' : '';
  return {
    '#folder': join(modules, `folder.${platform}.js`),
    '#load': join(modules, `load.${platform}.js`),
    '#load-builder': join(modules, `load-builder.${platform}.js`),
    '#reader-wasm': join(modules, `reader-wasm${own}.js`),
    '#start-worker': join(modules, `worker/start${host === 'web' ? '' : `.${host}`}.js`),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePackage();
