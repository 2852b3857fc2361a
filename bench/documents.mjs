// The documents that the peers index: the sections of the pages in an index, as text.

/**
 * Every section of every page, each with its own text alone, so that a peer holds each word once
 * as Headword does.
 */
export function sections(docs) {
  return docs.list().flatMap(({ path }) => {
    const page = docs.read(path);
    const starts = [{ path, heading: '', at: 0 }];
    for (const entry of page.outline) {
      // A section is read with the sections below it, and stands so in its page.
      const at = page.markdown.indexOf(docs.read(entry.path).markdown.trimEnd(), starts.at(-1).at);
      if (at < 0) throw new Error(`${entry.path} does not stand in its page`);
      starts.push({ path: entry.path, heading: entry.heading, at });
    }
    return starts.map(({ path, heading, at }, index) => ({
      id: path,
      title: page.title,
      heading,
      breadcrumb: page.breadcrumb.join(' '),
      description: index === 0 ? page.description : '',
      text: page.markdown.slice(at, starts[index + 1]?.at),
    }));
  });
}
