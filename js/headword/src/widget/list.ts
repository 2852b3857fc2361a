// The results: pages with their sections under them, or recent searches.

import type { Hit, Piece } from '../types.js';
import { crumbs, h, icon, isolated, set, short } from './markup.js';
import type { Item, State } from './state.js';
import type { Strings } from './strings.js';

/** How the list is drawn. */
export interface ListOptions {
  /** For the ids of the lines. */
  readonly id: string;
  /** `options` are chosen from a box by the arrows; `links` are walked through by Tab, as any links of a page. */
  readonly kind: 'options' | 'links';
  /** Where an item leads, or undefined where it may not be followed. */
  href(item: Item): string | undefined;
}

/**
 * How many lines are drawn at once: more than most screens show. The others follow, as many at a time, once typing
 * has rested for some milliseconds: so no key waits for what is out of sight.
 */
const AT_ONCE = 12;
const REST = 100;

/** A list of results. */
export class List {
  readonly element: HTMLElement;
  readonly #options: ListOptions;
  #items: readonly Item[] = [];
  #strings: Strings | undefined;
  #lines: HTMLElement[] = [];
  #active = -1;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ListOptions) {
    this.#options = options;
    const isListbox = options.kind === 'options';
    this.element = h('div', { part: 'results', id: `${options.id}-list`, role: isListbox ? 'listbox' : null, class: 'results' });
  }

  /** The id of the line that is chosen, or null. */
  get activeId(): string | null {
    return this.#lines[this.#active]?.id ?? null;
  }

  /** The place of the line that an event happened on, or -1. */
  placeOf(event: globalThis.Event): number {
    const target = event.composedPath().find((node) => node instanceof HTMLElement && node.classList.contains('line'));
    return this.#lines.indexOf(target as HTMLElement);
  }

  /** Draws a state. What has not changed is left as it is. */
  draw({ items, active, answered }: State, strings: Strings): void {
    if (items !== this.#items || strings !== this.#strings) {
      // A new answer is read from its top; more of the same goes on where the reader is.
      const isNew = answered === null || items.length < this.#items.length || !this.#items.every((item, place) => item.path === items[place]?.path);
      // Asked while all stands as it was painted; behind a change, all would be laid out for it.
      const scroller = isNew ? this.element.parentElement : null;
      if (scroller !== null && scroller.scrollTop > 0) scroller.scrollTop = 0;
      this.#items = items;
      this.#strings = strings;
      this.#lines = [];
      this.#active = -1;
      this.element.replaceChildren();
      this.#drawTo(isNew ? AT_ONCE : items.length);
      this.#drawLater();
      set(this.element, 'aria-label', items[0]?.type === 'recent' ? strings.recent : strings.results);
      set(this.element, 'hidden', items.length === 0);
    }
    this.#choose(active);
  }

  #choose(active: number): void {
    if (active === this.#active || this.#options.kind === 'links') return;
    const before = this.#lines[this.#active];
    if (before !== undefined) set(before, 'aria-selected', 'false');
    this.#active = active;
    this.#drawTo(active + 1);
    const line = this.#lines[active];
    if (line === undefined) return;
    set(line, 'aria-selected', 'true');
    // From the first line of a group its breadcrumb is to be seen as well.
    (line.previousElementSibling?.className === 'crumbs' ? line.previousElementSibling : line).scrollIntoView({ block: 'nearest' });
    line.scrollIntoView({ block: 'nearest' });
  }

  /** Draws lines until there are so many. Each item is a line. */
  #drawTo(count: number): void {
    const strings = this.#strings;
    if (strings === undefined) return;
    const added: HTMLElement[] = [];
    for (const item of this.#items.slice(this.#lines.length, count)) {
      if (item.type === 'recent') added.push(this.#line(item, 'recent', [icon('M10 5v5l3 2M10 3a7 7 0 1 0 .01 0'), isolated('title', item.query)], []));
      else if (item.type === 'page') added.push(this.#group(item, item.hit, strings));
      else {
        const group = added.at(-1) ?? this.element.lastElementChild;
        group?.append(this.#line(item, 'section', sectionName(item.section.heading || item.hit.title, item.section.language), item.section.excerpt, item.hit.kind));
      }
    }
    this.element.append(...added);
  }

  /** Draws what is left later, unless something else is drawn before. */
  #drawLater(): void {
    clearTimeout(this.#rest);
    if (this.#lines.length === this.#items.length) return;
    this.#rest = setTimeout(() => {
      this.#drawTo(this.#lines.length + AT_ONCE);
      this.#drawLater();
    }, REST);
  }

  #group(item: Item, hit: Hit, strings: Strings): HTMLElement {
    const group = h('div', { part: 'group', class: 'group', role: 'group', 'aria-label': short(hit.title) });
    if (hit.breadcrumb.length > 0) {
      const hidden = this.#options.kind === 'options' ? 'true' : null;
      group.append(h('div', { part: 'breadcrumb', class: 'crumbs', 'aria-hidden': hidden }, ...crumbs(hit.breadcrumb)));
    }
    const name: Node[] = [isolated('title', hit.title)];
    if (hit.heading !== '' && hit.heading !== hit.title) name.push(h('span', { class: 'step' }, '›'), isolated('heading', hit.heading));
    const tag = hit.language ?? (hit.kind === 'docs' ? '' : strings[hit.kind]);
    if (tag !== '') name.push(isolated('tag', tag));
    group.append(this.#line(item, 'page', name, hit.excerpt, hit.kind));
    return group;
  }

  #line(item: Item, type: string, name: readonly Node[], excerpt: readonly Piece[], kind = ''): HTMLElement {
    const href = this.#options.href(item);
    const isListbox = this.#options.kind === 'options';
    const line = h(
      href === undefined ? 'div' : 'a',
      {
        id: `${this.#options.id}-${this.#lines.length}`,
        part: `option ${type}`,
        class: `line ${type}`,
        href,
        ...(isListbox ? { role: 'option', 'aria-selected': 'false', tabindex: -1 } : {}),
      },
      h('span', { class: 'name' }, ...name),
    );
    if (excerpt.length > 0) line.append(marks(excerpt, kind === 'example'));
    this.#lines.push(line);
    return line;
  }
}

function sectionName(heading: string, language: string | null): Node[] {
  return [isolated('heading', heading), ...(language === null ? [] : [isolated('tag', language)])];
}

/** An excerpt, its words that matched marked; examples are code. */
export function marks(excerpt: readonly Piece[], isCode: boolean): HTMLElement {
  const element = h('span', { part: 'excerpt', class: isCode ? 'excerpt code' : 'excerpt', dir: isCode ? 'ltr' : 'auto' });
  for (const { text, mark, code } of excerpt) {
    const piece = mark ? h('mark', { part: 'mark' }, short(text)) : short(text);
    element.append(code ? h('code', { part: 'code' }, piece) : piece);
  }
  return element;
}
