// The search dialog as a person uses it: keys, typing, clicks, and what a screen reader is told.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { serveSite } from './site.mjs';
import { answered, ask, html, index, opened } from './widget-site.mjs';

const ELEMENT = '<headword-search src="/index/keys.headword" base="/"><a href="/search">Search this site</a></headword-search>';
let browser;
let site;
before(async () => {
  const pages = {
    '/': html(`<button id="first">First</button>${ELEMENT}<input id="other">`),
    '/slash': html(`<headword-search src="/index/keys.headword" hotkey="mod+k /" facets="version kind"></headword-search><input id="other">`),
    '/missing': html('<headword-search src="/index/none.headword"></headword-search>'),
    '/highlight': html('<headword-search src="/index/keys.headword" base="/" highlight="hl"></headword-search><p>One key, two KEYS, a monkey.</p>'),
    '/own': html('<headword-search src="/index/keys.headword"><button slot="trigger" id="mine">Find</button></headword-search>'),
    '/keys/rotate': html('<p>Here</p><headword-search src="/index/keys.headword"></headword-search>'),
  };
  [browser, site] = await Promise.all([launch(), serveSite({ indexes: { 'keys.headword': await index() }, pages })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const dialog = (page) => page.locator('headword-search dialog');
const input = (page) => page.locator('headword-search input');
const options = (page) => page.locator('headword-search [role=option]');
const chosen = (page) => page.locator('headword-search [role=option][aria-selected=true]');
const focused = (page) => page.evaluate(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.id || element?.className || element?.tagName;
});

describe('the search dialog', () => {
  let page;
  beforeEach(async () => (page = await opened(browser, `${site.url}/`)));
  afterEach(async () => {
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  test('fetches nothing but itself until it is wanted', async () => {
    const before = site.asked.length;
    const fresh = await opened(browser, `${site.url}/`);
    await fresh.waitForTimeout(300);
    const asked = () => site.asked.slice(before);
    assert.deepEqual(asked(), ['/', '/headword/site/widget.js']);
    await fresh.locator('headword-search').hover();
    await fresh.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('worker-script.js')));
    await fresh.keyboard.press('Control+k');
    await ask(fresh, 'key');
    for (const path of ['/headword/site/worker-script.js', '/headword/site/wasm/reader_bg.wasm', '/index/keys.headword']) {
      assert.equal(asked().filter((other) => other === path).length >= 1, true, path);
    }
    await fresh.close();
  });

  test('opens by a key and closes by Escape, and the focus returns', async () => {
    await page.locator('#first').focus();
    await page.keyboard.press('Control+k');
    assert.equal(await dialog(page).evaluate((element) => element.open), true);
    assert.equal(await focused(page), 'input');
    await page.keyboard.press('Escape');
    assert.equal(await dialog(page).evaluate((element) => element.open), false);
    assert.equal(await focused(page), 'first');
  });

  test('closes by one Escape and keeps what was typed', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'okta');
    await page.keyboard.press('Escape');
    assert.equal(await dialog(page).isVisible(), false);
    await page.keyboard.press('Control+k');
    assert.equal(await input(page).inputValue(), 'okta');
    // It is selected, so that the next search takes its place.
    await ask(page, 'limits');
    assert.equal(await input(page).inputValue(), 'limits');
  });

  test('opens and closes by the mouse', async () => {
    await page.locator('headword-search').click();
    assert.equal(await focused(page), 'input');
    await page.locator('headword-search [part=close]').click();
    assert.equal(await dialog(page).isVisible(), false);
    assert.equal(await focused(page), 'trigger');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.mouse.click(5, 5);
    assert.equal(await dialog(page).isVisible(), false);
  });

  test('groups sections under their pages, and marks what was found', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    const group = page.locator('headword-search [role=group][aria-label="Rotate a key"]').first();
    assert.equal(await group.locator('.page').count(), 1);
    assert.ok((await group.locator('.section').count()) >= 1);
    const marks = await page.locator('headword-search mark').allTextContents();
    assert.ok(marks.some((word) => /^rotate/i.test(word)), marks.join());
    await input(page).fill('createKey');
    await answered(page);
    assert.equal(await page.locator('headword-search .excerpt code').first().textContent(), 'createKey');
    await input(page).fill('rotate key');
    await answered(page);
    const example = page.locator('headword-search .line', { hasText: 'rotate_key' }).first();
    assert.equal(await example.locator('.excerpt.code').count(), 1);
  });

  test('chooses nothing while someone types, and what the arrows choose', async () => {
    await page.keyboard.press('Control+k');
    assert.equal(await input(page).getAttribute('aria-expanded'), 'false');
    await ask(page, 'key');
    assert.equal(await input(page).getAttribute('aria-expanded'), 'true');
    assert.equal(await chosen(page).count(), 0);
    assert.equal(await input(page).getAttribute('aria-activedescendant'), null);
    const active = async () => {
      const id = await input(page).getAttribute('aria-activedescendant');
      assert.equal(await chosen(page).getAttribute('id'), id);
      return (await options(page).evaluateAll((all, id) => all.findIndex((option) => option.id === id), id));
    };
    const last = (await options(page).count()) - 1;
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), 0);
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), 1);
    await page.keyboard.press('End');
    assert.equal(await active(), last);
    await page.keyboard.press('Home');
    assert.equal(await active(), 0);
    await page.keyboard.press('ArrowUp');
    assert.equal(await chosen(page).count(), 0);
    await page.keyboard.press('ArrowUp');
    assert.equal(await active(), last);
    assert.equal(await chosen(page).evaluate((option) => {
      const { top, bottom } = option.getBoundingClientRect();
      const list = option.closest('.column').getBoundingClientRect();
      return top >= list.top - 1 && bottom <= list.bottom + 1;
    }), true, 'the chosen line is in sight');
    await page.keyboard.type(' r');
    assert.equal(await chosen(page).count(), 0);
    assert.equal(await input(page).inputValue(), 'key r');
  });

  test('keeps the lines of an answer as they are while one is chosen and shown beside them', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    const before = await options(page).elementHandles();
    await page.keyboard.press('ArrowDown');
    await page.locator('headword-search [part=preview] h2').waitFor();
    await page.keyboard.press('ArrowUp');
    const stay = await Promise.all(before.map((line) => line.evaluate((element) => element.isConnected)));
    assert.ok(stay.length > 2 && stay.every(Boolean), stay.join());
  });

  test('shows a new answer from its top, however far the one before was read', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    const column = page.locator('headword-search .column');
    const scrolled = () => column.evaluate((element) => element.scrollTop);
    await column.evaluate((element) => element.scrollTo(0, 200));
    assert.ok((await scrolled()) > 0);
    await ask(page, ' rotate');
    assert.equal(await scrolled(), 0);
  });

  test('moves in the text by Home and End while nothing is chosen', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    await page.keyboard.press('Home');
    await page.keyboard.type('a ');
    assert.equal(await input(page).inputValue(), 'a key');
  });

  test('goes to a result by Enter, and by a click', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    const href = await options(page).first().getAttribute('href');
    assert.ok(href.startsWith(`${site.url}/keys/rotate`), href);
    await page.keyboard.press('Enter');
    await page.waitForURL(href);
    await page.goBack();
    await page.locator('headword-search').click();
    await ask(page, 'rotate key');
    await options(page).first().click();
    await page.waitForURL(href);
    page.errors.length = 0;
  });

  test('opens a new tab by mod+Enter and stays', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    await page.keyboard.press('ArrowDown');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Control+Enter')]);
    await tab.waitForURL(/keys\/rotate/);
    assert.equal(await tab.evaluate(() => window.opener), null);
    assert.equal(await dialog(page).isVisible(), true);
    await tab.close();
  });

  test('tells of what is chosen before it goes there, and may be kept from it', async () => {
    await page.evaluate(() => {
      document.addEventListener('headword-select', (event) => {
        event.preventDefault();
        document.title = JSON.stringify(event.detail);
      });
    });
    await page.keyboard.press('Control+k');
    await ask(page, 'okta');
    await page.keyboard.press('Enter');
    assert.equal(page.url(), `${site.url}/`);
    const { path, url, query, newTab } = JSON.parse(await page.title());
    assert.deepEqual([path, url, query, newTab], ['sso/okta', `${site.url}/sso/okta`, 'okta', false]);
  });

  test('forgives spelling and says so', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotaet');
    assert.match(await page.locator('headword-search [part=note]').textContent(), /^Showing results for “rotate”/);
    assert.ok((await options(page).count()) > 0);
  });

  test('says what to do where nothing is found', async () => {
    await page.keyboard.press('Control+k');
    assert.match(await page.locator('headword-search [part=empty]').textContent(), /^Type to search/);
    await ask(page, 'qqqqzzzz');
    assert.match(await page.locator('headword-search [part=empty]').textContent(), /Nothing found for “qqqqzzzz”/);
    assert.equal(await input(page).getAttribute('aria-expanded'), 'false');
    await page.locator('headword-search [role=status]', { hasText: 'Nothing found' }).waitFor({ state: 'attached' });
  });

  test('tells the count politely, once typing rests', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'okta');
    const status = page.locator('headword-search [role=status]');
    await status.filter({ hasText: /^1 page$/ }).waitFor({ state: 'attached' });
  });

  test('filters, with counts, and lets go of filters', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    const chip = (name) => page.locator('headword-search [aria-label=Kind] [part=chip]', { hasText: name });
    assert.match(await chip('Docs').textContent(), /^Docs17$/);
    await chip('Examples').click();
    await answered(page);
    assert.equal(await chip('Examples').getAttribute('aria-pressed'), 'true');
    assert.equal(await chip('Docs').getAttribute('aria-pressed'), 'false');
    assert.equal(await page.locator('headword-search [role=listbox] [role=group]').count(), 1);
    await input(page).fill('okta');
    await answered(page);
    await page.locator('headword-search [part=empty] button', { hasText: 'Remove filters' }).click();
    await answered(page);
    assert.equal(await page.locator('headword-search [role=listbox] [role=group]').count(), 1);
  });

  test('keeps the focus on a filter that was used by key', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    const chip = page.locator('headword-search [aria-label=Kind] [part=chip]', { hasText: 'Changelog' });
    await chip.focus();
    await page.keyboard.press('Space');
    await answered(page);
    assert.equal(await focused(page), 'chip');
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  });

  test('shows more', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    const groups = page.locator('headword-search [role=listbox] [role=group]');
    assert.equal(await groups.count(), 10);
    await page.locator('headword-search [part=more]').click();
    await answered(page);
    assert.ok((await groups.count()) > 10);
    assert.equal(await page.locator('headword-search [part=more]').isVisible(), false);
  });

  test('remembers searches that led somewhere, in this browser', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    await page.keyboard.press('Enter');
    await page.waitForURL(/keys\/rotate/);
    await page.goto(`${site.url}/`);
    await page.keyboard.press('Control+k');
    assert.deepEqual(await options(page).allTextContents(), ['rotate key']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await answered(page);
    assert.equal(await input(page).inputValue(), 'rotate key');
    await page.locator('headword-search [part=clear]').click();
    await page.locator('headword-search [part=forget]').click();
    assert.equal(await options(page).count(), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    page.errors.length = 0;
  });

  test('previews the chosen section where there is room', async () => {
    await page.keyboard.press('Control+k');
    await ask(page, 'rotate key');
    const preview = page.locator('headword-search [part=preview]');
    await preview.locator('h2').waitFor();
    const section = page.locator('headword-search .section').first();
    const place = await options(page).evaluateAll((all) => all.findIndex((option) => option.classList.contains('section')));
    for (let step = 0; step <= place; step++) await page.keyboard.press('ArrowDown');
    await preview.locator('h2', { hasText: await section.locator('.heading').textContent() }).waitFor();
    assert.ok((await preview.locator('mark').count()) > 0);
    await page.setViewportSize({ width: 700, height: 700 });
    assert.equal(await preview.isVisible(), false);
  });

  test('asks at every key and shows the answer to the last', async () => {
    await page.keyboard.press('Control+k');
    for (const letter of 'rotate okta') await page.keyboard.type(letter);
    await answered(page);
    const { query } = await page.evaluate(() => document.querySelector('headword-search').state.answered.question);
    assert.equal(query, 'rotate okta');
    await input(page).fill('');
    assert.equal(await options(page).count(), 0);
  });
});

