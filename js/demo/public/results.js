// Answers as elements. All text enters as text: nothing here parses HTML.

/** Hits grouped by page, each with the other sections of its page below it. */
export function render(hits) {
  const list = document.createDocumentFragment();
  let number = 0;
  for (const hit of hits) {
    const group = element('div', 'page');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', hit.title);
    const top = element('div', 'crumbs');
    top.append(hit.breadcrumb.join(' › '));
    if (hit.breadcrumb.length > 0) group.append(top);
    group.append(option(number++, hit, [element('span', 'title', hit.title), heading(hit)]));
    for (const section of hit.sections) {
      group.append(option(number++, section, [element('span', 'heading', section.heading || 'Start of the page')], 'section'));
    }
    list.append(group);
  }
  return list;
}

function heading(hit) {
  return hit.heading === '' || hit.heading === hit.title ? '' : element('span', 'heading', hit.heading);
}

function option(number, { path, url, excerpt }, names, kind = 'best') {
  const link = element('a', kind);
  link.id = `option-${number}`;
  link.dataset.path = path;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  // The search box keeps the focus; results are chosen with the arrows.
  link.tabIndex = -1;
  if (/^https?:/.test(url)) link.href = url;
  const name = element('span', 'name');
  name.append(...names);
  link.append(name);
  if (excerpt.length > 0) link.append(marked(excerpt));
  return link;
}

function marked(pieces) {
  const text = element('span', 'excerpt');
  for (const { mark, code, text: words } of pieces) {
    const piece = mark ? element('mark', '', words) : words;
    text.append(code ? element('code', '', piece) : piece);
  }
  return text;
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== '') made.append(text);
  return made;
}
