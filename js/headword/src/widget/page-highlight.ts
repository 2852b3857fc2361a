// Marks on the page that a result led to. The page is not changed: browsers draw such marks over its text.

import { finder } from './words.js';

/** The most marks on a page. */
const MOST = 1000;
const NAME = 'headword';
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'SELECT', 'HEADWORD-RESULTS']);

/**
 * Marks words in the text below an element, by the CSS Custom Highlight API; where a browser lacks it,
 * does nothing. Style them with `::highlight(headword)`.
 *
 * @returns How many places were marked.
 * @example
 * ```ts
 * const words = new URLSearchParams(location.search).get('highlight')?.split(' ') ?? [];
 * highlightPage(document.body, words);
 * ```
 */
export function highlightPage(root: Node, words: readonly string[]): number {
  const found = finder(words);
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return 0;
  CSS.highlights.delete(NAME);
  if (found === undefined) return 0;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    return SKIPPED.has(node.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  while (ranges.length < MOST && walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    for (const match of (node.nodeValue ?? '').matchAll(found)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  if (ranges.length === 0) return 0;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  style();
  return ranges.length;
}

let isStyled = false;

/** Colours for the marks. Those of the page itself, where it has any, come first by their layer. */
function style(): void {
  if (isStyled) return;
  isStyled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@layer headword{::highlight(headword){background-color:#fde68a;color:#1d1b22}}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
