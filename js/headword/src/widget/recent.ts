// Recent searches, kept by the browser and sent nowhere.

/** The most characters of a query that are kept. */
const LONGEST = 200;

/** Where text can be kept: `localStorage`. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was kept under this name. What is no list of queries counts as nothing. */
export function recall(shelf: Shelf | undefined, name: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(name) ?? '[]');
    return Array.isArray(kept) ? kept.filter((query): query is string => typeof query === 'string' && query.length <= LONGEST) : [];
  } catch {
    return [];
  }
}

/** Keeps these and no others. */
export function keep(shelf: Shelf | undefined, name: string, recent: readonly string[]): void {
  try {
    if (recent.length === 0) shelf?.removeItem(name);
    else shelf?.setItem(name, JSON.stringify(recent.filter((query) => query.length <= LONGEST)));
  } catch {
    // It is full or forbidden. Searching goes on without.
  }
}

/** The browser's own shelf, where the page may use it. */
export function shelf(): Shelf | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
