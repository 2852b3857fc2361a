/**
 * Elements that search an index: importing this defines them.
 *
 * @example
 * ```html
 * <script type="module" src="/headword/widget.js"></script>
 * <headword-search src="/docs.headword"><a href="/search">Search</a></headword-search>
 * ```
 *
 * @packageDocumentation
 */

import { HeadwordSearchBox } from './box-element.js';
import { HeadwordResults } from './results-element.js';
import { HeadwordSearch } from './search-element.js';

export { highlightPage } from './page-highlight.js';
export type { Selection } from './element.js';
export type { Strings } from './strings.js';
export { HeadwordResults, HeadwordSearch, HeadwordSearchBox };

const ELEMENTS = {
  'headword-search': HeadwordSearch,
  'headword-search-box': HeadwordSearchBox,
  'headword-results': HeadwordResults,
} as const;

// Not in Node, and not twice where two scripts bring it.
for (const [name, element] of Object.entries(ELEMENTS)) {
  if (globalThis.customElements?.get(name) === undefined) globalThis.customElements?.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'headword-search': HeadwordSearch;
    'headword-search-box': HeadwordSearchBox;
    'headword-results': HeadwordResults;
  }
}
