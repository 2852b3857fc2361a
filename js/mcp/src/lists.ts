// The list of all pages for programs. `Docs.llmsTxt` is that for language models.

import type { Docs } from 'headword';

/** The pages and what the index is, as JSON. */
export function indexJson(docs: Docs): string {
  const { name, baseUrl, pages, sections } = docs.info;
  return JSON.stringify({ name, baseUrl, pages, sections, list: docs.list() });
}
