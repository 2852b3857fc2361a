// A folder in place of files, for a build.

import { kind, options, text, usage } from './check.js';
import type { Places } from './sources.js';

/**
 * A folder of docs and what belongs to them, read as `headword build` reads them: keys are those of `headword.toml`, and
 * paths are relative to where the program runs. In Node alone.
 *
 * @example
 * ```ts
 * const folder: Folder = { dir: 'docs', examples: ['examples'], changelogs: ['CHANGELOG.md'] };
 * ```
 */
export interface Folder {
  /** The folder of the docs, or one file. */
  readonly dir: string;
  /** Folders of what MDX components show. */
  readonly snippets?: readonly string[];
  /** Folders of example code. */
  readonly examples?: readonly string[];
  /** Files, folders and http or https addresses of changelogs. */
  readonly changelogs?: readonly string[];
  /** Files of redirects. */
  readonly redirects?: readonly string[];
}

/** Whether a folder is meant. */
export function isFolder(value: unknown): value is Folder {
  return typeof value === 'object' && value !== null && 'dir' in value;
}

/** Where everything is. */
export function placesOf(call: string, folder: Folder): Places {
  const { dir, ...others } = options(call, folder, ['dir', 'snippets', 'examples', 'changelogs', 'redirects']);
  const list = (name: keyof typeof others): readonly string[] => {
    const { [name]: given = [] } = others;
    if (!Array.isArray(given)) throw usage(`${call}: ${name} must be a list of strings, found ${kind(given)}`);
    return given.map((item, place) => text(call, `${name}[${place}]`, item));
  };
  return {
    docs: text(call, 'dir', dir),
    snippets: list('snippets'),
    examples: list('examples'),
    changelogs: list('changelogs'),
    redirects: list('redirects'),
  };
}
