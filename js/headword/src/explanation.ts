/** Why a section has its score for a query, or is not found. The points of all words and steps add up to the score. */
export interface Explanation {
  /** The section, as hits name it. */
  readonly path: string;
  /**
   * What became of it: `ranked` where it was looked at twice, `wordsAlone` where it is not among the hundred that are,
   * and else why it is not found: it has none of the words, it has what the query leaves out, it lacks what the query
   * insists on, or it does not meet the filters.
   */
  readonly outcome: 'ranked' | 'wordsAlone' | 'noWord' | 'leftOut' | 'unmet' | 'filtered';
  /** What `search` gives it; 0 where it is not found. */
  readonly score: number;
  /** Its place among all sections that are found, from 1, or null. A hit is a page, and has another place. */
  readonly rank: number | null;
  /** How many sections are found. */
  readonly sections: number;
  /** Whether nothing has all that the query insists on, so that all is found that has its words. */
  readonly relaxed: boolean;
  /** Each word and part of a word that was looked for. */
  readonly words: readonly WordScore[];
  /** What else changed the score, in order. */
  readonly steps: readonly ScoreStep[];
}

/** What a word of the query is worth to a section. */
export interface WordScore {
  /** As it is looked for: in lower case. */
  readonly word: string;
  /** Whether it stands for all words that begin so. */
  readonly begins: boolean;
  /** What it stands for in the index. Of words that begin so, only those that the section holds. */
  readonly terms: readonly TermScore[];
  /** How many other terms it stands for, none of which the section holds. */
  readonly others: number;
  /** What it is worth in the section. */
  readonly sectionPoints: number;
  /** What it is worth on all of the section's page, beside that. */
  readonly pagePoints: number;
}

/** A term that a word stands for. */
export interface TermScore {
  readonly term: string;
  /** The word itself, another form of it, a word that begins so, or one that is spelled like it. */
  readonly how: 'exact' | 'form' | 'prefix' | 'typo';
  /** How many edits a typo takes; else 0. */
  readonly edits: number;
  /** How many sections hold it. */
  readonly sections: number;
  /** How telling it is, in 256ths of a bit. */
  readonly weight: number;
  /** How often the section holds it, weighed by where, in 256ths; null where it does not. */
  readonly frequency: number | null;
}

/** A step that changed a score. */
export interface ScoreStep {
  /** What was looked at. */
  readonly step:
    | 'alternatives'
    | 'leftOut'
    | 'unmet'
    | 'names'
    | 'pairs'
    | 'signs'
    | 'atPath'
    | 'equalName'
    | 'nearlyEqualName'
    | 'path'
    | 'reference'
    | 'siblings'
    | 'start'
    | 'shallow'
    | 'filters'
    | 'boosts';
  /** By how much; less than 0 where something was taken. */
  readonly points: number;
}

/**
 * What the steps looked at, in words.
 *
 * @example
 * ```ts
 * for (const { step, points } of (await explain(bytes, 'rotate', 'guides/keys')).steps) console.log(points, scoreSteps[step]);
 * ```
 */
export const scoreSteps: Readonly<Record<ScoreStep['step'], string>> = {
  alternatives: 'synonyms, and words written together or apart',
  leftOut: 'has what the query leaves out',
  unmet: 'lacks what the query insists on',
  names: 'words in its title or heading',
  pairs: 'words that stand together',
  signs: 'words with the signs of the query',
  atPath: 'its path is the query',
  equalName: 'its name is the query',
  nearlyEqualName: 'its name is nearly the query, or a part of it',
  path: 'its path ends as the query does',
  reference: 'its page is one of the reference',
  siblings: 'other sections of its page are good, too',
  start: 'the start of a page',
  shallow: 'in few folders',
  filters: 'does not meet the filters',
  boosts: 'boosts',
};