test('the slash opens only where it is asked for, and never while someone types', async () => {
  const page = await opened(browser, `${site.url}/slash`);
  await page.locator('#other').focus();
  await page.keyboard.type('/');
  assert.equal(await page.locator('#other').inputValue(), '/');
  assert.equal(await dialog(page).isVisible(), false);
  await page.locator('h1').click();
  await page.keyboard.press('/');
  assert.equal(await dialog(page).isVisible(), true);
  await ask(page, 'key');
  const names = await page.locator('headword-search .keyname').allTextContents();
  assert.deepEqual(names, ['Version', 'Kind']);
  await page.close();
  const plain = await opened(browser, `${site.url}/`);
  await plain.keyboard.press('/');
  assert.equal(await dialog(plain).isVisible(), false);
  await plain.close();
});

test('a link with a query opens the dialog with its answer', async () => {
  const page = await opened(browser, `${site.url}/?q=okta`);
  await options(page).first().waitFor();
  assert.equal(await input(page).inputValue(), 'okta');
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('an index that is not there is told, and can be tried again', async () => {
  const page = await opened(browser, `${site.url}/missing`);
  await page.evaluate(() => document.addEventListener('headword-error', (event) => (document.title = event.detail.code)));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('key');
  await page.locator('headword-search [part=empty]', { hasText: 'could not be loaded' }).waitFor();
  assert.match(await page.locator('headword-search [part=empty] small').textContent(), /none\.headword: HTTP 404/);
  assert.equal(await page.title(), 'IO');
  assert.equal(await page.locator('headword-search [part=empty] button').textContent(), 'Try again');
  await page.close();
});

test('the words that were found are marked on the page that a result leads to', async () => {
  const page = await opened(browser, `${site.url}/highlight?hl=key+keys`);
  const marked = await page.evaluate(() => [...CSS.highlights.get('headword')].map((range) => range.toString()));
  assert.deepEqual(marked, ['key', 'KEYS']);
  await page.keyboard.press('Control+k');
  await ask(page, 'okta');
  assert.equal(await options(page).first().getAttribute('href'), `${site.url}/sso/okta?hl=okta`);
  await page.close();
});

test('a trigger of the page\'s own opens the dialog', async () => {
  const page = await opened(browser, `${site.url}/own`);
  await page.locator('#mine').click();
  assert.equal(await dialog(page).isVisible(), true);
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'mine');
  await page.close();
});

test('without scripts, and on paper, there is the link of the page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(`${site.url}/`);
  assert.equal(await still.locator('a', { hasText: 'Search this site' }).isVisible(), true);
  await context.close();
  const page = await opened(browser, `${site.url}/`);
  assert.equal(await page.locator('a', { hasText: 'Search this site' }).isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('a', { hasText: 'Search this site' }).isVisible(), true);
  assert.equal(await page.locator('headword-search .trigger').isVisible(), false);
  await page.close();
});

test('the accessibility tree is that of a combobox in a dialog', async () => {
  const page = await opened(browser, `${site.url}/`);
  await page.keyboard.press('Control+k');
  await ask(page, 'rotate key');
  await page.keyboard.press('ArrowDown');
  const tree = await page.locator('headword-search').ariaSnapshot();
  assert.match(tree, /dialog "Search"/);
  assert.match(tree, /combobox "Search the docs" \[expanded\]/);
  assert.match(tree, /listbox "Results"/);
  assert.match(tree, /group "Rotate a key"/);
  assert.match(tree, /option "Rotate a key.*" \[selected\]/);
  assert.match(tree, /button "Docs \d+"/);
  await page.close();
});
