// The indexes that one set of tools answers from, and how a path says which of them it is in.

import type { Docs } from '../docs.js';
import { Refusal } from './refusal.js';
import { oneLine, quote } from './tokens.js';

/** One index, or several by the names that paths then begin with: `{ acme: docs, sdk: await open('sdk.headword') }`. */
export type DocsOrMany = Docs | Readonly<Record<string, Docs>>;

/** An index of a library. */
export interface Shelf {
  /** What paths of it begin with where there are several indexes. */
  readonly name: string;
  readonly docs: Docs;
  /** What a person calls it. */
  readonly title: string;
  /** What of it was read: the same for the same index. */
  readonly version: string;
}

/** Indexes in the order in which they were given; at least one. */
export interface Library {
  readonly shelves: readonly [Shelf, ...Shelf[]];
  /** They in one line, with their versions: what answers begin with. */
  readonly label: string;
}

/** What an index may be called. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,31}$/;

/**
 * The library of these docs.
 *
 * @param version What replies call the version of a single index. By default a number made from what it holds.
 * @throws {Error} Where there is no index, or a name is none that a path and an address can begin with.
 */
export function library(docs: DocsOrMany, version?: string): Library {
  const [first, ...others] = Object.entries(byName(docs)).map(([name, of]) => {
    if (!NAME.test(name))
      throw new Error(`an index cannot be called ${quote(name)}: use up to 32 of a-z, 0-9, "-", "_" and "."`);
    return { name, docs: of, title: of.info.name || 'Documentation', version: version ?? of.info.fingerprint };
  });
  if (first === undefined) throw new Error('no index was given: pass at least one');
  const shelves: readonly [Shelf, ...Shelf[]] = [first, ...others];
  const more = shelves.length > 3 ? ` and ${shelves.length - 3} more` : '';
  return { shelves, label: `${shelves.slice(0, 3).map(labelOf).join(', ')}${more}` };
}

/** An index and its version in a word or two, as `Acme docs @1f2e3d4c`. */
export function labelOf({ title, version }: Shelf): string {
  return `${title.slice(0, 60)} @${version}`;
}

/** A path as the tools print it: with the name of the index where there are several. */
export function printed({ shelves }: Library, { name }: Shelf, path: string): string {
  return shelves.length === 1 ? path : `${name}:${path}`;
}

/** The index that `ref` names, and what it names there; undefined where it names none. */
export function named({ shelves }: Library, ref: string): { readonly shelf: Shelf; readonly path: string } | undefined {
  const uri = /^docs:\/\/([^/]*)\/?(.*)$/s.exec(ref);
  const [, name, path] = uri ?? /^([^:/]+):(?!\/\/)(.*)$/s.exec(ref) ?? [];
  const shelf = shelves.find((known) => known.name === name);
  if (shelf === undefined || path === undefined) return undefined;
  return { shelf, path: uri === null ? path : decoded(path) };
}

/** The library of the one index of this name, or of all. */
export function only(library: Library, name: string | undefined): Library {
  if (name === undefined) return library;
  const shelf = library.shelves.find((known) => known.name === name || known.title === name);
  if (shelf !== undefined) return { shelves: [shelf], label: labelOf(shelf) };
  const names = library.shelves.map((known) => known.name).join(', ');
  throw new Refusal(`There is no index ${quote(name)}; there are ${oneLine(names, 200)}.`);
}

/**
 * Docs by their names: a single index is called what its docs are called.
 *
 * @example
 * ```ts
 * Object.keys(byName(await open('acme.headword'))); // ['acme-docs']
 * ```
 */
export function byName(docs: DocsOrMany): Readonly<Record<string, Docs>> {
  return isDocs(docs) ? { [nameOf(docs)]: docs } : docs;
}

function isDocs(docs: DocsOrMany): docs is Docs {
  return typeof docs.search === 'function';
}

/** A name for a single index: it stands in addresses of resources. */
function nameOf({ info }: Docs): string {
  const name = info.name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 32)
    .replace(/-+$/, '');
  return name === '' ? 'docs' : name;
}

/** FNV-1a with 32 bits, in hexadecimal digits. It keeps mistakes apart, not enemies. */
export function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return (state >>> 0).toString(16).padStart(8, '0');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
