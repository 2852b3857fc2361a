// The words of the interface, in the language of the page.

/** A number of pages in words, by the plural forms of the language; `{count}` stands for the number. */
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** The words of the interface. `{query}`, `{count}` stand for what is put there. */
export interface Strings {
  /** The button that opens the search, and the name of the dialog. */
  readonly search: string;
  /** What stands in an empty box, and what the box is called. */
  readonly placeholder: string;
  readonly close: string;
  readonly clear: string;
  readonly results: string;
  readonly recent: string;
  readonly forget: string;
  readonly filters: string;
  readonly unfilter: string;
  readonly preview: string;
  readonly more: string;
  readonly retry: string;
  /** Behind the keys that do it. */
  readonly move: string;
  readonly open: string;
  readonly leave: string;
  readonly searching: string;
  readonly pages: Plural;
  readonly nothing: string;
  /** What to do where nothing was found. */
  readonly advice: string;
  /** Before an answer to a query that was spelled otherwise. */
  readonly corrected: string;
  /** Before an answer to the words of a query that insisted on more. */
  readonly relaxed: string;
  readonly tooLong: string;
  readonly failed: string;
  /** Where the docs were found to have nothing to show before a search. */
  readonly hint: string;
  /** What a page is. */
  readonly docs: string;
  readonly example: string;
  readonly changelog: string;
  readonly folder: string;
  /** Names of filters. One that is not here is called by its key. */
  readonly kind: string;
  readonly path: string;
  readonly language: string;
  readonly version: string;
}

let languages: Readonly<Record<string, Strings>> | undefined;

/** The words for a language tag such as `pt-BR`: in that language once it was brought, else in English. */
export function stringsFor(tag: string, own: Partial<Strings> = {}): Strings {
  return { ...(languages?.[primary(tag)] ?? ENGLISH), ...own };
}

/** Brings the words of a language, unless it is English or they are there. Says whether any came. */
export async function bringStrings(tag: string): Promise<boolean> {
  if (languages !== undefined || primary(tag) === 'en') return false;
  const module = await import('./languages.js').catch(() => undefined);
  languages = module?.LANGUAGES;
  return languages !== undefined;
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** Text with what stands for its names. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** How a language writes and counts. Making these takes longer than all else that is drawn at a key, so they are kept. */
const counters = new Map<string, { readonly plurals: Intl.PluralRules; readonly numbers: Intl.NumberFormat }>();

/** A number of pages in words. */
export function counted(tag: string, plural: Plural, count: number): string {
  let counter = counters.get(tag);
  if (counter === undefined) {
    // A tag that is none, such as `de_DE`, is no reason to show nothing.
    const locale = isTag(tag) ? tag : 'en';
    counter = { plurals: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) };
    counters.set(tag, counter);
  }
  return filled(plural[counter.plurals.select(count)] ?? plural.other, { count: counter.numbers.format(count) });
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

const ENGLISH: Strings = {
  search: 'Search',
  placeholder: 'Search the docs',
  close: 'Close',
  clear: 'Clear',
  results: 'Results',
  recent: 'Recent searches',
  forget: 'Clear recent searches',
  filters: 'Filters',
  unfilter: 'Remove filters',
  preview: 'Preview',
  more: 'Show more',
  retry: 'Try again',
  move: 'to move',
  open: 'to open',
  leave: 'to close',
  searching: 'Searching…',
  pages: { one: '{count} page', other: '{count} pages' },
  nothing: 'Nothing found for “{query}”',
  advice: 'Try other words, or fewer of them.',
  corrected: 'Showing results for “{query}”',
  relaxed: 'No page has all of this. These come closest.',
  tooLong: 'This is too long to search for.',
  failed: 'The search could not be loaded.',
  hint: 'Type to search. Spelling is forgiven.',
  docs: 'Docs',
  example: 'Examples',
  changelog: 'Changelog',
  folder: 'Folders',
  kind: 'Kind',
  path: 'Section',
  language: 'Language',
  version: 'Version',
};
