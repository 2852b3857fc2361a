// The demo page: the element in its simplest form, over the prebuilt index of the WorkOS docs.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { serve } from '@headword/demo/serve';
import { launch } from './chromium.mjs';
import { answered, ask, opened } from './widget-site.mjs';

const shots = fileURLToPath(new URL('shots/', import.meta.url));

let browser;
let site;
before(async () => {
  await mkdir(shots, { recursive: true });
  [browser, site] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

describe('the demo page', () => {
  test('answers at every keystroke, each page once', async () => {
    const page = await opened(browser, site.url);
    await page.keyboard.press('/');
    for (const letter of 'verify webhook signature') {
      await ask(page, letter);
      // A trailing space finishes a word, and may leave fewer pages or none.
      if (letter === ' ') continue;
      assert.ok((await page.locator('headword-search [role=option]').count()) > 0, await page.inputValue('headword-search input'));
    }
    const pages = await page.evaluate(() => document.querySelector('headword-search').state.answered.answer.hits.map((hit) => hit.page));
    assert.equal(new Set(pages).size, pages.length, 'a page appears once');
    assert.ok(pages.slice(0, 3).includes('events/data-syncing/webhooks'), pages.join(', '));
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  test('answers the examples that it offers', async () => {
    const page = await opened(browser, site.url);
    const count = await page.locator('main a').count();
    assert.ok(count > 2);
    for (let place = 0; place < count; place++) {
      await page.goto(site.url);
      await page.locator('main a').nth(place).click();
      await page.locator('headword-search [role=option]').first().waitFor();
    }
    assert.match(await page.locator('headword-search [part=note]').textContent(), /authentication/);
    await page.close();
  });

  test('shows markup in queries and docs as text', async () => {
    const page = await opened(browser, site.url);
    await page.locator('headword-search').click();
    await ask(page, '<img src=x onerror=alert(1)> <b>sso');
    assert.ok((await page.locator('headword-search [role=option]').count()) > 0);
    assert.equal(await page.locator('headword-search img, headword-search [part=results] b').count(), 0);
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  test('links to the published docs', async () => {
    const page = await opened(browser, `${site.url}?q=magic+link`);
    const first = page.locator('headword-search [role=option]').first();
    assert.match(await first.getAttribute('href'), /^https:\/\/workos\.com\/docs\//);
    await page.close();
  });
});

describe('the demo page fits', () => {
  for (const width of [360, 768, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${width} px, ${colorScheme}`, async () => {
        const page = await opened(browser, site.url, { viewport: { width, height: width < 600 ? 740 : 860 }, colorScheme });
        const shot = async (name) => {
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(overflow, 0, `${name} is too wide by ${overflow} px`);
          await page.screenshot({ path: `${shots}${name}-${width}-${colorScheme}.png` });
        };
        await shot('page');
        await page.locator('headword-search').click();
        await shot('empty');
        await ask(page, 'verify webhook sig');
        await page.keyboard.press('ArrowDown');
        if (width >= 1024) await page.locator('headword-search [part=preview] h2').waitFor();
        await shot('results');
        await page.locator('headword-search input').fill('zzqqzz');
        await answered(page);
        await shot('nothing');
        assert.deepEqual(page.errors, []);
        await page.close();
      });
    }
  }
});
