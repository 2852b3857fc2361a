// Where the settings of a build come from: `headword.toml`, then variables, then flags.
// `crates/cli/src/settings.rs` reads the same.

import { readFile } from 'node:fs/promises';
import type { Flags } from './args.js';
import { engineError } from './error.js';
import type { BuilderModule, Config } from './glue.js';
import { codeOf, ioError } from './reason.js';

/** The file that is read where `--config` names none. */
const FILE = 'headword.toml';

/** The file that settings are read from, whether it is there or not. */
export function settingsFile({ config = FILE }: Flags): string {
  return config;
}

/** The configuration. */
export async function readSettings({ Config }: BuilderModule, flags: Flags): Promise<Config> {
  const name = settingsFile(flags);
  const source = await readFile(name).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' && flags.config === undefined) return undefined;
    throw ioError(`cannot read ${name}`, error, 'check the path');
  });
  try {
    const config = source === undefined ? new Config() : Config.fromToml(name, source);
    if (source !== undefined) config.relativeTo(folderOf(name));
    const { names, values } = variables();
    config.applyEnv(names, values);
    for (const [key, value] of flags.settings) config.set(key, value, 'flag');
    return config;
  } catch (thrown) {
    throw engineError(thrown) ?? thrown;
  }
}

function variables(): { names: string[]; values: string[] } {
  const ours = Object.entries(process.env).filter(([name]) => name.startsWith('HEADWORD_'));
  return { names: ours.map(([name]) => name), values: ours.map(([, value = '']) => value) };
}

/** What stands before the name of a file, or `''`. */
export function folderOf(file: string): string {
  return /^(.*[^/])\/+[^/]+\/*$/.exec(file)?.[1] ?? (file.startsWith('/') ? '/' : '');
}
