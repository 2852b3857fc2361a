// Filters: a button for each value of each key that the answer counts.

import { h, set, short } from './markup.js';
import type { State } from './state.js';
import type { Strings } from './strings.js';

/** The most values that are offered of a key. */
const MOST = 6;

/** Buttons that choose values. */
export class Chips {
  readonly element = h('div', { part: 'filters', class: 'filters', role: 'group', hidden: true });
  readonly #toggle: (key: string, value: string) => void;
  /** Kept from one answer to the next, so that one that has the focus keeps it. */
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #drawn: unknown;

  constructor(toggle: (key: string, value: string) => void) {
    this.#toggle = toggle;
  }

  /** Draws a state. */
  draw({ answered, chosen }: State, strings: Strings, number: (count: number) => string): void {
    if (answered?.answer === this.#drawn) return;
    this.#drawn = answered?.answer;
    set(this.element, 'aria-label', strings.filters);
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement;
    const groups = (answered?.answer.facets ?? []).flatMap(({ key, values }) => {
      const own = chosen[key] ?? [];
      const shown = values.slice(0, MOST);
      for (const value of own) {
        if (!shown.some((other) => other.value === value)) shown.push({ value, count: values.find((other) => other.value === value)?.count ?? 0 });
      }
      // One value that all pages have is nothing to choose from.
      if (own.length === 0 && shown.length < 2) return [];
      const name = nameOf(strings, key);
      const buttons = shown.map(({ value, count }) => this.#button(key, value, count, own.includes(value), strings, number));
      return [h('div', { class: 'key', role: 'group', 'aria-label': name }, h('span', { class: 'keyname', 'aria-hidden': 'true' }, name), ...buttons)];
    });
    this.element.replaceChildren(...groups);
    set(this.element, 'hidden', groups.length === 0);
    // Moving an element takes the focus from it.
    if (focused instanceof HTMLElement && this.element.contains(focused)) focused.focus();
  }

  #button(key: string, value: string, count: number, isOn: boolean, strings: Strings, number: (count: number) => string): HTMLButtonElement {
    const id = `${key}\0${value}`;
    let button = this.#buttons.get(id);
    if (button === undefined) {
      button = h('button', { part: 'chip', class: 'chip', type: 'button' });
      button.addEventListener('click', () => this.#toggle(key, value));
      this.#buttons.set(id, button);
    }
    set(button, 'aria-pressed', String(isOn));
    const label = key === 'kind' ? nameOf(strings, value) : value;
    button.replaceChildren(h('bdi', {}, short(label)), h('span', { class: 'count' }, number(count)));
    return button;
  }
}

/** What a key or a kind is called; other keys are called as they are. */
function nameOf(strings: Strings, key: string): string {
  const own: unknown = Object.hasOwn(strings, key) ? strings[key as keyof Strings] : undefined;
  return typeof own === 'string' ? own : short(key);
}
