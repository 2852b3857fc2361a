// `<headword-results>`: a page of results, whose address holds the query.

import { HeadwordElement } from './element.js';
import { h } from './markup.js';
import { Panel } from './panel.js';
import type { State } from './state.js';

/** A search box with its results in the page itself. */
export class HeadwordResults extends HeadwordElement {
  protected readonly panel: Panel;
  /** The address is written once it has been read. */
  #isRead = false;

  constructor() {
    super();
    this.panel = new Panel({ id: this.name, controller: this.controller, kind: 'page', href: (item) => this.hrefOf(item) });
    const { header, chips, body, live, status, input } = this.panel;
    const form = h('form', { role: 'search' }, header);
    form.addEventListener('submit', (event) => event.preventDefault());
    const panel = h('div', { part: 'panel', class: 'panel' }, form, chips.element, status, body);
    this.root.append(h('div', { class: 'sheet screen' }, panel, live), h('span', { class: 'print' }, h('slot')));
    input.addEventListener('focus', () => this.prepare());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const query = this.deepLink();
    if (query !== null && query !== '') this.send({ type: 'open', query });
    this.#isRead = true;
  }

  protected override draw(state: State): void {
    super.draw(state);
    if (this.#isRead) this.#keepAddress(state.query);
  }

  #keepAddress(query: string): void {
    const name = this.getAttribute('query-param') ?? 'q';
    if (name === '') return;
    const url = new URL(location.href);
    if ((url.searchParams.get(name) ?? '') === query) return;
    if (query === '') url.searchParams.delete(name);
    else url.searchParams.set(name, query);
    // What a router keeps beside the address stays.
    history.replaceState(history.state, '', url);
  }
}
