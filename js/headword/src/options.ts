/** What a file is read for: `docs` are pages and navigation, the others what the docs show and link to. */
export type Collection = 'docs' | 'snippets' | 'examples' | 'changelogs' | 'redirects';

/**
 * What may be said about a build: the keys of `headword.toml`, in camel case, but for those that name files and folders,
 * which a program reads and writes itself. What is not given has its default.
 *
 * @example
 * ```ts
 * const options: BuildOptions = {
 *   name: 'Acme docs',
 *   baseUrl: 'https://docs.acme.example/',
 *   exclude: ['drafts/', '*.draft.md'],
 *   reference: { entries: 'reference', languages: { js: 'JavaScript' } },
 * };
 * ```
 */
export interface BuildOptions {
  /**
   * The text of a `headword.toml`. Options beside it take the place of what it says. Files and folders that it names
   * are passed over.
   */
  readonly config?: string;
  /** What the docs are called, for people. */
  readonly name?: string;
  /** What stands before the path of a page in its URL: a URL, or a path such as `/docs/`. */
  readonly baseUrl?: string;
  /** What the files are; `auto` goes by their extensions. That is the default. */
  readonly format?: 'auto' | 'markdown' | 'html' | 'records';
  /** The files that are pages; all that the format knows unless given. Globs as in a `.gitignore`. */
  readonly include?: readonly string[];
  /** Files and folders to leave out. Globs as in a `.gitignore`. */
  readonly exclude?: readonly string[];
  /** URLs of pages are without `.html`. True unless given. */
  readonly cleanUrls?: boolean;
  /** Clean URLs end with a slash. False unless given. */
  readonly trailingSlash?: boolean;
  /** CSS selector of an HTML page's main content; found by itself unless given. */
  readonly selector?: string;
  /** MDX components that show a snippet. */
  readonly snippetComponents?: readonly string[];
  /** Keys of front matter, records and HTML that searches may filter, count and sort by. */
  readonly filters?: readonly string[];
  /** What the docs are written in: how words have other forms. `en` unless given. */
  readonly language?: 'ar' | 'da' | 'de' | 'el' | 'en' | 'es' | 'fi' | 'fr' | 'hu' | 'it' | 'nl' | 'no' | 'pt' | 'ro' | 'ru' | 'sv' | 'ta' | 'tr';
  /** Words that find each other, `k8s = kubernetes`, or others too, `sso -> single sign-on`. */
  readonly synonyms?: readonly string[];
  /** Where the front matter of pages holds an API reference. */
  readonly reference?: ReferenceOptions;
  /** An earlier index, to tell what has changed since: its bytes. */
  readonly previous?: Uint8Array;
  /**
   * What {@link Builder.save} of another build answered, so that this one need not read again what is the same. Bytes
   * of another release or of another configuration are passed over.
   */
  readonly cache?: Uint8Array;
  /** Told of each file once it was read, and how many were. What it throws ends the build. */
  readonly progress?: (read: { readonly path: string; readonly files: number }) => void;
}

/**
 * Under which keys the front matter of pages holds entries of an API reference: the table `[reference]` of
 * `headword.toml`.
 *
 * @example
 * ```ts
 * const reference: ReferenceOptions = { entries: 'reference', name: 'key', languages: { js: 'JavaScript' } };
 * ```
 */
export interface ReferenceOptions {
  /** Key that holds the entries; nothing is read unless given. */
  readonly entries?: string;
  /** Key that holds descriptions which entries refer to. */
  readonly descriptions?: string;
  /** Key of an entry's title. */
  readonly title?: string;
  /** Key of the name of an entry, a parameter or a property. */
  readonly name?: string;
  /** Key of what stands before a title, such as `GET`; none unless given. */
  readonly prefix?: string;
  /** Key of a type. */
  readonly type?: string;
  /** Key of a description. */
  readonly description?: string;
  /** Key that says that a parameter or a property may be left out. */
  readonly optional?: string;
  /** Key of an entry's URL. */
  readonly address?: string;
  /** Key of an entry's identifier. */
  readonly id?: string;
  /** Keys of an entry's lists. */
  readonly lists?: readonly string[];
  /** Keys of programming languages, and what those are called. */
  readonly languages?: Readonly<Record<string, string>>;
}
