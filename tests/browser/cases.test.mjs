// Chromium answers every search case as Rust does.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answers, buildIndex, caseFiles, compare } from '../cases.mjs';
import { launch } from './chromium.mjs';
import { serveSite } from './site.mjs';

const IMPORTS = '{ "imports": { "headword": "/headword/web/index.js" } }';
const files = await caseFiles();
let browser;
let site;
before(async () => {
  const indexes = {};
  for (const { index } of files) indexes[`${index}.headword`] = await buildIndex(index);
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${IMPORTS}</script>`;
  [browser, site] = await Promise.all([launch(), serveSite({ indexes, pages: { '/': html } })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const file of files) {
  test(`Chromium answers ${file.file}.json as Rust does`, async () => {
    const page = await browser.newPage();
    await page.goto(site.url);
    const found = await page.evaluate(
      async ({ index, cases, source }) => {
        const { open } = await import('headword');
        const docs = await open(new URL(`index/${index}.headword`, document.baseURI));
        return new Function(`return ${source}`)()(docs, cases);
      },
      { index: file.index, cases: file.cases, source: String(answers) },
    );
    assert.equal(found.length, file.cases.length);
    await compare(file, found, 'Chromium');
    await page.close();
  });
}
