/**
 * Opens documentation that was built into one `.headword` file, and answers from it.
 *
 * @packageDocumentation
 */

export { open, type Docs, type OpenOptions } from './docs.js';
export { HeadwordError, type ErrorCode } from './error.js';
export type { ListOptions, SuggestOptions } from './lookup.js';
export { openInPieces, type DocsInPieces } from './pieces.js';
export type { ReadOptions } from './read-options.js';
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
