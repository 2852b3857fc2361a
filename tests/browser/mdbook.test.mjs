// A book of the real mdBook, searched with `mdbook-headword` in the place of mdBook's own search.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { serveBook } from './mdbook.mjs';
import { answered, ask, opened } from './widget-site.mjs';

const shots = fileURLToPath(new URL('shots/', import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let book;
before(async () => {
  await mkdir(shots, { recursive: true });
  [browser, book] = await Promise.all([launch(), serveBook()]);
});
after(async () => {
  await browser?.close();
  await book?.close();
});

const isOpen = (page) => page.evaluate(() => document.querySelector('headword-search').shadowRoot.querySelector('dialog').open);
const first = (page) => page.locator('headword-search [role=option]').first();

/** A page of the book. mdBook asks the playground of Rust about pages with Rust in them; no test goes there. */
async function shown(path, options = {}) {
  const context = await browser.newContext(options);
  // print.html of a book prints itself once it has loaded, and letters that are typed meanwhile are lost.
  await context.addInitScript(() => (window.print = () => {}));
  await context.route(/^https:/, (route) => route.fulfill({ json: { crates: [] }, headers: { 'Access-Control-Allow-Origin': '*' } }));
  return opened(context, `${book.url}${path}`);
}

describe('a book', () => {
  for (const path of ['index.html', 'guide/index.html', 'guide/deep/linux%20arm.html', 'print.html', 'nowhere/to/be.html']) {
    test(`is searched from ${path}`, async () => {
      const page = await shown(path);
      await page.keyboard.press('/');
      await ask(page, 'compar hashs signture');
      assert.equal(new URL(await first(page).evaluate((link) => link.href)).pathname, '/lantern/webhooks.html');
      await page.keyboard.press('Enter');
      await page.waitForURL(/verify-the-signature/);
      assert.equal(new URL(page.url()).pathname, '/lantern/webhooks.html');
      assert.equal(new URL(page.url()).searchParams.get('highlight'), 'compare hashes');
      assert.equal(await page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).count(), 1, 'the anchor is there');
      await page.waitForFunction(() => CSS.highlights.get('headword')?.size > 0);
      assert.deepEqual(page.errors.filter((error) => !error.includes('404')), []);
      await page.context().close();
    });
  }

  test('opens by its button and by s, /, Ctrl K, and closes by Escape', async () => {
    const page = await shown('guide/index.html');
    await page.locator('.left-buttons button[aria-label=Search]').click();
    assert.ok(await isOpen(page));
    await page.keyboard.press('Escape');
    assert.ok(!(await isOpen(page)));
    for (const key of ['s', '/', 'Control+k']) {
      await page.keyboard.press(key);
      assert.ok(await isOpen(page), key);
      await page.keyboard.press('Escape');
      assert.ok(!(await isOpen(page)), key);
    }
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  test('keeps its page while someone moves in the search, and turns it otherwise', async () => {
    const page = await shown('guide/index.html');
    const url = page.url();
    await page.keyboard.press('s');
    await ask(page, 'knob');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Tab', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    assert.ok(await isOpen(page));
    assert.equal(page.url(), url);
    await page.keyboard.press('Escape');
    // The browser moves the focus with its next frame.
    await page.waitForFunction(() => document.activeElement === document.body);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/linux%20arm\.html$/);
    await page.context().close();
  });

  test('opens with the words of ?search=', async () => {
    for (const path of ['index.html', 'guide/deep/linux%20arm.html']) {
      const page = await shown(`${path}?search=trust+a%20webhook`);
      await answered(page);
      assert.equal(await page.inputValue('headword-search input'), 'trust a webhook');
      assert.match(await first(page).getAttribute('href'), /webhooks\.html/);
      await page.keyboard.press('ArrowRight');
      assert.ok(await isOpen(page));
      assert.deepEqual(page.errors, []);
      await page.context().close();
    }
  });

  test('marks the words of ?highlight=, as links to pages of mdBook have them', async () => {
    const page = await shown('webhooks.html?highlight=zebras#own-anchor');
    const marked = await page.evaluate(() => [...CSS.highlights.get('headword')].map(String));
    assert.deepEqual(marked, ['Zebras']);
    await page.context().close();
  });

  test('names the keys in the help of mdBook', async () => {
    const page = await shown('index.html');
    await page.keyboard.press('Shift+?');
    await page.getByText('Press S or / to search in the book').waitFor();
    await page.context().close();
  });

  test('shows no button without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${book.url}index.html`);
    assert.equal(await page.locator('.left-buttons button:visible').count(), 0);
    await context.close();
  });

  test('fetches nothing of the search until someone is about to', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.slice('/lantern/'.length)));
    await page.goto(`${book.url}webhooks.html`, { waitUntil: 'networkidle' });
    const ours = () => asked.filter((path) => /headword|searchindex|searcher|elasticlunr|mark\.|woff2/.test(path));
    const fonts = (paths) => paths.filter((path) => path.endsWith('.woff2'));
    const before = ours();
    assert.deepEqual(before.filter((path) => !fonts(before).includes(path)).sort(), ['headword/mdbook.css', 'headword/mdbook.js', 'headword/widget.js']);
    await page.keyboard.press('s');
    await ask(page, 'lamp');
    await page.waitForLoadState('networkidle');
    // No font either that the page itself has not.
    const since = [...new Set(ours().slice(before.length))].sort();
    assert.deepEqual(since, ['docs.headword', 'headword/wasm/reader_bg.wasm', 'headword/worker-script.js']);
    await context.close();
  });
});

describe('a book fits', () => {
  for (const [width, themes] of [
    [360, ['light', 'navy']],
    [1280, ['light', 'rust', 'coal', 'navy', 'ayu']],
  ]) {
    for (const theme of themes) {
      test(`${width} px, ${theme}`, async () => {
        const page = await shown('webhooks.html', { viewport: { width, height: width < 600 ? 740 : 860 } });
        await page.evaluate((name) => localStorage.setItem('mdbook-theme', name), theme);
        await page.reload();
        await page.waitForFunction(() => document.querySelector('headword-search').state !== undefined);
        const shot = (name) => page.screenshot({ path: `${shots}mdbook-${name}-${width}-${theme}.png` });
        await shot('page');
        await page.keyboard.press('s');
        await ask(page, 'signture');
        await page.keyboard.press('ArrowDown');
        if (width > 1000) await page.locator('headword-search [part=preview] h2').waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0);
        // mdBook's root has 10 px, and text of that size could not be read.
        const size = await first(page).evaluate((option) => getComputedStyle(option).fontSize);
        assert.equal(size, '16px');
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run('headword-search'));
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.failureSummary)]), []);
        await shot('results');
        assert.deepEqual(page.errors, []);
        await page.context().close();
      });
    }
  }
});
