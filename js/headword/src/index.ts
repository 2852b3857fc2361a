/**
 * Opens documentation that was built into one `.headword` file, and answers from it.
 *
 * @packageDocumentation
 */

export { open, type Docs, type OpenOptions, type ReadOptions, type SearchOptions } from './docs.js';
export { HeadwordError, type ErrorCode } from './error.js';
export { openInPieces, type DocsInPieces } from './pieces.js';
export type { Traffic } from './ranges.js';
export type {
  Answer,
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
  SectionHit,
  WasmSource,
} from './types.js';
