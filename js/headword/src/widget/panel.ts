// A box and what it finds: all that the dialog, the inline box and the results page have in common.

import { Chips } from './chips.js';
import type { Controller } from './controller.js';
import { List } from './list.js';
import { h, icon, set, short } from './markup.js';
import { Preview } from './preview.js';
import { type Item, type State, hasMore, isWaiting } from './state.js';
import { type Strings, counted, filled } from './strings.js';

/** The count is told once typing has rested for so many milliseconds: told at each key, it would drown what is typed. */
const QUIET = 500;

/** What a panel is used for. */
export interface PanelOptions {
  readonly id: string;
  readonly controller: Controller;
  readonly kind: 'dialog' | 'box' | 'page';
  href(item: Item): string | undefined;
}

/** The words, and how numbers are written. */
export interface Speech {
  readonly tag: string;
  readonly strings: Strings;
  readonly placeholder: string;
}

/** The parts of a search box, drawn from its state. */
export class Panel {
  readonly input: HTMLInputElement;
  readonly header: HTMLElement;
  readonly body: HTMLElement;
  readonly chips: Chips;
  readonly preview = new Preview();
  /** How many were found, to be seen. */
  readonly status = h('span', { part: 'status', class: 'status' });
  /** The same, to be heard. */
  readonly live = h('div', { role: 'status', class: 'seen' });
  readonly #options: PanelOptions;
  readonly #list: List;
  readonly #clear = h('button', { class: 'tool', type: 'button', part: 'clear', hidden: true }, icon('m6 6 8 8m0-8-8 8'));
  readonly #note = h('p', { part: 'note', class: 'note', hidden: true });
  readonly #recent = h('div', { class: 'heading-row', hidden: true });
  readonly #empty = h('div', { part: 'empty', class: 'empty', hidden: true });
  readonly #more = h('button', { part: 'more', class: 'button', type: 'button', hidden: true });
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PanelOptions) {
    this.#options = options;
    const { controller, id, kind } = options;
    const isCombobox = kind !== 'page';
    this.#list = new List({ id, kind: isCombobox ? 'options' : 'links', href: options.href });
    this.chips = new Chips((key, value) => controller.send({ type: 'toggle', key, value }));
    this.input = h('input', {
      part: 'input',
      class: 'input',
      type: 'search',
      name: 'q',
      autocomplete: 'off',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      maxlength: 1000,
      ...(isCombobox ? { role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': this.#list.element.id, 'aria-expanded': 'false' } : {}),
    });
    this.header = h('div', { part: 'header', class: 'header' }, icon('M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM13 13l4.5 4.5'), this.input, this.#clear);
    const column = h('div', { class: 'column', tabindex: -1 }, this.#note, this.#recent, this.#list.element, this.#more, this.#empty);
    this.body = h('div', { class: 'body' }, column, ...(kind === 'dialog' ? [this.preview.element] : []));
    this.#listen(column);
  }

  /** Draws a state. */
  draw(state: State, speech: Speech): void {
    const { strings, tag } = speech;
    if (this.input.value !== state.query) this.input.value = state.query;
    set(this.input, 'placeholder', speech.placeholder);
    set(this.input, 'aria-label', speech.placeholder);
    set(this.#clear, 'aria-label', strings.clear);
    set(this.#clear, 'hidden', state.query === '');
    this.#list.draw(state, strings);
    if (this.#options.kind !== 'page') {
      set(this.input, 'aria-expanded', String(state.isOpen && state.items.length > 0));
      set(this.input, 'aria-activedescendant', this.#list.activeId);
    }
    const number = (count: number): string => counted(tag, { other: '{count}' }, count);
    if (this.#options.kind !== 'box') this.chips.draw(state, strings, number);
    if (this.#options.kind === 'dialog') {
      this.preview.draw(state, strings);
      this.body.classList.toggle('two', state.preview !== null);
    }
    this.#drawNote(state, strings);
    this.#drawRecent(state, strings);
    this.#drawEmpty(state, strings);
    set(this.#more, 'hidden', !hasMore(state));
    if (this.#more.textContent !== strings.more) this.#more.textContent = strings.more;
    this.#say(state, speech);
  }

  #drawNote({ answered }: State, strings: Strings): void {
    const answer = answered?.answer;
    const isShown = answer !== undefined && answer.total > 0 && (answer.didYouMean !== null || answer.relaxed);
    set(this.#note, 'hidden', !isShown);
    if (!isShown) return;
    const corrected = answer.didYouMean === null ? [] : sentence(strings.corrected, answer.didYouMean);
    this.#note.replaceChildren(...corrected, ...(answer.relaxed ? [corrected.length > 0 ? ' · ' : '', strings.relaxed] : []));
  }

  #drawRecent({ items }: State, strings: Strings): void {
    const isShown = items[0]?.type === 'recent';
    if (isShown === !this.#recent.hidden) return;
    set(this.#recent, 'hidden', !isShown);
    const forget = h('button', { class: 'button', type: 'button', part: 'forget' }, strings.forget);
    forget.addEventListener('click', () => {
      this.#options.controller.send({ type: 'forget' });
      this.input.focus();
    });
    this.#recent.replaceChildren(h('span', {}, strings.recent), forget);
  }

  #drawEmpty(state: State, strings: Strings): void {
    const { failure, answered, chosen, items, asked } = state;
    const controller = this.#options.controller;
    const isFound = items.length > 0 && failure === null;
    set(this.#empty, 'hidden', isFound);
    if (isFound) return;
    const button = (label: string, type: 'retry' | 'unfilter'): HTMLElement => {
      const made = h('button', { class: 'button', type: 'button' }, label);
      made.addEventListener('click', () => {
        controller.send({ type });
        this.input.focus();
      });
      return made;
    };
    if (failure?.code === 'QUERY_TOO_LONG') this.#empty.replaceChildren(h('b', {}, strings.tooLong));
    else if (failure !== null) {
      this.#empty.replaceChildren(h('b', {}, strings.failed), h('small', { dir: 'auto', lang: 'en' }, short(failure.message)), button(strings.retry, 'retry'));
    } else if (asked === null) this.#empty.replaceChildren(strings.hint);
    else if (isWaiting(state) || answered === null) this.#empty.replaceChildren(strings.searching);
    else {
      const hasChosen = Object.keys(chosen).length > 0;
      const name = h('div', {}, ...sentence(strings.nothing, answered.question.query));
      this.#empty.replaceChildren(name, strings.advice, ...(hasChosen ? [button(strings.unfilter, 'unfilter')] : []));
    }
  }

  /** The count, at once for eyes and in a quiet moment for ears. */
  #say(state: State, { tag, strings }: Speech): void {
    const { answered, failure } = state;
    const found = answered === null ? '' : counted(tag, strings.pages, answered.answer.total);
    // Of nothing, the list itself speaks.
    const seen = answered?.answer.total === 0 ? '' : found;
    if (this.status.textContent !== seen) this.status.textContent = seen;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const nothing = answered?.answer.total === 0 ? filled(strings.nothing, { query: short(answered.question.query) }) : found;
      const told = failure === null ? nothing : failure.code === 'QUERY_TOO_LONG' ? strings.tooLong : strings.failed;
      if (this.live.textContent !== told) this.live.textContent = told;
    }, QUIET);
  }

  #listen(column: HTMLElement): void {
    const { controller, kind } = this.#options;
    this.input.addEventListener('input', () => controller.send({ type: 'input', query: this.input.value }));
    this.input.addEventListener('keydown', (event) => {
      // While an input method composes a word, keys belong to it.
      if (!event.isComposing && this.#key(event)) event.preventDefault();
    });
    this.#clear.addEventListener('click', () => {
      controller.send({ type: 'input', query: '' });
      this.input.focus();
    });
    this.#more.addEventListener('click', () => {
      controller.send({ type: 'more' });
      if (kind !== 'page') this.input.focus();
    });
    column.addEventListener('click', (event) => {
      const index = this.#list.placeOf(event);
      // With a modifier, a link is followed as links are: in a new tab, a window, or as a download.
      if (index < 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      controller.send({ type: 'choose', index });
      if (kind !== 'page' && controller.state.isOpen) this.input.focus();
    });
    // A press in the list leaves the focus in the box; text of the preview can still be selected.
    if (kind !== 'page') this.#list.element.addEventListener('mousedown', (event) => event.preventDefault());
  }

  /** Whether the key was one of ours. */
  #key(event: KeyboardEvent): boolean {
    const { controller, kind } = this.#options;
    const { key } = event;
    const isMod = event.metaKey || event.ctrlKey;
    if (key === 'Enter') {
      // The form around an inline box is sent where nothing is chosen.
      if (kind === 'page' || (kind === 'box' && controller.state.active < 0 && this.input.form?.hasAttribute('action'))) return false;
      controller.send({ type: 'enter', newTab: isMod });
      return true;
    }
    if (kind === 'page' || isMod || event.altKey || event.shiftKey) return false;
    const isChoosing = controller.state.active >= 0;
    if (kind === 'box' && !controller.state.isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) controller.send({ type: 'open' });
    if (key === 'ArrowDown') controller.send({ type: 'move', to: 'next' });
    else if (key === 'ArrowUp') controller.send({ type: 'move', to: 'previous' });
    // Until a line is chosen, these move in the text.
    else if (isChoosing && key === 'Home') controller.send({ type: 'move', to: 'first' });
    else if (isChoosing && key === 'End') controller.send({ type: 'move', to: 'last' });
    else return false;
    return true;
  }
}

/** A sentence of the interface with a query in it. */
function sentence(text: string, query: string): Node[] {
  const [before = '', after = ''] = text.split('{query}');
  return [document.createTextNode(before), h('b', {}, h('bdi', {}, short(query))), document.createTextNode(after)];
}
