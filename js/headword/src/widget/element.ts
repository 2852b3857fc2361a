// What all elements of this package have in common: attributes, the engine, and following a result.

import type { Filters } from '../search-options.js';
import type { Hit } from '../types.js';
import { rebased, safeUrl, withWords } from './address.js';
import { type Client, clientOf } from './client.js';
import { Controller } from './controller.js';
import { onRepaint, schemeOf } from './ground.js';
import { highlightPage } from './page-highlight.js';
import type { Panel, Speech } from './panel.js';
import type { Load } from '../worker/protocol.js';
import type { Event as Happening, Going, Item, State } from './state.js';
import { type Strings, bringStrings, stringsFor } from './strings.js';
import { adopt } from './styles.js';
import { wordsOf } from './words.js';

/** The attributes, which are properties under the same names in camel case. */
export const ATTRIBUTES = [
  'src', 'load', 'base', 'facets', 'limit', 'recent', 'placeholder', 'theme', 'highlight', 'query-param', 'preload', 'lang',
  'hotkey', 'no-preview', 'action',
] as const;

/** What a `headword-select` event tells. */
export interface Selection {
  readonly path: string;
  readonly url: string | null;
  readonly query: string;
  readonly newTab: boolean;
}

/** In Node, where pages are rendered beforehand, there are no elements; importing this does no harm there. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

let count = 0;

/** An element that searches. */
export abstract class HeadwordElement extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  /** Where the index is: the address of a `.headword` file. */
  declare src: string;
  /** How the index is brought: `auto`, `pieces` or `whole`. */
  declare load: Load;
  /** What stands in place of the index's own base URL in links. */
  declare base: string;
  /** Keys that are offered as filters, with spaces between. */
  declare facets: string;
  /** How many pages are shown at first. */
  declare limit: string;
  /** How many recent searches are kept in this browser; `0` keeps none. */
  declare recent: string;
  declare placeholder: string;
  /** `light` or `dark`; as the page is unless given. */
  declare theme: string;
  /** The name of a parameter that carries the words to be marked on the page that a result leads to; none unless given. */
  declare highlight: string;
  /** The parameter of the page's address that holds a query: `q` unless given, none where it is empty. */
  declare queryParam: string;
  /** When code and index are fetched: `intent` (hover, focus, a key), or already in an `idle` moment. */
  declare preload: 'intent' | 'idle';

  protected readonly root: ShadowRoot;
  protected readonly controller: Controller;
  protected readonly name = `headword-${++count}`;
  protected abstract readonly panel: Panel;
  /** Older browsers know of no states: the reader's colours are theirs. */
  readonly #states: CustomStateSet | undefined = this.attachInternals?.().states;
  #unfollow = (): void => {};
  #strings: Partial<Strings> = {};
  #filters: Filters | undefined;
  #speech: Speech | undefined;
  #isStarted = false;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    adopt(this.root);
    this.controller = new Controller(
      {
        client: () => this.client(),
        draw: (state) => this.draw(state),
        go: (going) => this.#go(going),
        hasPreview: () => this.hasPreview(),
        told: (state) => this.#told(state),
      },
      {},
    );
  }

  /** Words of the interface in place of those of the language. */
  get strings(): Partial<Strings> {
    return this.#strings;
  }
  set strings(strings: Partial<Strings>) {
    this.#strings = strings ?? {};
    this.refresh();
  }

  /** What all results must meet, as the option `filters` of `search`. */
  get filters(): Filters | undefined {
    return this.#filters;
  }
  set filters(filters: Filters | undefined) {
    this.#filters = filters;
    if (this.#isStarted) this.controller.send({ type: 'settings', settings: { filters } });
  }

  /** What is known now: see `headword/widget/state`. */
  get state(): State {
    return this.controller.state;
  }

  /** Lets something happen, as if a reader had done it: `{ type: 'input', query: 'sso' }`. */
  send(event: Happening): void {
    this.controller.send(event);
  }

  /** Fetches what a first answer needs. */
  prepare(): void {
    this.#follow();
    // What goes wrong is told once someone searches.
    this.client()?.prepare().catch(() => undefined);
  }

  connectedCallback(): void {
    // Properties that were set before the element was defined.
    for (const name of [...ATTRIBUTES.map(camel), 'strings', 'filters']) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    this.#follow();
    this.#unfollow = onRepaint(document, this.#follow);
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#settle();
    if (this.remembered() > 0) this.controller.remember(`headword:${this.#address()}`);
    this.refresh();
    void this.#translate();
    if (this.preload === 'idle') (globalThis.requestIdleCallback ?? setTimeout)(() => this.prepare());
    this.#mark();
  }

  disconnectedCallback(): void {
    this.#unfollow();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#isStarted || before === now) return;
    if (['limit', 'facets', 'recent', 'src', 'load'].includes(name)) this.#settle();
    if (name === 'lang') void this.#translate();
    this.refresh();
  }

  /** Draws anew, with words and addresses as they are now. */
  protected refresh(): void {
    this.#speech = undefined;
    if (this.#isStarted) this.draw(this.controller.state);
  }

  protected draw(state: State): void {
    if (this.#isStarted) this.panel.draw(state, this.speech());
  }

  /** Words stay the same object until others are wanted: by that the list sees that it need not be drawn anew. */
  protected speech(): Speech {
    const tag = this.#tag();
    if (this.#speech?.tag === tag) return this.#speech;
    const strings = stringsFor(tag, this.#strings);
    this.#speech = { tag, strings, placeholder: this.placeholder || strings.placeholder };
    return this.#speech;
  }

  protected hasPreview(): boolean {
    return false;
  }

  /** What happens once a result is followed in this tab. */
  protected left(): void {}

  protected remembered(): number {
    return number(this.recent, 5);
  }

  /** The query in the address of the page, or null. */
  protected deepLink(): string | null {
    const name = this.getAttribute('query-param') ?? 'q';
    return name === '' ? null : new URLSearchParams(location.search).get(name);
  }

  protected client(): Client | null {
    return this.src === '' ? null : clientOf(this.#address(), this.load || 'auto');
  }

  /** Where an item leads, or undefined where it may not be followed. */
  protected hrefOf(item: Item): string | undefined {
    if (item.type === 'recent') return undefined;
    const { url, excerpt } = item.type === 'section' ? item.section : item.hit;
    const safe = safeUrl(rebased(url, this.client()?.info?.baseUrl ?? '', this.base), document.baseURI);
    if (safe === undefined || this.highlight === '') return safe?.href;
    return withWords(safe, this.highlight, wordsOf(excerpt)).href;
  }

  #address(): string {
    return new URL(this.src, document.baseURI).href;
  }

  #tag(): string {
    return this.lang || this.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  async #translate(): Promise<void> {
    if (await bringStrings(this.#tag())) this.refresh();
  }

  /** Looks as the page does. */
  #follow = (): void => {
    this.#states?.clear();
    this.#states?.add(schemeOf(document));
  };

  #settle(): void {
    const facets = this.hasAttribute('facets') ? this.facets.split(/[\s,]+/).filter((key) => key !== '') : ['kind', 'path', 'language'];
    const settings = { facets, limit: number(this.limit, 10) || 10, remembered: this.remembered(), filters: this.#filters };
    this.controller.send({ type: 'settings', settings });
  }

  #go({ item, newTab }: Going): void {
    const href = this.hrefOf(item);
    const detail: Selection = { path: item.path, url: href ?? null, query: this.controller.state.query, newTab };
    const isOurs = this.tell('headword-select', detail, true);
    // What is published nowhere is only told of.
    if (isOurs && href === undefined) return;
    if (!newTab) this.left();
    if (!isOurs || href === undefined) return;
    if (newTab) window.open(href, '_blank', 'noopener');
    else location.assign(href);
  }

  #told({ failure, answered, query }: State): void {
    if (failure !== null) this.tell('headword-error', failure);
    else if (answered !== null) this.tell('headword-search', { query, total: answered.answer.total });
  }

  /** Dispatches an event; whether nobody prevented what comes next. */
  protected tell(name: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  /** Marks the words that a result brought along to this page. */
  #mark(): void {
    if (this.highlight === '') return;
    const words = new URLSearchParams(location.search).get(this.highlight)?.split(' ') ?? [];
    if (words.length > 0) highlightPage(document.body, words);
  }
}

function number(text: string, otherwise: number): number {
  const value = text === '' ? NaN : Number(text);
  return Number.isInteger(value) && value >= 0 && value <= 100 ? value : otherwise;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

for (const name of ATTRIBUTES) {
  if (name === 'lang') continue;
  Object.defineProperty(HeadwordElement.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement) {
      const value = this.getAttribute(name);
      return name.startsWith('no-') ? value !== null : (value ?? '');
    },
    set(this: HTMLElement, value: unknown) {
      const isOff = value === false || value === null || value === undefined;
      if (isOff) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : String(value));
    },
  });
}
