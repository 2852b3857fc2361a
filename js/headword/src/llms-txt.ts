import type { Info, PageSummary } from './types.js';

/** The pages as https://llmstxt.org describes it: a heading for each entry at the top of the navigation, links below. */
export function llmsTxt({ name, pages }: Info, list: readonly PageSummary[]): string {
  const lines = [`# ${name || 'Documentation'}`, '', `> ${pages} pages.`];
  let group: string | undefined;
  for (const { path, title, description, url, breadcrumb } of list) {
    const own = breadcrumb[0] ?? title;
    if (own !== group) lines.push('', `## ${own}`, '');
    group = own;
    lines.push(`- [${title}](${url || path})${description === '' ? '' : `: ${description.replace(/\s+/g, ' ')}`}`);
  }
  return `${lines.join('\n')}\n`;
}
