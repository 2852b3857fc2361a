// Lists of all pages: for language models to read, and for programs.

import type { Docs } from 'headword';

/** The pages as https://llmstxt.org describes it: a heading for each entry at the top of the navigation, links below. */
export function llmsTxt(docs: Docs): string {
  const { name, pages } = docs.info;
  const lines = [`# ${name || 'Documentation'}`, '', `> ${pages} pages.`];
  let group: string | undefined;
  for (const { path, title, description, url, breadcrumb } of docs.list()) {
    const own = breadcrumb[0] ?? title;
    if (own !== group) lines.push('', `## ${own}`, '');
    group = own;
    lines.push(`- [${title}](${url || path})${description === '' ? '' : `: ${description.replace(/\s+/g, ' ')}`}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The pages and what the index is, as JSON. */
export function indexJson(docs: Docs): string {
  const { name, baseUrl, pages, sections } = docs.info;
  return JSON.stringify({ name, baseUrl, pages, sections, list: docs.list() });
}
