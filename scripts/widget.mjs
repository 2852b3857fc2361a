// The elements as a site without a bundler takes them: js/headword/dist/site, a folder to copy.
//
//     widget.js                 the elements
//     languages.js              their words in other languages than English, loaded where the page is in one
//     worker.js                 the engine behind them, loaded when it is first needed
//     wasm/reader_bg.wasm       the reader

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './steps.mjs';

const dist = join(root, 'js/headword/dist');
const out = join(dist, 'site');
const FILES = { 'widget.js': 'index.js', 'worker.js': 'worker.js', 'languages.js': 'languages.js' };

/** Bundles what `tsc` has compiled. Says whether anything is new. */
export async function bundleWidget() {
  const options = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
    // They find each other at run time, so that each is loaded when it is needed.
    external: ['./worker.js', './languages.js'],
    // The package's own `#load` would be Node's, and its `#start-worker` is for other bundlers.
    alias: { '#load': join(dist, 'load.web.js'), '#start-worker': join(dist, 'widget/start-worker.site.js') },
  };
  await mkdir(join(out, 'wasm'), { recursive: true });
  const isNew = await Promise.all(
    Object.entries(FILES).map(async ([name, source]) => {
      const { outputFiles } = await build({ ...options, entryPoints: [join(dist, 'widget', source)] });
      return replaced(join(out, name), outputFiles[0].contents);
    }),
  );
  await copyFile(join(dist, 'wasm/reader_bg.wasm'), join(out, 'wasm/reader_bg.wasm'));
  return isNew.some(Boolean);
}

async function replaced(path, bytes) {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(bytes)) return false;
  await writeFile(path, bytes);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleWidget();
