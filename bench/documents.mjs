// The documents that are indexed: JSON lines, one section of a page a line.
//
//     {"id": "sso#test", "page": "sso", "title": "Single sign-on", "heading": "Test it", "up": [], "level": 2, "text": "Use …"}

import { readFileSync } from 'node:fs';

/** What a peer searches of a document. */
export const FIELDS = ['title', 'heading', 'up', 'description', 'text'];

/** The sections of all pages of an open index as JSON lines, each with its own text alone. */
export function exported(docs) {
  return docs
    .list()
    .flatMap(({ path }) => sections(docs.read(path), docs))
    .map((section) => `${JSON.stringify(section)}\n`)
    .join('');
}

/**
 * The documents of a file, numbered from 0, since an id may stand in it twice. Fields that a line lacks are empty, and
 * the headings above it are one text, so that every peer is given the same.
 */
export function documents(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, number) => {
    const { id, page, title = '', heading = '', up = [], description = '', level = 0, text } = JSON.parse(line);
    const path = id ?? page;
    return { id: number, path, page: page ?? path.split('#')[0], title, heading, up: up.join(' '), description, level, text };
  });
}

function sections(page, docs) {
  const starts = [{ path: page.path, heading: '', level: 0, at: 0 }];
  for (const { path, heading, level } of page.outline) {
    // A section is read with the sections below it, and stands so in its page.
    const at = page.markdown.indexOf(docs.read(path).markdown.trimEnd(), starts.at(-1).at);
    if (at < 0) throw new Error(`${path} does not stand in its page`);
    starts.push({ path, heading, level, at });
  }
  return starts.map(({ path, heading, level, at }, index) => {
    const markdown = page.markdown.slice(at, starts[index + 1]?.at);
    return {
      id: path,
      page: page.path,
      title: page.title,
      heading,
      up: above(starts.slice(0, index + 1)),
      level,
      // The heading is a field of its own.
      text: (index === 0 ? markdown : markdown.replace(/^#.*\n?/, '')).trim(),
      ...(index === 0 && page.description ? { description: page.description } : {}),
    };
  });
}

/** The headings above the last of these. */
function above(sections) {
  let { level } = sections.at(-1);
  const headings = [];
  for (const section of sections.slice(1, -1).reverse()) {
    if (section.level >= level) continue;
    ({ level } = section);
    headings.unshift(section.heading);
  }
  return headings;
}
