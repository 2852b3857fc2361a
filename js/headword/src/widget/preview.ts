// The section that is chosen, beside the list where there is room.

import type { PageContent } from '../types.js';
import { type Block, type Span, blocksOf } from './markdown.js';
import { crumbs, h, set, short } from './markup.js';
import type { State } from './state.js';
import type { Strings } from './strings.js';
import { finder, marked, wordsOf } from './words.js';

/** A pane that shows a section. */
export class Preview {
  readonly element = h('section', { part: 'preview', class: 'preview', tabindex: 0, hidden: true });
  #drawn: PageContent | null = null;

  /** Draws a state. */
  draw({ preview, items, active }: State, strings: Strings): void {
    set(this.element, 'aria-label', strings.preview);
    if (preview === this.#drawn) return;
    this.#drawn = preview;
    set(this.element, 'hidden', preview === null);
    if (preview === null) return this.element.replaceChildren();
    const item = items[Math.max(active, 0)];
    const excerpt = item?.type === 'section' ? item.section.excerpt : item?.type === 'page' ? item.hit.excerpt : [];
    this.element.replaceChildren(...content(preview, finder(wordsOf(excerpt))));
    this.element.scrollTop = 0;
  }
}

function content({ title, heading, markdown, breadcrumb }: PageContent, found: RegExp | undefined): Node[] {
  const blocks = blocksOf(markdown);
  // The heading of the section stands above already.
  const [first] = blocks;
  const isNamed = first?.type === 'heading' && textOf(first.spans) === (heading || title);
  return [
    h('div', { class: 'crumbs' }, ...crumbs([...breadcrumb, ...(heading === '' ? [] : [title])])),
    h('h2', { dir: 'auto' }, short(heading || title)),
    ...(isNamed ? blocks.slice(1) : blocks).map((block) => drawn(block, found)),
  ];
}

function drawn(block: Block, found: RegExp | undefined): Node {
  if (block.type === 'code') return h('pre', { dir: 'ltr' }, h('code', {}, ...pieces(block.text, found)));
  const spans = block.spans.map(({ text, code }) => (code ? h('code', {}, ...pieces(text, found)) : pieces(text, found))).flat();
  return h(block.type === 'heading' ? 'h3' : 'p', { class: block.type, dir: 'auto' }, ...spans);
}

function pieces(text: string, found: RegExp | undefined): (Node | string)[] {
  return marked(text, found).map((piece) => (piece.mark ? h('mark', { part: 'mark' }, piece.text) : piece.text));
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}
