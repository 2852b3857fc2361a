// Pagefind builds in Node and answers in browsers alone: see browser.mjs.

import { mkdir, rm } from 'node:fs/promises';
import { close, createIndex } from 'pagefind';
import { documents } from '../documents.mjs';

/** A folder of files, of pages with headings as its users have them. */
export async function build(corpus, folder) {
  const { index, errors } = await createIndex();
  if (!index) throw new Error(errors.join('; '));
  for (const [path, content] of pages(documents(corpus))) {
    const added = await index.addHTMLFile({ url: `/${path}`, content });
    if (added.errors.length) throw new Error(`${path}: ${added.errors.join('; ')}`);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const written = await index.writeFiles({ outputPath: folder });
  if (written.errors.length) throw new Error(written.errors.join('; '));
  await close();
}

function pages(documents) {
  const pages = new Map();
  for (const { path, page, title, heading, level, description, text } of documents) {
    if (!pages.has(page)) pages.set(page, [`<html lang="en"><body><h1>${escaped(title)}</h1><p>${escaped(description)}</p>`]);
    const tag = `h${Math.min(Math.max(level, 2), 6)}`;
    const anchor = path.split('#')[1] ?? '';
    if (heading) pages.get(page).push(`<${tag} id="${escaped(anchor)}">${escaped(heading)}</${tag}>`);
    pages.get(page).push(`<p>${escaped(text)}</p>`);
  }
  return [...pages].map(([path, parts]) => [path, `${parts.join('\n')}</body></html>`]);
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
