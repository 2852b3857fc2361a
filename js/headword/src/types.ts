/** The pages that answer a query, best first. */
export interface Answer {
  /** At most `limit` pages. */
  readonly hits: readonly Hit[];
  /** How many hits there are, shown or not. */
  readonly total: number;
  /** What was counted of all pages that match, in the order in which it was asked for. */
  readonly facets: readonly Facet[];
  /** The query with other words for those that the index lacks, where it found the others; else null. */
  readonly didYouMean: string | null;
  /**
   * Whether no section has a phrase, or a word in a place, that the query insists on. The answer is then what a query
   * of the words alone finds.
   */
  readonly relaxed: boolean;
}

/** The values of a key among all pages that match. */
export interface Facet {
  /** The key. */
  readonly key: string;
  /**
   * The values that most pages have, and how many; equal ones in their order. At most 100. Of `path`, they are the
   * uppermost folders; of `language`, a page counts where a section for it matches.
   */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** How many further values pages have that match. */
  readonly others: number;
}

/** A page that answers a query, at its best section. */
export interface Hit {
  /** Where it is: `sso`, or `sso#how-it-works`. `read` takes it. */
  readonly path: string;
  /** The path of the page alone. */
  readonly page: string;
  /** The title of the page. */
  readonly title: string;
  /** The heading of the section, or `''` for the start of the page. */
  readonly heading: string;
  /** What the page is. */
  readonly kind: PageKind;
  /** The programming language that the section is for, as `python`, or null. */
  readonly language: string | null;
  /** The titles of the entries above it in the navigation, from the top. */
  readonly breadcrumb: readonly string[];
  /** Where it is published. */
  readonly url: string;
  /** Some of its text, around the words that matched. */
  readonly excerpt: readonly Piece[];
  /** Only for comparing hits of one answer. */
  readonly score: number;
  /** Other sections of the page that match: at most three. */
  readonly sections: readonly SectionHit[];
}

/** Another section of the page that matches. */
export interface SectionHit {
  /** Where it is. `read` takes it. */
  readonly path: string;
  /** Its heading, or `''` for the start of the page. */
  readonly heading: string;
  /** Where it is published. */
  readonly url: string;
  /** Some of its text, around the words that matched. */
  readonly excerpt: readonly Piece[];
  /** Only for comparing hits of one answer. */
  readonly score: number;
  /** The programming language that the section is for, as `python`, or null. */
  readonly language: string | null;
}

/**
 * What a page is: of the documentation, a group of code examples, the changelog of a package, or a
 * folder without a page of its own, as the list of what is in it.
 */
export type PageKind = 'docs' | 'example' | 'changelog' | 'folder';

/** A piece of an excerpt: the pieces one after another are the text. */
export interface Piece {
  /** Plain text, never HTML. */
  readonly text: string;
  /** Whether it is a word that matched. */
  readonly mark: boolean;
  /** Whether it is code, for a page to set it as that. */
  readonly code: boolean;
}

/** A page, or one section of it. */
export interface PageContent {
  /** Where it is: `sso`, or `sso#how-it-works`. */
  readonly path: string;
  /** The path of the page alone. */
  readonly page: string;
  /** The title of the page. */
  readonly title: string;
  /** The heading of the section, or `''` for the whole page. */
  readonly heading: string;
  /** What the page says it is about, or `''`. */
  readonly description: string;
  /** What the page is. */
  readonly kind: PageKind;
  /** The titles of the entries above it in the navigation, from the top. */
  readonly breadcrumb: readonly string[];
  /** Where it is published. */
  readonly url: string;
  /** The text. */
  readonly markdown: string;
  /** The sections in it, in order. */
  readonly outline: readonly OutlineEntry[];
  /** The page before it in the navigation, or null. */
  readonly previous: PageLink | null;
  /** The page after it in the navigation, or null. */
  readonly next: PageLink | null;
}

/** A page, named. */
export interface PageLink {
  /** Where it is. `read` takes it. */
  readonly path: string;
  /** Its title. */
  readonly title: string;
}

/** A section of a page. */
export interface OutlineEntry {
  /** Where it is. `read` takes it. */
  readonly path: string;
  /** Its heading. */
  readonly heading: string;
  /** How deep its heading is: 2 for `##`. */
  readonly level: number;
  /** Where it is published. */
  readonly url: string;
  /** The programming language that it is for, as `python`, or null. */
  readonly language: string | null;
}

