/** The pages that answer a query, best first. */
export interface Answer {
  /** At most `limit` pages. */
  readonly hits: readonly Hit[];
  /** How many pages match. */
  readonly total: number;
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
  /** The titles of the pages above, from the top. */
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
}

/** A piece of an excerpt: the pieces one after another are the text. */
export interface Piece {
  /** Plain text, never HTML. */
  readonly text: string;
  /** Whether it is a word that matched. */
  readonly mark: boolean;
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
  /** The titles of the pages above, from the top. */
  readonly breadcrumb: readonly string[];
  /** Where it is published. */
  readonly url: string;
  /** The text. */
  readonly markdown: string;
  /** The sections in it, in order. */
  readonly outline: readonly OutlineEntry[];
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
  /** How many pages it has. */
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
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
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
