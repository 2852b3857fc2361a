// The pages of the project's own documentation: those of docs/, and documents that stand elsewhere in the project.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/steps.mjs';

/** What is published under other names than it has here, in the order of the navigation behind the pages of docs/. */
const ELSEWHERE = {
  'configuration.md': ['CONFIG.md', 'Configuration'],
  'api.md': ['js/headword/README.md', 'JavaScript'],
  'mcp.md': ['js/mcp/README.md', 'The MCP server'],
  'architecture.md': ['ARCHITECTURE.md', 'How it is made'],
  'benchmark.md': ['bench/README.md', 'Benchmark'],
  'changelog.md': ['CHANGELOG.md', 'Changelog'],
  'index.md': ['README.md', 'Headword'],
};

/** All pages as the builder takes them: paths and Markdown. */
export async function pages() {
  const names = (await readdir(join(root, 'docs'), { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const own = await Promise.all(names.map(async (name) => ({ path: name, source: await readFile(join(root, 'docs', name), 'utf8') })));
  const others = await Promise.all(
    Object.entries(ELSEWHERE).map(async ([path, [file, title]], place) => {
      const text = await readFile(join(root, file), 'utf8');
      return { path, source: `---\ntitle: "${title}"\norder: ${place === 6 ? 0 : 10 + place}\n---\n\n${linked(text, file)}` };
    }),
  );
  return [...own, ...others];
}

/** Links to documents that are pages of the site lead to these, and those to other files of the project to their text. */
function linked(text, file) {
  const from = new URL(file, 'file:///');
  return text.replace(/\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)/g, (whole, target, anchor = '') => {
    const path = new URL(target, from).pathname.slice(1);
    const [page] = Object.entries(ELSEWHERE).find(([, [other]]) => other === path) ?? [];
    return page === undefined ? `](https://github.com/headword/headword/blob/main/${path}${anchor})` : `](/${page}${anchor})`;
  });
}
