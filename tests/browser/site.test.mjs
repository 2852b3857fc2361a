// The project's own documentation: every page opens, is found, fits, and can be used by everyone.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite } from '../../site/build.mjs';
import { serve } from '../../site/serve.mjs';
import { launch } from './chromium.mjs';
import { FILES, ask, index, opened } from './widget-site.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headword-site-'));
  // A link that leads nowhere fails it.
  await buildSite(folder);
  [browser, site] = await Promise.all([launch(), serve(folder)]);
});
after(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true });
});

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const colorScheme of ['light', 'dark']) {
  test(`every page fits and is accessible, ${colorScheme}`, async () => {
    const page = await opened(browser, site.url, { colorScheme, reducedMotion: 'reduce' });
    const links = await page.locator('nav.side a').evaluateAll((all) => all.map(({ href }) => href));
    assert.ok(links.length > 8);
    for (const link of links) {
      await page.goto(link);
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await fits(page), 0, `${link} at ${width} px`);
      }
      assert.equal(await page.locator('h1').count(), 1, link);
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => (await axe.run(document)).violations.map(({ id, nodes }) => `${id} ${nodes[0].target} ${nodes[0].failureSummary}`));
      assert.deepEqual(found, [], link);
    }
    assert.deepEqual(page.errors, []);
    await page.close();
  });
}

test('a result leads to its section, where its words are marked', async () => {
  const page = await opened(browser, site.url);
  await page.keyboard.press('/');
  await ask(page, 'trusted types policy');
  await page.keyboard.press('Enter');
  await page.waitForURL(/highlight=/);
  await page.locator('h1').waitFor();
  const { hash } = new URL(page.url());
  if (hash !== '') assert.equal(await page.locator(hash).count(), 1);
  await page.waitForFunction(() => CSS.highlights.get('headword')?.size > 0);
  await page.close();
});

test('the playground opens an index, and makes one of Markdown', async () => {
  const page = await opened(browser, `${site.url}playground`);
  await page.setInputFiles('#file', { name: 'keys.headword', mimeType: 'application/octet-stream', buffer: Buffer.from(await index()) });
  await page.locator('#about', { hasText: /^Keys: \d+ pages/ }).waitFor();
  assert.ok((await page.locator('#bytes meter').count()) >= 11);
  await page.locator('headword-results input').click();
  await page.keyboard.type('okta');
  await page.locator('#scores meter').first().waitFor();
  assert.equal(await page.locator('headword-results .title').first().textContent(), 'Sign in with Okta');
  // What the score of the first is made of adds up to it, and so does that of one that is chosen.
  const sums = async () => {
    const caption = await page.locator('#why caption').textContent();
    const points = await page.locator('#why td:last-child').allTextContents();
    const number = (text) => Number(text.replaceAll(',', ''));
    assert.equal(points.reduce((sum, text) => sum + number(text), 0), number(/: ([\d,]+) points/.exec(caption)[1]), caption);
    return caption.split(': ')[0];
  };
  await page.locator('#why tr').nth(1).waitFor();
  const first = await page.locator('#scores button').first().textContent();
  assert.equal(await sums(), first);
  const last = page.locator('#scores button').last();
  await last.click();
  await page.locator('#why caption', { hasText: await last.textContent() }).waitFor();
  await sums();
  // A query that is gone before it is explained is no error.
  await page.locator('headword-results input').fill('limits');
  await page.locator('headword-results .title', { hasText: 'Limits of a key' }).first().waitFor();
  await page.locator('headword-results input').fill('');
  await page.waitForTimeout(400);
  // Files without a folder are pages by their names.
  const markdown = FILES.filter(({ path }) => path.startsWith('keys/')).map(({ path, source }) => ({ name: path.split('/')[1], mimeType: 'text/markdown', buffer: Buffer.from(source) }));
  await page.evaluate(() => document.querySelector('#folder').removeAttribute('webkitdirectory'));
  await page.setInputFiles('#folder', markdown);
  await page.locator('#about', { hasText: /: 2 pages/ }).waitFor();
  await page.locator('headword-results input').click();
  await page.keyboard.type('limits');
  await page.locator('headword-results .title', { hasText: 'Limits of a key' }).first().waitFor();
  await page.setInputFiles('#file', { name: 'broken.headword', mimeType: 'application/octet-stream', buffer: Buffer.from('no index') });
  await page.locator('#about', { hasText: /index|file/i }).waitFor();
  assert.equal(await page.locator('headword-results').isVisible(), false);
  assert.deepEqual(page.errors, []);
  await page.close();
});
