/** What is judged: pages, or sections by their whole paths. */
export type Unit = 'page' | 'section';

/** A section that answers a question: what `headword search --queries FILE --json` prints a line of. */
export interface RunLine {
  /** The question. */
  readonly qid: string;
  /** Where the section is. */
  readonly docid: string;
  /** Counted from 1. */
  readonly rank: number;
  /** Only for comparing answers to one question. */
  readonly score: number;
}

/** How good rankings are, on average; each from 0 to 1. */
export interface Measures {
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall10: number;
  readonly success1: number;
}

/** What `headword eval --json` prints. */
export interface Evaluation {
  /** Of each file. */
  readonly files: readonly {
    readonly file: string;
    readonly unit: Unit;
    /** How many questions there are; each counts. */
    readonly queries: number;
    readonly measures: Measures;
  }[];
  /** Over the files: each counts as much as any other. */
  readonly mean: Measures;
  /** How many searches were measured, and what share of them took at most how long. */
  readonly latencyMicroseconds: {
    readonly searches: number;
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** What became of a case: what `headword test --json` prints for each. */
export interface CaseOutcome {
  /** The line of the file that the case begins at. */
  readonly line: number;
  readonly query: string;
  /** How many of the first pages count. */
  readonly within: number;
  readonly passed: boolean;
  /** What was not found among the first pages and should be. */
  readonly missing: readonly CasePlace[];
  /** What was found among them and should not be. */
  readonly unwanted: readonly CasePlace[];
  /** What the first pages are, each at its best section. */
  readonly found: readonly string[];
}

/** Where something was found. */
export interface CasePlace {
  readonly path: string;
  /** Null where it is not among the first hundred pages, or not the best section of its page. */
  readonly rank: number | null;
  /** The same, of its page. */
  readonly pageRank: number | null;
  /** Whether the index has that page at all. */
  readonly inIndex: boolean;
}
