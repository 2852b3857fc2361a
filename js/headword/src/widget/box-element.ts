// `<headword-search-box>`: a box in the page, with what it finds below it.

import { HeadwordElement } from './element.js';
import { h, set } from './markup.js';
import { Panel } from './panel.js';
import type { State } from './state.js';

/** A search box in the page. */
export class HeadwordSearchBox extends HeadwordElement {
  /** A page with all results, to which Enter leads while no line is chosen: it is given the query as `q`. */
  declare action: string;

  protected readonly panel: Panel;
  readonly #form = h('form', { class: 'box screen', role: 'search' });
  readonly #popup = h('div', { class: 'popup', hidden: true });

  constructor() {
    super();
    this.panel = new Panel({ id: this.name, controller: this.controller, kind: 'box', href: (item) => this.hrefOf(item) });
    const { header, body, live, input } = this.panel;
    this.#popup.append(h('div', { part: 'panel', class: 'panel' }, body));
    this.#form.append(header, this.#popup, live);
    this.root.append(this.#form, h('span', { class: 'print' }, h('slot')));
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    this.#form.addEventListener('pointerenter', () => this.prepare());
    input.addEventListener('focus', () => {
      this.prepare();
      this.send({ type: 'open' });
    });
    input.addEventListener('input', () => this.send({ type: 'open' }));
    input.addEventListener('click', () => this.send({ type: 'open' }));
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // First what is open closes, then the box is emptied.
      if (this.state.isOpen && this.state.query !== '') this.send({ type: 'close' });
      else this.send({ type: 'input', query: '' });
      event.preventDefault();
    });
    this.#form.addEventListener('focusout', (event) => {
      const next = event.relatedTarget;
      if (!(next instanceof Node && this.#form.contains(next))) this.send({ type: 'close' });
    });
  }

  protected override draw(state: State): void {
    super.draw(state);
    set(this.#form, 'action', this.action === '' ? null : this.action);
    // An empty popup over the page would be in the way of reading it.
    const isShown = state.isOpen && (state.items.length > 0 || state.query.trim() !== '');
    if (isShown === !this.#popup.hidden) return;
    set(this.#popup, 'hidden', !isShown);
    if (isShown) this.#place();
  }

  /** Below the box, and to that side of it where there is room. */
  #place(): void {
    this.#popup.classList.remove('end');
    const { left, right } = this.#popup.getBoundingClientRect();
    this.#popup.classList.toggle('end', left < 0 || right > document.documentElement.clientWidth);
  }

  protected override left(): void {
    this.send({ type: 'close' });
  }

  #submit(event: SubmitEvent): void {
    if (this.action === '' || this.state.query.trim() === '') event.preventDefault();
  }
}
