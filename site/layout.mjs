// A page of the site as HTML: the navigation beside it, the search above it.

import { Marked } from 'marked';

/** A page around what is given. `navigation` is HTML too. */
export function page({ title, navigation, main, head = '' }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/style.css" />
    <script type="module" src="/headword/widget.js"></script>${head}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the text</a>
    <header>
      <a class="brand" href="/">Headword</a>
      <headword-search src="/docs.headword" base="/" hotkey="mod+k /" facets="" highlight="highlight"></headword-search>
    </header>
    <details class="menu"><summary>Pages</summary>${navigation}</details>
    <nav class="side" aria-label="Pages">${navigation}</nav>
    <main id="main" tabindex="-1">${main}</main>
  </body>
</html>
`;
}

/** The list of all pages, with the one that is shown marked. */
export function navigation(entries, current) {
  const items = entries.map(({ title, depth, path }) => {
    if (path === null) return `<li class="d${depth}">${escaped(title)}</li>`;
    return `<li class="d${depth}"><a href="${addressOf(path)}"${path === current ? ' aria-current="page"' : ''}>${escaped(title)}</a></li>`;
  });
  const mark = current === 'playground' ? ' aria-current="page"' : '';
  return `<ul>${items.join('')}<li class="d0"><a href="/playground"${mark}>Playground</a></li></ul>`;
}

/** The text of a page. Its headings have the ids that results lead to, and its links lead to pages of the site. */
export function text(content, resolve) {
  const anchors = content.outline.map(({ path }) => path.split('#')[1]);
  let place = 0;
  const renderer = {
    heading({ tokens, depth }) {
      const inner = this.parser.parseInline(tokens);
      const id = depth === 1 ? undefined : anchors[place++];
      return `<h${depth}${id === undefined ? '' : ` id="${escaped(id)}"`}>${inner}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      return `<a href="${escaped(resolve(href))}">${this.parser.parseInline(tokens)}</a>`;
    },
    table(token) {
      const cell = ({ text, tokens }, tag) => (text === '' ? '<td></td>' : `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`);
      const cells = (row, tag) => `<tr>${row.map((of) => cell(of, tag)).join('')}</tr>`;
      const head = token.header.some(({ text }) => text !== '') ? `<thead>${cells(token.header, 'th')}</thead>` : '';
      return `<div class="table" tabindex="0"><table>${head}<tbody>${token.rows.map((row) => cells(row, 'td')).join('')}</tbody></table></div>`;
    },
    code({ text: code }) {
      return `<pre tabindex="0"><code>${escaped(code)}</code></pre>\n`;
    },
  };
  return new Marked({ renderer }).parse(content.markdown);
}

/** Links to the pages before and behind. */
export function neighbours({ previous, next }) {
  const link = (of, rel, sign) => (of === null ? '<span></span>' : `<a rel="${rel}" href="${addressOf(of.path)}">${sign(escaped(of.title))}</a>`);
  return `<footer>${link(previous, 'prev', (title) => `← ${title}`)}${link(next, 'next', (title) => `${title} →`)}</footer>`;
}

/** Where a page is on the site. */
export function addressOf(path) {
  return path === 'index' || path === '' ? '/' : `/${path}`;
}

export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
