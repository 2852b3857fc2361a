// `headword bundle`: an index becomes an npm package, which is an MCP server and a module at once.
// `crates/cli/src/bundle.rs` does the same, from the same templates.

import { access, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reader } from '#load';
import type { Bundle } from './args.js';
import { open } from './docs.js';
import { HeadwordError } from './error.js';
import { Failure } from './failure.js';
import { print, writeFile } from './output.js';
import { codeOf, ioError } from './reason.js';
import { grouped, json, plural, printable } from './render.js';
import type { Info } from './types.js';
import { VERSION } from './version.js';
import { wholeIndex } from './whole.js';

/** Written each time. */
const CODE = ['index.js', 'index.d.ts', 'server.js'];
/** Written where there is none: from then on they are the author's, with the version and all that is said of the package. */
const TEXTS = [
  ['README.md', 'README.md'],
  // Not called package.json, which tools would look for and could not read.
  ['package.json', 'manifest.txt'],
] as const;

/** Does what the command line asks. */
export async function bundle({ index, name, out, json: asJson }: Bundle): Promise<void> {
  const bytes = await wholeIndex(index, reader());
  const docs = await open(bytes).catch((error: unknown) => {
    throw Failure.of(error, index);
  });
  const { info } = docs;
  docs.close();
  const folder = out ?? name.replace(/^@/, '').replace('/', '-');
  const isOurs = await prepare(folder, name);

  const kept: string[] = [];
  await writeFile(join(folder, 'docs.headword'), bytes);
  for (const file of CODE) await writeFile(join(folder, file), Buffer.from(await template(file)));
  for (const [file, source] of TEXTS) {
    if (isOurs && (await isThere(join(folder, file)))) kept.push(file);
    else await writeFile(join(folder, file), Buffer.from(filled(await template(source), name, info)));
  }
  const report = { folder, name, pages: info.pages, bytes: bytes.length, kept };
  print(asJson ? json(report) : text(report));
}

/** Makes the folder, or finds there a package of this name: says so, and refuses all else. */
async function prepare(folder: string, name: string): Promise<boolean> {
  const advice = 'give another one with --out';
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw ioError(`cannot make the folder ${folder}`, error, advice);
  });
  const file = join(folder, 'package.json');
  const found = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw ioError(`cannot read ${file}`, error, advice);
  });
  if (found === undefined) {
    if ((await readdir(folder)).length === 0) return false;
    throw taken(folder, 'it is not empty, and holds no package.json');
  }
  const itsName = nameIn(found);
  if (itsName === undefined) throw taken(folder, 'its package.json names no package');
  if (itsName !== name) throw taken(folder, `it holds the package "${itsName}"`);
  return true;
}

function nameIn(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(manifest) as { readonly name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

function taken(folder: string, why: string): HeadwordError {
  return new HeadwordError('IO', `cannot write into the folder ${folder}: ${why}; give another one with --out`);
}

function template(file: string): Promise<string> {
  return readFile(new URL(`../package/${file}`, import.meta.url), 'utf8');
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function filled(text: string, name: string, info: Info): string {
  const title = printable(info.name || name);
  const description = `${title}: documentation that agents search over MCP, and programs read`;
  return (
    text
      .replaceAll('{{name}}', name)
      // `docs` of `@acme/docs`.
      .replaceAll('{{program}}', name.slice(name.lastIndexOf('/') + 1))
      .replaceAll('{{version}}', VERSION)
      .replaceAll('{{description}}', () => JSON.stringify(description))
      .replaceAll('{{pages}}', plural(info.pages, 'page', 'pages'))
      // Last: a title may hold what looks like one of those above.
      .replaceAll('{{title}}', () => title)
  );
}

interface Report {
  readonly folder: string;
  readonly name: string;
  readonly pages: number;
  readonly bytes: number;
  readonly kept: readonly string[];
}

function text({ folder, name, pages, bytes, kept }: Report): string {
  const where = printable(folder);
  return [
    `Wrote ${where}: the package ${name}, with ${plural(pages, 'page', 'pages')} in ${grouped(bytes)} bytes`,
    ...(kept.length > 0 ? [`Left as they were: ${kept.join(', ')}`] : []),
    `Publish it with: cd ${where} && npm publish --access public`,
    '',
  ].join('\n');
}