/** A page, in a list of them. */
export interface PageSummary {
  /** Where it is. `read` takes it. */
  readonly path: string;
  /** Its title. */
  readonly title: string;
  /** What it says it is about, or `''`. */
  readonly description: string;
  /** Where it is published. */
  readonly url: string;
  /** What it is. */
  readonly kind: PageKind;
  /** The titles of the entries above it in the navigation, from the top. */
  readonly breadcrumb: readonly string[];
}

/** An entry of the navigation: a line of the sidebar. */
export interface NavigationEntry {
  /** What it is called. */
  readonly title: string;
  /** How many entries stand above it: 0 at the top. */
  readonly depth: number;
  /** The page, where it has one: `read` takes it. Null where it only groups others. */
  readonly path: string | null;
}

/** A release of a package, as a changelog or a feed tells of it. */
export interface Release {
  /** What was released. */
  readonly package: string;
  /** As the changelog has it, or `''` for an entry that has only a title. */
  readonly version: string;
  /** What stands beside the version, or `''`. */
  readonly title: string;
  /** For instance `2026-02-17`, or `''` where the changelog does not say. */
  readonly date: string;
  /** Whether it is not for everyone yet: `1.0.0-rc.1`, `Unreleased`. */
  readonly prerelease: boolean;
  /** Whether it was taken back. */
  readonly yanked: boolean;
  /** Where to read of it on the web, or `''`. */
  readonly url: string;
  /** What tells it from other releases where its source says so, or `''`. */
  readonly guid: string;
  /** Where it is. `read` takes it. */
  readonly path: string;
  /** What changed, without the release's heading. */
  readonly markdown: string;
}

/** What an index is. */
export interface Info {
  /** What the docs are called, or `''`. */
  readonly name: string;
  /** Where the docs are published, or `''`. */
  readonly baseUrl: string;
  /** What wrote the index. */
  readonly generator: string;
  /** The format it is written in. */
  readonly format: number;
  /** What made its words. */
  readonly analyzer: number;
  /** How many pages it has; folders that open as lists are not counted. */
  readonly pages: number;
  /** How many sections they have. */
  readonly sections: number;
  /** How many different words they have. */
  readonly terms: number;
  /** The size of the index. */
  readonly bytes: number;
}

/** What a build made. */
export interface BuildReport {
  /** How many pages were read. */
  readonly pages: number;
  /** How many sections they have. */
  readonly sections: number;
  /** How many different words they have. */
  readonly terms: number;
  /** The size of the sources. */
  readonly sourceBytes: number;
  /** The size of the index. */
  readonly bytes: number;
  /** The size of each part of it. */
  readonly parts: readonly PartSize[];
  /** How many probable mistakes were met, by the codes of {@link Finding}. `check` lists them, and finds more. */
  readonly warnings: readonly { readonly code: string; readonly count: number }[];
}

/** The size of a part of an index. */
export interface PartSize {
  /** What it holds, in a word. */
  readonly name: string;
  /** Its bytes. */
  readonly bytes: number;
}

/** What an index is made of: what `headword inspect --json` prints. */
export interface Inspection {
  /** Name, versions and counts. */
  readonly info: Info;
  /** The size of each part. With the header they add up to the index. */
  readonly parts: readonly PartSize[];
  /** What an index need not have, how many of them there are, and what they take. */
  readonly options: readonly { readonly name: string; readonly count: number; readonly bytes: number }[];
  /** The pages with most bytes of text, the largest first. */
  readonly pages: readonly { readonly path: string; readonly sections: number; readonly bytes: number }[];
  /** The terms that most sections hold, the most frequent first. */
  readonly terms: readonly { readonly term: string; readonly sections: number }[];
}

/** Something in the docs that is probably a mistake. */
export interface Finding {
  /** The file, as it was given. */
  readonly file: string;
  /** The line in it, counted from 1; 0 where it concerns the file as a whole. */
  readonly line: number;
  /**
   * A word for programs that never changes: `dead-link`, `dead-section`, `dead-navigation`, `missing-snippet`,
   * `unresolved-placeholder`, `unclosed-tag`, `duplicate-title`, `unusable-filter`, `not-in-navigation` or `orphan`.
   */
  readonly code: string;
  /** One sentence: what was found and what to do. */
  readonly message: string;
}

/**
 * The wasm module: where it is, its bytes, or the module itself where the host compiles it
 * (`import wasm from 'headword/headword.wasm'` at the edge).
 */
export type WasmSource = URL | string | ArrayBuffer | Uint8Array | WebAssembly.Module;

declare global {
  // As TypeScript's DOM library has it, for consumers in Node, who need not load that library.
  namespace WebAssembly {
    interface Module {}
  }
}
