// Whether a page is light or dark, as its reader sees it: many have a switch, which the reader's system knows nothing of.

/** What an element has to look like: `page` is the page's own `color-scheme`, `system` what the reader prefers. */
export type Scheme = 'light' | 'dark' | 'page' | 'system';

/** By what the page is painted with; where it is not painted, by what it says; where it says nothing, it is as the reader likes. */
export function schemeOf(page: Document): Scheme {
  for (const element of grounds(page)) {
    const lightness = lightnessOf(getComputedStyle(element).backgroundColor);
    if (lightness !== undefined) return lightness < 0.5 ? 'dark' : 'light';
  }
  return getComputedStyle(page.documentElement).colorScheme === 'normal' ? 'system' : 'page';
}

/** From 0 to 1; undefined where the colour lets through what lies below, or is written in a way that is rarely used. */
export function lightnessOf(colour: string): number | undefined {
  const [, name = '', inner = ''] = /^(\w+)\((.*)\)$/.exec(colour) ?? [];
  const [first = NaN, green = NaN, blue = NaN, alpha = 1] = [...inner.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  if (!(alpha > 0.5)) return undefined;
  // Luma of ITU-R BT.601, near enough to tell light from dark.
  if (/^rgba?$/.test(name)) return (0.299 * first + 0.587 * green + 0.114 * blue) / 255;
  return /^okl(ch|ab)$/.test(name) ? first : undefined;
}

/** Calls when the page may have been painted anew. Answers how to stop. */
export function onRepaint(page: Document, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (const element of grounds(page)) observer.observe(element, { attributes: true });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

/** What the page is painted on, the uppermost first. While a page is read its body may be missing. */
function grounds({ body, documentElement }: Document): HTMLElement[] {
  return [body as HTMLElement | null, documentElement].filter((element) => element !== null);
}
