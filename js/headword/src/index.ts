/**
 * Opens documentation that was built into one `.headword` file, and answers from it.
 *
 * @packageDocumentation
 */

export type { AsyncDocs } from './async-docs.js';
export type { ChangelogOptions } from './changelog.js';
export { debouncedSearch, type Searchable } from './debounced-search.js';
export { open, type Body, type Docs, type OpenOptions, type Source } from './docs.js';
export { HeadwordError, type ErrorCode } from './error.js';
export type { ExamplesOptions } from './examples.js';
export type { ListOptions, SuggestOptions } from './lookup.js';
export { mergeIndexes, type MergedAnswer, type MergedDocs, type MergedHit } from './merged.js';
export { openInPieces, type DocsInPieces } from './pieces.js';
export type { ReadOptions, TokensOptions } from './read-options.js';
export type { Traffic } from './ranges.js';
export type { FilterCondition, FilterValue, Filters, SearchOptions } from './search-options.js';
export type {
  Answer,
  Facet,
  Hit,
  Info,
  NavigationEntry,
  OutlineEntry,
  PageContent,
  PageKind,
  PageLink,
  PageSummary,
  Piece,
  Release,
  Resolution,
  ResolutionStatus,
  SectionHit,
  Suggestion,
  Via,
  WasmSource,
} from './types.js';
