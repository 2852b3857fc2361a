// Addresses of results: what may be followed, and where it leads.

/**
 * The address of a result as the page may use it, or undefined where it is none that leads to a page
 * on the web: `javascript:`, `data:` and all schemes but http and https are refused, and so is what
 * carries a user name.
 *
 * @param page - The address of the page, for addresses that are relative to it.
 */
export function safeUrl(url: string, page: string): URL | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url, page);
  } catch {
    return undefined;
  }
  const isWeb = parsed.protocol === 'https:' || parsed.protocol === 'http:';
  return url !== '' && isWeb && parsed.username === '' && parsed.password === '' ? parsed : undefined;
}

/**
 * A URL of the index with another base: that of a preview of the docs, or of this machine. Those of an index without a
 * base begin with a slash.
 */
export function rebased(url: string, from: string, to: string): string {
  if (to === '' || !url.startsWith(from || '/')) return url;
  return `${to.replace(/\/+$/, '')}/${url.slice(from.length).replace(/^\/+/, '')}`;
}

/** The address with the words to highlight there, unless there are none. */
export function withWords(url: URL, name: string, words: readonly string[]): URL {
  const made = new URL(url);
  made.searchParams.delete(name);
  if (words.length > 0) made.searchParams.set(name, words.join(' '));
  return made;
}
