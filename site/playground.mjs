// The playground: an index of the reader's own, searched, with scores and bytes as bars.

import { build, explain, inspect, scoreSteps } from 'headword/build';

const $ = (id) => document.getElementById(id);
const results = document.querySelector('headword-results');
const drop = $('drop');
const READ = /\.(md|mdx|markdown|html?|jsonl)$/i;

$('file').addEventListener('change', ({ target }) => take([...target.files]));
$('folder').addEventListener('change', ({ target }) => take([...target.files]));
drop.addEventListener('dragover', (event) => event.preventDefault());
drop.addEventListener('drop', async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  take((await Promise.all(entries.map((entry) => filesOf(entry)))).flat());
});
results.addEventListener('headword-search', showScores);

/** The bytes of the index that is open. */
let open;
/** A section is explained once typing has rested for so many milliseconds. */
const REST = 250;
let resting;

/** Files that were chosen: an index, or what one is made of. */
async function take(files) {
  try {
    say('Reading …');
    const index = files.find(({ name }) => name.endsWith('.headword'));
    const bytes = new Uint8Array(index === undefined ? await made(files) : await index.arrayBuffer());
    await show(bytes);
  } catch (error) {
    results.hidden = true;
    say(error.message);
  }
}

async function made(files) {
  const sources = files.filter(({ name }) => READ.test(name));
  if (sources.length === 0) throw new Error('There is no .headword file, and no Markdown, HTML or JSON lines: open something else.');
  const read = sources.map(async (file) => ({ path: pathOf(file), source: await file.text() }));
  const { bytes } = await build(await Promise.all(read));
  return bytes;
}

async function show(bytes) {
  const { info, parts } = await inspect(bytes);
  open = bytes;
  clearTimeout(resting);
  $('why').hidden = true;
  const before = results.src;
  results.src = URL.createObjectURL(new Blob([bytes]));
  if (before !== '') URL.revokeObjectURL(before);
  results.hidden = false;
  results.send({ type: 'input', query: '' });
  results.shadowRoot.querySelector('input').focus();
  say(`${info.name || 'The index'}: ${info.pages} pages, ${info.sections} sections, ${info.terms} words, ${size(info.bytes)}`);
  draw('bytes', parts.map(({ name, bytes: count }) => ({ name, value: count, text: size(count) })));
}

function showScores() {
  const hits = results.state.answered?.answer.hits ?? [];
  draw('scores', hits.map(({ path, score }) => ({ name: path, value: score, text: count(score), chosen: () => showWhy(path) })));
  clearTimeout(resting);
  $('why').hidden ||= hits.length === 0;
  if (hits.length > 0) resting = setTimeout(showWhy, REST, hits[0].path);
}

/** What the score of a section is made of: a row for each word and step, with a bar that is as long as its points. */
async function showWhy(path) {
  const query = results.state.answered?.question.query;
  // What was asked may be gone by now.
  if (query === undefined) return;
  const { score, rank, sections, words, steps } = await explain(open, query, path);
  if (query !== results.state.answered?.question.query) return;
  const rows = words.flatMap(({ word, begins, terms, sectionPoints, pagePoints }) => {
    const name = `“${word}${begins ? '…' : ''}”`;
    const found = terms.filter(({ frequency }) => frequency !== null).map(({ term, how }) => (how === 'exact' ? term : `${term} (${how})`));
    const here = [`${name} in the section${found.length > 0 ? `: ${found.join(', ')}` : ''}`, sectionPoints];
    return pagePoints === 0 ? [here] : [here, [`${name} on the rest of its page`, pagePoints]];
  });
  rows.push(...steps.map(({ step, points }) => [scoreSteps[step], points]));
  const most = Math.max(1, ...rows.map(([, points]) => Math.abs(points)));
  $('why').querySelector('caption').textContent = `${path}: ${count(score)} points, place ${count(rank)} of ${count(sections)} sections`;
  $('why').querySelector('tbody').replaceChildren(
    ...rows.map(([name, points]) => {
      const row = document.createElement('tr');
      const bar = document.createElement('td');
      bar.append(meter(name, Math.abs(points), most));
      bar.classList.toggle('less', points < 0);
      row.append(Object.assign(labelled('th', name), { scope: 'row' }), bar, labelled('td', points > 0 ? `+${count(points)}` : count(points)));
      return row;
    }),
  );
  $('why').hidden = false;
}

/** Rows of a name, a bar and a number. */
function draw(id, rows) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  $(id).hidden = rows.length === 0;
  $(id).querySelector('.bars').replaceChildren(
    ...rows.flatMap(({ name, value, text, chosen }) => {
      const label = labelled(chosen === undefined ? 'span' : 'button', name);
      if (chosen !== undefined) label.addEventListener('click', chosen);
      return [label, meter(name, value, most), labelled('span', text)];
    }),
  );
}

function meter(name, value, most) {
  const bar = Object.assign(document.createElement('meter'), { max: most, value });
  bar.setAttribute('aria-label', name);
  return bar;
}

function labelled(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function say(text) {
  $('about').textContent = text;
}

/** Files below a folder that was dropped, by paths below it. */
async function filesOf(entry, above = '') {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [Object.assign(file, { droppedPath: above + entry.name })];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A folder is told in parts of a hundred.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map((one) => filesOf(one, `${above}${entry.name}/`)))).flat());
  }
}

/** The path of a file below the folder that was chosen. */
function pathOf(file) {
  const path = file.droppedPath ?? file.webkitRelativePath ?? '';
  return path.includes('/') ? path.slice(path.indexOf('/') + 1) : file.name;
}

function count(number) {
  return number.toLocaleString('en');
}

function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(2)} MB`;
}
