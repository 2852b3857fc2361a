// The page of "headword serve": what a search finds, and pages as the index holds them, anew after each build.

const $ = (id) => document.getElementById(id);
const [query, list, page, build, mistake] = ['query', 'list', 'page', 'build', 'mistake'].map($);
const place = new URL(location.href).searchParams;
/** What is shown: a query, and the path of a page. The address has it too. */
const shown = { q: place.get('q') ?? '', path: place.get('path') ?? '' };
/** Answers to earlier questions are dropped. */
let asked = 0;

query.value = shown.q;
query.addEventListener('input', () => {
  shown.q = query.value;
  remember('replaceState');
  void find();
});
addEventListener('popstate', () => {
  const { searchParams } = new URL(location.href);
  [shown.q, shown.path] = ['q', 'path'].map((name) => searchParams.get(name) ?? '');
  query.value = shown.q;
  void show();
});
void follow();

/** Shows each build as it comes. */
async function follow() {
  let number = 0;
  for (;;) {
    try {
      const news = await ask('/changes', { after: number, mistake: mistake.textContent });
      mistake.hidden = news.mistake === '';
      mistake.textContent = news.mistake;
      if (news.number !== number) {
        number = news.number;
        document.title = `${news.name || 'Docs'} – preview`;
        document.querySelector('h1 a').textContent = news.name || 'Preview';
        build.textContent = `${news.pages} pages, build ${number}`;
        await show();
      }
    } catch {
      build.textContent = 'The preview has stopped.';
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

async function show() {
  await Promise.all([find(), read()]);
}

async function find() {
  const number = ++asked;
  const isSearch = shown.q.trim() !== '';
  try {
    const answer = isSearch ? await ask('/search', { q: shown.q }) : await ask('/list');
    if (number === asked) list.replaceChildren(...(isSearch ? hits(answer) : [tree(answer)]));
  } catch (error) {
    if (number === asked) list.replaceChildren(element('p', 'note', error.message));
  }
  mark();
}

function hits({ hits, total, didYouMean, relaxed }) {
  const notes = [`${total} ${total === 1 ? 'page' : 'pages'}`];
  if (didYouMean !== null) notes.push(`showing ${didYouMean}`);
  if (relaxed) notes.push('no section has all that was asked for');
  const one = (hit, title, kind) => {
    const line = link(hit.path, kind);
    line.append(element('strong', '', title), element('span', 'path', ` ${hit.path}`), excerpt(hit.excerpt));
    return line;
  };
  return [
    element('p', 'note', notes.join('; ')),
    ...hits.flatMap((hit) => {
      const first = one(hit, [hit.title, hit.heading].filter(Boolean).join(' › '), 'hit');
      first.prepend(element('div', 'above', hit.breadcrumb.join(' › ')));
      return [first, ...hit.sections.map((section) => one(section, section.heading || hit.title, 'hit section'))];
    }),
  ];
}

function excerpt(pieces) {
  const line = element('div', '');
  line.append(...pieces.map(({ text, mark, code }) => element(mark ? 'mark' : code ? 'code' : 'span', '', text)));
  return line;
}

/** All pages, from a flat list that says how deep each is. */
function tree(pages) {
  const all = element('ul', '');
  const open = [all];
  for (const { path, title, depth } of pages) {
    // The page of the docs themselves is at 0, and stands beside those at 1.
    const level = Math.max(depth, 1);
    while (open.length > level) open.pop();
    while (open.length < level) {
      const deeper = element('ul', '');
      open.at(-1).append(deeper);
      open.push(deeper);
    }
    const item = element('li', '');
    const line = link(path, '');
    line.textContent = title;
    item.append(line);
    open.at(-1).append(item);
  }
  return all;
}

async function read() {
  if (shown.path === '') return page.replaceChildren();
  const { path } = shown;
  try {
    const found = await ask('/read', { path });
    if (path !== shown.path) return;
    const [address, text] = [element('p', 'path', ''), element('pre', '', found.markdown)];
    address.textContent = `${found.path} · about ${found.tokens} tokens`;
    page.replaceChildren(
      element('p', 'above', found.breadcrumb.join(' › ')),
      element('h2', '', [found.title, found.heading].filter(Boolean).join(' › ')),
      address,
      text,
    );
  } catch (error) {
    page.replaceChildren(element('p', 'note', error.message));
  }
}

function link(path, kind) {
  const line = element('a', kind);
  line.href = address({ ...shown, path });
  line.dataset.path = path;
  line.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    shown.path = path;
    remember('pushState');
    mark();
    void read().then(() => page.focus());
  });
  return line;
}

function mark() {
  for (const line of list.querySelectorAll('a')) line.toggleAttribute('aria-current', line.dataset.path === shown.path);
}

function remember(how) {
  history[how](null, '', address(shown));
}

function address({ q, path }) {
  const parameters = new URLSearchParams(Object.entries({ q, path }).filter(([, value]) => value !== ''));
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}

async function ask(path, parameters = {}) {
  const response = await fetch(`${path}?${new URLSearchParams(parameters)}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/** Text enters the page as text. */
function element(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
}
