// Elements, made without a line of HTML: text enters them as text.

/** The most characters of one text that are shown. A title of a megabyte is no title. */
const LONGEST = 400;

/** Attributes: one that is false, null or undefined is left out, and true is an empty one. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element with attributes and what is in it. Names come from the code alone, never from an index. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null | undefined | false)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) set(element, attribute, value);
  for (const child of children) if (child !== null && child !== undefined && child !== false && child !== '') element.append(child);
  return element;
}

/** Sets an attribute, or takes it away. One that is so already is left alone: setting it costs a style pass. */
export function set(element: Element, attribute: string, value: Attributes[string]): void {
  if (value === false || value === null || value === undefined) {
    if (element.hasAttribute(attribute)) element.removeAttribute(attribute);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
}

/** Text of an index, cut where it is longer than anyone reads in a list. */
export function short(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Text that cannot change the direction of what stands around it. */
export function isolated(name: string, text: string): HTMLElement {
  return h('bdi', { part: name, class: name }, short(text));
}

/** The titles above a page, from the top. Those of a very deep one begin further down. */
export function crumbs(titles: readonly string[]): Node[] {
  return titles.slice(-8).flatMap((title, place) => [...(place === 0 ? [] : [document.createTextNode(' › ')]), isolated('crumb', title)]);
}

const SVG = 'http://www.w3.org/2000/svg';

/** An icon of 20 by 20, drawn by these paths. */
export function icon(...paths: readonly string[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of [['viewBox', '0 0 20 20'], ['aria-hidden', 'true'], ['part', 'icon']] as const) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
