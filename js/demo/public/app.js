// The page: opens the index, answers at every keystroke, and moves between results and reader.

import { open } from 'headword';
import { loaded } from './loaded.js';
import { reader } from './reader.js';
import { render } from './results.js';

const $ = (id) => document.getElementById(id);
const query = $('query');
const results = $('results');
const page = reader($('reader'), { onClose: () => query.focus() });
let docs;
let active = -1;

try {
  docs = await open(new URL('index/workos.headword', document.baseURI));
  $('about').textContent = `${docs.info.name || 'Docs'}: ${docs.info.pages} pages, searched in this browser`;
  $('loaded').textContent = loaded();
  query.disabled = false;
  query.value = new URLSearchParams(location.search).get('q') ?? '';
  query.focus();
  answer();
} catch (error) {
  $('about').textContent = `The index did not open: ${error.message}`;
}

query.addEventListener('input', answer);

function answer() {
  const text = query.value;
  history.replaceState(null, '', text === '' ? location.pathname : `?q=${encodeURIComponent(text)}`);
  const { hits, status } = search(text);
  results.replaceChildren(render(hits));
  $('status').textContent = status;
  $('examples').hidden = text.trim() !== '';
  query.setAttribute('aria-expanded', String(hits.length > 0));
  choose(hits.length > 0 ? 0 : -1);
  // A new answer is read from its top.
  results.scrollTop = 0;
}

function search(text) {
  if (text.trim() === '') return { hits: [], status: '' };
  const started = performance.now();
  try {
    const { hits, total } = docs.search(text, { limit: 10 });
    const time = `${(performance.now() - started).toFixed(2)} ms`;
    if (total === 0) return { hits, status: `Nothing found. Other or fewer words may help. · ${time}` };
    return { hits, status: `${total} ${total === 1 ? 'page' : 'pages'} · ${time}` };
  } catch (error) {
    return { hits: [], status: error.message };
  }
}

/** The results that can be chosen: best sections and those below them, in the order on screen. */
function options() {
  return [...results.querySelectorAll('[role=option]')];
}

function choose(index) {
  options()[active]?.setAttribute('aria-selected', 'false');
  active = index;
  const option = options()[index];
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) query.setAttribute('aria-activedescendant', option.id);
  else query.removeAttribute('aria-activedescendant');
}

function read(option) {
  page.show(() => docs.read(option.dataset.path));
}

query.addEventListener('keydown', (event) => {
  const count = options().length;
  if (event.key === 'ArrowDown' && count > 0) choose((active + 1) % count);
  else if (event.key === 'ArrowUp' && count > 0) choose((active + count - 1) % count);
  // While an input method composes a word, Enter belongs to it.
  else if (event.key === 'Enter' && !event.isComposing && options()[active]) read(options()[active]);
  else return;
  event.preventDefault();
});

results.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  // With a modifier a link opens as links do: in a new tab, at the published docs.
  if (option === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  choose(options().indexOf(option));
  read(option);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && page.isOpen()) {
    event.preventDefault();
    page.close();
  } else if (event.key === '/' && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
    query.select();
  }
});
