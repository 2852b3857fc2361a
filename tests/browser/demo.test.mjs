// The demo page as a person uses it: typing, arrows, Enter, Escape, a click.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { serve } from '@headword/demo/serve';
import { launch } from './chromium.mjs';

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

/** The page, ready to be typed into. What it logs as an error fails the test that opened it. */
async function opened(options = {}, address = '') {
  const page = await browser.newPage(options);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(site.url + address);
  // Whether it opened or not: if not, the errors say why.
  await page.locator('#about', { hasText: /^(?!Opening)/ }).waitFor();
  assert.ok(await page.locator('#query').isEnabled(), await page.locator('#about').textContent());
  return Object.assign(page, { errors });
}

const text = (page, selector) => page.locator(selector).allTextContents();
const chosen = (page) => page.locator('[role=option][aria-selected=true]');

describe('the demo page', () => {
  let page;
  beforeEach(async () => (page = await opened()));
  afterEach(async () => {
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  test('says what it searches and what it loaded', async () => {
    assert.match(await page.locator('#about').textContent(), /^WorkOS docs: \d+ pages/);
    const sizes = /^Loaded (\d+) KB index, (\d+) KB wasm, (\d+) KB script in \d+ ms$/.exec(await page.locator('#loaded').textContent());
    assert.ok(sizes.slice(1).every((size) => Number(size) > 0), sizes[0]);
  });

  test('answers at every keystroke', async () => {
    let before = '';
    for (const letter of 'verify webhook signature') {
      await page.keyboard.type(letter);
      // A trailing space finishes a word, and may leave fewer pages or none but never an old answer.
      if (letter === ' ') continue;
      await page.locator('#status', { hasText: /^\d+ pages? · [\d.]+ ms$/ }).waitFor();
      assert.ok((await page.locator('.page').count()) > 0, await page.inputValue('#query'));
      const now = await page.locator('#results').textContent();
      if (before === '') assert.notEqual(now, '');
      before = now;
    }
    const pages = await page.locator('.best').evaluateAll((links) => links.map((link) => link.dataset.path.split('#')[0]));
    assert.equal(new Set(pages).size, pages.length, 'a page appears once');
    assert.ok(pages.slice(0, 3).includes('events/data-syncing/webhooks'), pages.join(', '));
    assert.ok((await text(page, 'mark')).some((word) => /^webhook/i.test(word)));
  });

  test('is used with the keyboard alone', async () => {
    await page.keyboard.type('single sign-on');
    assert.equal(await chosen(page).getAttribute('id'), 'option-0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(page).getAttribute('id'), 'option-2');
    assert.equal(await page.locator('#query').getAttribute('aria-activedescendant'), 'option-2');
    await page.keyboard.press('ArrowUp');
    assert.equal(await chosen(page).getAttribute('id'), 'option-1');
    // Up from the first goes round to the last.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const last = (await page.locator('[role=option]').count()) - 1;
    assert.equal(await chosen(page).getAttribute('id'), `option-${last}`);
    await page.keyboard.press('ArrowDown');

    await page.keyboard.press('Enter');
    await page.locator('#reader pre').waitFor();
    assert.ok((await page.locator('#reader pre').textContent()).length > 100);
    await page.keyboard.press('Escape');
    await page.locator('#reader').waitFor({ state: 'hidden' });
    // The typing goes on where it stopped.
    await page.keyboard.type('!');
    assert.equal(await page.inputValue('#query'), 'single sign-on!');
  });

  test('opens a page by a click and closes it by its button', async () => {
    await page.keyboard.type('magic link');
    const best = page.locator('.best').first();
    const title = await best.locator('.name span').last().textContent();
    await best.click();
    assert.equal(await page.locator('#reader h1').textContent(), title);
    assert.match(await page.locator('#reader a').getAttribute('href'), /^https:\/\/workos\.com\/docs\//);
    await page.locator('#reader button').click();
    await page.locator('#reader').waitFor({ state: 'hidden' });
  });

  test('says so when nothing is found, and nothing when nothing is asked', async () => {
    await page.keyboard.type('zzzqqq');
    assert.match(await page.locator('#status').textContent(), /^Nothing found/);
    assert.equal(await page.locator('[role=option]').count(), 0);
    await page.fill('#query', '');
    assert.equal(await page.locator('#status').textContent(), '');
  });

  test('shows markup in queries and docs as text', async () => {
    await page.fill('#query', '<img src=x onerror=alert(1)> <b>sso');
    assert.ok((await page.locator('.page').count()) > 0);
    assert.equal(await page.locator('#results img, #results b, #reader img').count(), 0);
    await page.fill('#query', 'workos widgets react');
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.locator('#reader pre > *').count(), 0);
  });

  test('offers examples while nothing is asked', async () => {
    await page.locator('#examples a').first().click();
    await page.locator('.page').first().waitFor();
    assert.equal(await page.inputValue('#query'), 'verify webhook signature');
    assert.equal(await page.locator('#examples').isHidden(), true);
  });

  test('keeps the query in the address', async () => {
    await page.keyboard.type('audit logs');
    const again = await opened({}, new URL(page.url()).search);
    assert.equal(await again.inputValue('#query'), 'audit logs');
    assert.ok((await again.locator('.page').count()) > 0);
    await again.close();
  });
});

describe('the demo page fits', () => {
  for (const width of [360, 768, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${width} px, ${colorScheme}`, async () => {
        const page = await opened({ viewport: { width, height: width < 600 ? 740 : 860 }, colorScheme });
        const shot = async (name) => {
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(overflow, 0, `${name} is too wide by ${overflow} px`);
          await page.screenshot({ path: `${shots}${name}-${width}-${colorScheme}.png` });
        };
        await shot('empty');
        await page.keyboard.type('verify webhook sig');
        await page.keyboard.press('ArrowDown');
        await shot('results');
        await page.keyboard.press('Enter');
        await shot('reader');
        assert.deepEqual(page.errors, []);
        await page.close();
      });
    }
  }
});
