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
  /** Paths of sections of other pages that say the same, and match too: at most five. They are no hits of their own. */
  readonly same: readonly string[];
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
  /** How many tokens `markdown` takes, as estimated or by the caller's own counter. */
  readonly tokens: number;
  /** Where to read on, where not all of it was given, or null. */
  readonly cursor: string | null;
  /** How many tokens, as estimated, come after what was given. */
  readonly left: number;
  /** What it took to find it: more than `address`, and the path may surprise. */
  readonly via: Via;
  /** The sections of what the path names, in order. */
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
  /** How many tokens its own text takes, as estimated, without the sections below it. */
  readonly tokens: number;
}

/** What an address means. */
export interface Resolution {
  /** What was found of it. */
  readonly status: ResolutionStatus;
  /** Where it is: `read` takes it. Null where nothing was found, or several. */
  readonly path: string | null;
  /** The path of its page, or null. */
  readonly page: string | null;
  /** The title of its page, or `''`. */
  readonly title: string;
  /** The heading of the section, or `''`. */
  readonly heading: string;
  /** Where it is published, or `''`. */
  readonly url: string;
  /** What it took to find it, or null. */
  readonly via: Via | null;
  /** How sure a guess is, or that a page moved there, in percent; 100 for what is no guess. */
  readonly confidence: number;
  /** What else it may mean, the likeliest first: at most five. */
  readonly candidates: readonly PageLink[];
}

/**
 * What was found of an address: a page, a section, or one that has another address now; `fuzzy` where one thing is much
 * like it, `ambiguous` where several are; `removed` where an earlier index had it; else `missing`.
 */
export type ResolutionStatus = 'page' | 'section' | 'redirect' | 'fuzzy' | 'ambiguous' | 'removed' | 'missing';

/**
 * What it took to find what an address means, the surest first: it is the path; but for what sites put around it; a
 * redirect of the docs; a move since an earlier index; a heading behind a page's path; an anchor but for its
 * punctuation; a path of nearly these words.
 */
export type Via = 'exact' | 'address' | 'redirect' | 'moved' | 'heading' | 'anchor' | 'similar';

/** What a text that is being typed may become. */
export interface Suggestion {
  /** A title or a heading as it is written, or an identifier in small letters. */
  readonly text: string;
  /** What it is. */
  readonly kind: 'page' | 'section' | 'identifier';
  /** `read` takes it; null for an identifier, which is to be searched for. */
  readonly path: string | null;
  /** The title of the page, or `''`. */
  readonly title: string;
}

/** What changed from one index to another: what `headword diff --json` prints. */
export interface Diff {
  /** Pages that only the later index has. */
  readonly added: readonly PageLink[];
  /** Pages that are nowhere any more, each with the one that says most of what it said. */
  readonly removed: readonly Removal[];
  /** Pages that have another address. */
  readonly moved: readonly { readonly from: string; readonly confidence: number; readonly page: ChangedPage }[];
  /** Pages that say something else. */
  readonly changed: readonly ChangedPage[];
}

/** What a page says differently. */
export interface ChangedPage {
  /** Its path in the later index. */
  readonly path: string;
  /** Its title in the later index. */
  readonly title: string;
  /** How much of what either says is not said by both, in percent. */
  readonly change: number;
  /** Sections that it did not have. */
  readonly added: readonly string[];
  /** Paths of sections that are nowhere any more. */
  readonly removed: readonly string[];
  /** Sections that have another address. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Sections that say something else, with how much. */
  readonly changed: readonly { readonly path: string; readonly change: number }[];
}

/** A page of the previous index that is nowhere any more. */
export interface Removal {
  /** Its address before. */
  readonly path: string;
  /** The page that says most of what it said, or null. */
  readonly closest: string | null;
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
  /** How many levels below what was asked for it is, from 1; 0 in a list of all pages. */
  readonly depth: number;
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
  /** Eight hexadecimal digits that tell it from every other index, all but surely: a name for what is kept of it. */
  readonly fingerprint: string;
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
  /** Pages and sections of the previous index that have another address now, found by what they say. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly confidence: number }[];
  /** Pages of the previous index that are nowhere any more. */
  readonly removed: readonly Removal[];
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
   * `unresolved-placeholder`, `unclosed-tag`, `duplicate-title`, `unusable-filter`, `not-in-navigation`, `orphan`,
   * `lost-page` or `dead-redirect`.
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
