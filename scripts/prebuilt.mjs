// The indexes that prebuilt-index/manifest.json lists, built by the native command line.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from './steps.mjs';

const FOLDER = 'prebuilt-index';

/** What the manifest lists. */
export async function manifest() {
  const { indexes } = JSON.parse(await readFile(join(root, FOLDER, 'manifest.json'), 'utf8'));
  return indexes.map((index) => ({ ...index, file: `${FOLDER}/${index.file}`, config: `${FOLDER}/${index.config}` }));
}

/** Compiles the command line and answers the path of the program. */
export async function compileCli() {
  const { stdout } = await run('cargo', [
    ...['build', '--release', '--package', 'headword-cli', '--bin', 'headword'],
    // Cargo tells where the program is, since the target folder can be anywhere.
    '--message-format=json-render-diagnostics',
  ]);
  const messages = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return messages.findLast((message) => message.executable).executable;
}

/**
 * Builds one index, unless it is there already and was built by this program from these documents.
 * @returns The report of the build that made the file, and whether that was an earlier one.
 */
export async function buildIndex(cli, index) {
  const source = join('node_modules', index.package);
  const { version } = JSON.parse(await readFile(join(root, source, 'package.json'), 'utf8'));
  if (version !== index.version) {
    throw new Error(
      `${FOLDER}/manifest.json says ${index.package} ${index.version}, but ${version} is installed: ` +
        `change the manifest, or pin ${index.version} in package.json`,
    );
  }
  const config = await readFile(join(root, index.config));
  // The configuration says which folders of the package are read.
  const inputs = await hash([config, await readFile(cli), ...(await contents(join(root, source)))]);
  const output = async () => hash([await readFile(join(root, index.file)).catch(() => '')]);

  // The file is recorded as well as what it was made from, so that one that was deleted or changed
  // by someone else is built again.
  const record = join(root, FOLDER, `.${index.file.split('/').at(-1)}.json`);
  const made = JSON.parse(await readFile(record, 'utf8').catch(() => '{}'));
  if (made.inputs === inputs && made.output === (await output())) return { report: made.report, earlier: true };

  const { stdout: report } = await run(cli, ['build', '--config', index.config]);
  await writeFile(record, JSON.stringify({ inputs, output: await output(), report }));
  return { report, earlier: false };
}

/** The names and the bytes of all files in a folder, in a fixed order. npm dates every file 1985. */
async function contents(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  files.sort();
  return Promise.all(files.map(async (file) => Buffer.concat([Buffer.from(`${file}\n`), await readFile(file)])));
}

/** Names a list of strings and bytes. Each is hashed by itself first, so that none runs into the next. */
async function hash(parts) {
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  return sha256(Buffer.concat(parts.map(sha256))).toString('hex');
}
