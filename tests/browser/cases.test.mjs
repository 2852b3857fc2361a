// Chromium answers every search case as Rust does.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '@headword/demo/serve';
import { answers, buildIndex, caseFiles, compare } from '../cases.mjs';
import { launch } from './chromium.mjs';

const files = await caseFiles();
let browser;
let folder;
let site;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headword-browser-'));
  for (const { index } of files) await writeFile(join(folder, `${index}.headword`), await buildIndex(index));
  // The demo's page is there for its import map alone.
  [browser, site] = await Promise.all([launch(), serve({ indexes: folder })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true });
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
