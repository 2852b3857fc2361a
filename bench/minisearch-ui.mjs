// A search box over MiniSearch as documentation sites have it (VitePress' local search): everything in the page, at
// every key, prefixes and typos, results with marked excerpts. This file is served to the browser as it is.

import MiniSearch from '/minisearch/dist/es/index.js';

const FIELDS = ['title', 'heading', 'up', 'description', 'text'];
const SEARCH = { prefix: true, fuzzy: 0.2, boost: { title: 4, heading: 3, description: 2 } };
const SHOWN = 10;
const EXCERPT = 160;

const input = document.querySelector('input');
const list = document.querySelector('ul');
let index;

// Nothing is fetched until the box is wanted, as by the others.
input.addEventListener('focus', load, { once: true });
input.addEventListener('input', show);

async function load() {
  const response = await fetch('/index/minisearch.json');
  index = MiniSearch.loadJSON(await response.text(), { fields: FIELDS, storeFields: ['path', 'title', 'heading', 'text'] });
  show();
}

function show() {
  if (index === undefined) return;
  const query = input.value;
  const hits = index.search(query, SEARCH).slice(0, SHOWN);
  list.replaceChildren(...hits.map(({ path, title, heading, text, terms }) => {
    const link = document.createElement('a');
    link.href = `/${path}`;
    link.append(heading ? `${title} › ${heading}` : title);
    const item = document.createElement('li');
    const excerpt = document.createElement('p');
    excerpt.append(...marked(text, terms));
    item.append(link, excerpt);
    return item;
  }));
  list.dataset.query = query;
}

function marked(text, terms) {
  const found = new RegExp(`(${terms.map((term) => term.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`, 'gi');
  const start = Math.max(0, text.search(found) - EXCERPT / 3);
  return text.slice(start, start + EXCERPT).split(found).map((part, place) => {
    if (place % 2 === 0) return part;
    const mark = document.createElement('mark');
    mark.append(part);
    return mark;
  });
}
