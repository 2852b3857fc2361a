// `<headword-search>`: a button, and the dialog that it opens.

import { HeadwordElement } from './element.js';
import { isHotkey, isTyped, shown } from './hotkey.js';
import { h, icon, set } from './markup.js';
import { Panel } from './panel.js';
import type { State } from './state.js';

const WIDE = '(min-width: 64rem)';

/** A button that opens a search in a dialog. */
export class HeadwordSearch extends HeadwordElement {
  /** Keys that open it, with spaces between: `mod+k` unless given, `mod+k /` for both, `off` for none. */
  declare hotkey: string;
  /** Whether there is no preview beside the list. */
  declare noPreview: boolean;

  protected readonly panel: Panel;
  readonly #dialog = h('dialog', { part: 'dialog', class: 'screen' });
  readonly #panel = h('div', { part: 'panel', class: 'panel' });
  readonly #label = h('span', { part: 'label' });
  readonly #key = h('kbd', { part: 'key', 'aria-hidden': 'true' });
  readonly #close = h('button', { part: 'close', class: 'tool', type: 'button' });
  readonly #word = h('span', { class: 'word' });
  readonly #keys = h('span', { class: 'keys' });
  /** What had the focus, to have it again. */
  #before: Element | null = null;

  constructor() {
    super();
    const trigger = h('button', { part: 'trigger', class: 'trigger', type: 'button', 'aria-haspopup': 'dialog' });
    trigger.append(icon('M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM13 13l4.5 4.5'), this.#label, this.#key);
    const own = h('slot', { name: 'trigger' });
    own.append(trigger);
    this.panel = new Panel({ id: this.name, controller: this.controller, kind: 'dialog', href: (item) => this.hrefOf(item) });
    const { header, chips, body, status, live } = this.panel;
    this.#close.append(this.#word, ' ', h('kbd', {}, 'Esc'));
    header.append(this.#close);
    const footer = h('div', { part: 'footer', class: 'footer', 'aria-hidden': 'true' }, this.#keys, status);
    this.#panel.append(header, chips.element, body, footer);
    this.#dialog.append(this.#panel, live);
    // What stands in the element is for readers without scripts, and for paper.
    this.root.append(h('span', { class: 'own screen' }, own), this.#dialog, h('span', { class: 'print' }, h('slot')));
    own.addEventListener('click', () => this.open());
    for (const hint of ['pointerenter', 'focusin']) own.addEventListener(hint, () => this.prepare());
    this.#close.addEventListener('click', () => this.close());
    // Anywhere but on the panel itself.
    this.#dialog.addEventListener('mousedown', (event) => {
      if (event.target === this.#dialog) this.close();
    });
    // A box of the type `search` would take the first Escape to empty itself.
    this.panel.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      this.close();
    });
    this.#dialog.addEventListener('close', () => this.#closed());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#hotkey);
    // Where the page has results of its own, the query in its address is theirs.
    const query = document.querySelector('headword-results') === null ? this.deepLink() : null;
    if (query !== null && query !== '') this.open(query);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#hotkey);
    this.close();
  }

  /** Opens the dialog; with a query, asks it. */
  open(query?: string): void {
    if (!this.isConnected) return;
    this.prepare();
    if (!this.#dialog.open) {
      this.#before = deepest(document);
      this.#dialog.showModal();
      this.panel.input.focus();
      this.panel.input.select();
      this.tell('headword-open', {});
    }
    this.send(query === undefined ? { type: 'open' } : { type: 'open', query });
  }

  /** Closes the dialog. What was typed stays for the next time. */
  close(): void {
    this.#dialog.close();
  }

  protected override draw(state: State): void {
    super.draw(state);
    const { strings } = this.speech();
    set(this.#dialog, 'aria-label', strings.search);
    if (this.#word.textContent !== strings.close) this.#word.textContent = strings.close;
    if (this.#label.textContent !== strings.search) this.#label.textContent = strings.search;
    const key = shown(this.hotkey || 'mod+k', isMac());
    if (this.#key.textContent !== key) this.#key.textContent = key;
    set(this.#key, 'hidden', key === '');
    this.#dialog.classList.toggle('wide', !this.noPreview);
    // Of one height while someone types, so that nothing jumps.
    this.#panel.classList.toggle('asked', state.query.trim() !== '');
    if (this.#keys.dataset.open === strings.open) return;
    this.#keys.dataset.open = strings.open;
    const [up, down, enter] = ['↑', '↓', '↵'].map((key) => h('kbd', {}, key));
    this.#keys.replaceChildren(h('span', {}, up, ' ', down, ` ${strings.move}`), h('span', {}, enter, ` ${strings.open}`));
  }

  protected override hasPreview(): boolean {
    return !this.noPreview && this.#dialog.open && matchMedia(WIDE).matches;
  }

  protected override left(): void {
    this.close();
  }

  #closed(): void {
    this.send({ type: 'close' });
    if (this.#before instanceof HTMLElement) this.#before.focus();
    this.#before = null;
    this.tell('headword-close', {});
  }

  readonly #hotkey = (event: KeyboardEvent): void => {
    const keys = this.hotkey || 'mod+k';
    if (event.defaultPrevented || event.isComposing || !isHotkey(event, keys, isMac())) return;
    if (isTyped(event) && isEditable(event.composedPath()[0])) return;
    event.preventDefault();
    if (this.#dialog.open) this.close();
    else this.open();
  };
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function isEditable(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** What has the focus, within shadow roots too. */
function deepest(root: DocumentOrShadowRoot): Element | null {
  const { activeElement } = root;
  return activeElement?.shadowRoot?.activeElement ? deepest(activeElement.shadowRoot) : activeElement;
}
