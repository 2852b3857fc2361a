// The program of @headword/mcp, with what it needs of the SDK in it: most of the time until a first answer went into
// reading 60 modules, and half of what they hold is never used by a server of docs.
//
//     js/mcp/dist/program/    what `headword-mcp` starts; the library beside it imports the SDK as it is installed
//
// `headword` stays outside, since it finds its engine beside itself.

import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { removeOthers, replaced } from './outputs.mjs';
import { root } from './steps.mjs';

const dist = join(root, 'js/mcp/dist');
const out = join(dist, 'program');

/** Bundles what `tsc` has compiled. Says whether anything is new. */
export async function bundleProgram() {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(dist, 'program.js')],
    outdir: out,
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    chunkNames: 'shared-[hash]',
    external: ['headword', 'headword/tools'],
    // What the SDK takes from its host: all but a validator of what users fill into forms, which no docs ask for.
    alias: { '@modelcontextprotocol/server/_shims': join(dist, 'host.js') },
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  files.set(join(out, 'LICENSES.txt'), Buffer.from(await licences(Object.keys(metafile.inputs))));
  const isNew = await Promise.all([...files].map(([path, contents]) => replaced(path, contents)));
  await removeOthers(out, files);
  return isNew.some(Boolean);
}

/** What the packages in it ask for: their licences. */
async function licences(inputs) {
  const packages = [...new Set(inputs.map((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean))].sort();
  const texts = packages.map(async (path) => {
    const folder = join(process.cwd(), path);
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) throw new Error(`${relative(root, folder)} has no licence that could be passed on`);
    return `${name} ${version}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProgram();
