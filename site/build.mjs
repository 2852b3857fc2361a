// The project's own documentation as a site: one index is built, and every page is read from it.

import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from 'headword';
import { build } from 'headword/build';
import { root } from '../scripts/steps.mjs';
import { addressOf, neighbours, navigation, page, text } from './layout.mjs';
import { pages } from './pages.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
/** Where the pages are published, and no link leads: the elements take the page's own address for it. */
const BASE = 'https://headword.example/';

/** Writes the site into a folder. @returns How many pages it has. */
export async function buildSite(out) {
  const { bytes } = await build(await pages(), { name: 'Headword', baseUrl: BASE });
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'docs.headword'), bytes);
  const docs = await open(bytes);
  const entries = docs.navigation();
  const list = docs.list();
  for (const { path } of list) {
    const content = docs.read(path);
    const main = `${text(content, (href) => linkOf(docs, path, href))}${neighbours(content)}`;
    await write(out, path, page({ title: content.title === 'Headword' ? 'Headword' : `${content.title} · Headword`, navigation: navigation(entries, path), main }));
  }
  await write(out, 'playground', playground(entries));
  await cp(join(root, 'js/headword/dist/site'), join(out, 'headword'), { recursive: true });
  // The playground builds and measures indexes too.
  for (const folder of ['web', 'wasm']) await cp(join(root, 'js/headword/dist', folder), join(out, 'package', folder), { recursive: true });
  for (const name of ['style.css', 'playground.mjs']) await copyFile(join(here, name), join(out, name));
  await copyFile(join(root, 'js/demo/public/icon.svg'), join(out, 'icon.svg'));
  docs.close();
  return list.length;
}

/** A link of a page as the site has it. */
function linkOf(docs, from, href) {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  // Links are relative to the file that a page was: beside its name, or in the folder of that name.
  for (const base of [from, `${from}/`]) {
    const { pathname, hash } = new URL(href, `${BASE}${base}`);
    try {
      const [path, anchor] = docs.read(pathname.slice(1).replace(/\.md$/, '') + hash).path.split('#');
      return `${addressOf(path)}${anchor === undefined ? '' : `#${anchor}`}`;
    } catch (error) {
      if (error.code !== 'NOT_FOUND') throw error;
    }
  }
  throw new Error(`${from}: the link ${href} leads to no page or section; correct it`);
}

function playground(entries) {
  const head = `
    <script type="importmap">{ "imports": { "headword/build": "/package/web/build.js" } }</script>
    <script type="module" src="/playground.mjs"></script>`;
  const main = `<h1>Playground</h1>
    <p>Open a <code>.headword</code> file, or a folder of Markdown that is made into one. Nothing leaves this browser.</p>
    <div id="drop">
      <label class="button">Open a file <input id="file" type="file" accept=".headword" /></label>
      <label class="button">Open a folder <input id="folder" type="file" webkitdirectory multiple /></label>
      <span>or drop either here</span>
    </div>
    <p id="about" role="status"></p>
    <headword-results hidden query-param="" recent="0"></headword-results>
    <section id="scores" aria-label="Scores" hidden><h2>Scores</h2><div class="bars"></div></section>
    <section id="why" aria-label="What a score is made of" hidden>
      <h2>What a score is made of</h2>
      <p>Of the first section, or of one that you choose above; see <a href="${addressOf('ranking')}">how ranking works</a>.</p>
      <table>
        <caption></caption>
        <thead><tr><th scope="col">part</th><th scope="col"></th><th scope="col">points</th></tr></thead>
        <tbody></tbody>
      </table>
    </section>
    <section id="bytes" aria-label="Bytes by part" hidden><h2>Bytes by part</h2><div class="bars"></div></section>`;
  return page({ title: 'Playground · Headword', navigation: navigation(entries, 'playground'), main, head });
}

async function write(out, path, html) {
  const file = join(out, path === 'index' ? 'index.html' : `${path}/index.html`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
}
