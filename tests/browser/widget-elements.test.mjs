// The box in the page, the page of results, languages and directions, attributes and properties.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { serveSite } from './site.mjs';
import { answered, ask, html, index, opened } from './widget-site.mjs';

let browser;
let site;
before(async () => {
  const src = 'src="/index/keys.headword" base="/"';
  const pages = {
    '/box': html(`<headword-search-box ${src}></headword-search-box><button id="after">After</button>`),
    '/action': html(`<headword-search-box ${src} action="/results"></headword-search-box>`),
    '/results': html(`<headword-results ${src}></headword-results>`),
    '/both': html(`<headword-search ${src}></headword-search><headword-results ${src}></headword-results>`),
    '/arabic': html(`<headword-search ${src}></headword-search>`, '', 'lang="ar" dir="rtl"'),
    '/german': html(`<headword-search ${src} placeholder="Was suchen Sie?"></headword-search>`, '', 'lang="de-AT"'),
    '/early': html('<script>const early = document.createElement("headword-search"); early.src = "/index/keys.headword"; early.noPreview = true; early.filters = { version: "1" }; early.strings = { search: "Find" }; document.currentScript.after(early);</script>'),
    '/themes': html(`<headword-search ${src} theme="dark" style="--headword-accent: rgb(1, 2, 3)"></headword-search>`, '<style>headword-search::part(trigger) { border-width: 7px }</style>'),
    '/switch': html(`<headword-search ${src}></headword-search>`, '<style>.dark { color-scheme: dark }</style>', 'class="dark"'),
    '/offline': html('<headword-search src="/docs.headword" load="whole"></headword-search>').replaceAll('/headword/site/', '/headword/'),
    '/two': html(`<headword-search ${src}></headword-search><headword-search-box ${src}></headword-search-box>`),
  };
  // Where a site has them: the folder as /headword, the index beside it, and the service worker of the README.
  const readme = await readFile(new URL('../../js/headword/README.md', import.meta.url), 'utf8');
  pages['/sw.js'] = { html: /```js\n(const FILES = [^]*?)```/.exec(readme)[1], type: 'text/javascript' };
  for (const [file, type] of [['widget.js', 'text/javascript'], ['worker-script.js', 'text/javascript'], ['wasm/reader_bg.wasm', 'application/wasm']]) {
    pages[`/headword/${file}`] = { html: await readFile(new URL(`../../js/headword/dist/site/${file}`, import.meta.url)), type };
  }
  pages['/docs.headword'] = { html: Buffer.from(await index()), type: 'application/octet-stream' };
  [browser, site] = await Promise.all([launch(), serveSite({ indexes: { 'keys.headword': await index() }, pages })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const visible = (page, selector) => page.locator(selector).isVisible();

describe('the box in the page', () => {
  test('shows what it finds below itself, and Escape closes and then empties it', async () => {
    const page = await opened(browser, `${site.url}/box`);
    const input = page.locator('headword-search-box input');
    await input.click();
    assert.equal(await visible(page, 'headword-search-box .popup'), false, 'nothing to show yet');
    await ask(page, 'okta');
    assert.equal(await input.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await visible(page, 'headword-search-box .popup'), false);
    assert.equal(await input.inputValue(), 'okta');
    await page.keyboard.press('ArrowDown');
    assert.equal(await visible(page, 'headword-search-box .popup'), true);
    assert.equal(await page.locator('headword-search-box [aria-selected=true]').count(), 1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await input.inputValue(), '');
    assert.deepEqual(page.errors, []);
    await page.close();
  });

  test('closes when the focus leaves it', async () => {
    const page = await opened(browser, `${site.url}/box`);
    await page.locator('headword-search-box input').click();
    await ask(page, 'okta');
    await page.locator('#after').focus();
    assert.equal(await visible(page, 'headword-search-box .popup'), false);
    await page.close();
  });

  test('leads to the first result by Enter', async () => {
    const page = await opened(browser, `${site.url}/box`);
    await page.locator('headword-search-box input').click();
    await ask(page, 'okta');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}/sso/okta`);
    await page.close();
  });

  test('leads to the page of results where there is one and nothing is chosen', async () => {
    const page = await opened(browser, `${site.url}/action`);
    await page.locator('headword-search-box input').click();
    await ask(page, 'rotate key');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}/results?q=rotate+key`);
    await page.locator('headword-results a').first().waitFor();
    assert.equal(await page.locator('headword-results input').inputValue(), 'rotate key');
    await page.close();
  });
});

describe('the page of results', () => {
  test('has its query in its address, and its results are links', async () => {
    const page = await opened(browser, `${site.url}/results?x=1&q=okta#part`);
    const links = page.locator('headword-results a');
    await links.first().waitFor();
    assert.equal(await links.first().getAttribute('href'), `${site.url}/sso/okta`);
    await page.locator('headword-results input').fill('rotate');
    await answered(page);
    assert.equal(page.url(), `${site.url}/results?x=1&q=rotate#part`);
    assert.equal(await page.locator('headword-results [role=listbox], headword-results [role=option]').count(), 0);
    await page.locator('headword-results input').fill('');
    assert.equal(page.url(), `${site.url}/results?x=1#part`);
    await page.close();
  });

  test('is not covered by the dialog of the same page', async () => {
    const page = await opened(browser, `${site.url}/both?q=okta`);
    await page.locator('headword-results a').first().waitFor();
    assert.equal(await visible(page, 'headword-search dialog'), false);
    await page.close();
  });

  test('is walked through by Tab, filters and results', async () => {
    const page = await opened(browser, `${site.url}/results?q=key`);
    await page.locator('headword-results a').first().waitFor();
    await page.locator('headword-results input').focus();
    const seen = new Set();
    for (let step = 0; step < 14; step++) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.classList[0]));
    }
    for (const name of ['chip', 'line']) assert.ok(seen.has(name), `${name} in ${[...seen]}`);
    await page.close();
  });
});

test('the words are those of the page\'s language, and the sides turn with its direction', async () => {
  const page = await opened(browser, `${site.url}/arabic`);
  await page.locator('headword-search', { hasText: 'بحث' }).click();
  await ask(page, 'key');
  const { icon, input, close } = await page.evaluate(() => {
    const left = (selector) => document.querySelector('headword-search').shadowRoot.querySelector(selector).getBoundingClientRect().left;
    return { icon: left('.header svg'), input: left('.input'), close: left('[part=close]') };
  });
  assert.ok(icon > input && input > close, `${icon} ${input} ${close}`);
  assert.match(await page.locator('headword-search [part=status]').textContent(), /صفحة/);
  await page.close();
});

test('a region of a language has its words, and attributes come before them', async () => {
  const page = await opened(browser, `${site.url}/german`);
  await page.locator('headword-search', { hasText: 'Suchen' }).click();
  assert.equal(await page.locator('headword-search input').getAttribute('aria-label'), 'Was suchen Sie?');
  await ask(page, 'qqqqzzzz');
  assert.match(await page.locator('headword-search [part=empty]').textContent(), /Nichts gefunden für „qqqqzzzz“/);
  await page.evaluate(() => (document.querySelector('headword-search').lang = 'ja'));
  await page.locator('headword-search [part=empty]', { hasText: '見つかりませんでした' }).waitFor();
  await page.close();
});

test('properties that are set before the element is defined count', async () => {
  const page = await opened(browser, `${site.url}/early`);
  await page.locator('headword-search', { hasText: 'Find' }).click();
  await ask(page, 'key');
  assert.deepEqual(await page.locator('headword-search [role=group][aria-label^="Limits"]').count(), 1);
  assert.deepEqual(await page.locator('headword-search [role=listbox] [role=group]').count(), 1);
  await page.close();
});

test('properties and attributes are the same', async () => {
  const page = await opened(browser, `${site.url}/two`);
  const found = await page.evaluate(() => {
    const element = document.querySelector('headword-search');
    element.queryParam = 'search';
    element.noPreview = true;
    element.setAttribute('hotkey', 'off');
    const on = [element.getAttribute('query-param'), element.hasAttribute('no-preview'), element.hotkey, element.src];
    element.noPreview = false;
    element.queryParam = null;
    return [...on, element.hasAttribute('no-preview'), element.hasAttribute('query-param')];
  });
  assert.deepEqual(found, ['search', true, 'off', '/index/keys.headword', false, false]);
  await page.close();
});

test('themes, variables and parts change how it looks', async () => {
  const page = await opened(browser, `${site.url}/themes`);
  const look = await page.evaluate(() => {
    const trigger = getComputedStyle(document.querySelector('headword-search').shadowRoot.querySelector('.trigger'));
    return { ground: trigger.backgroundColor, edge: trigger.borderTopWidth };
  });
  assert.deepEqual(look, { ground: 'rgb(27, 26, 33)', edge: '7px' });
  await page.keyboard.press('Control+k');
  await ask(page, 'key');
  await page.locator('headword-search [part=chip]').first().focus();
  const outline = await page.evaluate(() => getComputedStyle(document.querySelector('headword-search').shadowRoot.activeElement).outlineColor);
  assert.equal(outline, 'rgb(1, 2, 3)');
  await page.close();
});

test('the colours are those of the page, whatever the system has and the page is switched to', async () => {
  const page = await opened(browser, `${site.url}/switch`);
  const looks = async (expected, change) => {
    await page.evaluate(change ?? (() => {}));
    const ground = await page.evaluate(() => getComputedStyle(document.querySelector('headword-search').shadowRoot.querySelector('.trigger')).backgroundColor);
    assert.equal(ground, expected === 'dark' ? 'rgb(27, 26, 33)' : 'rgb(255, 255, 255)', String(change));
  };
  await looks('dark');
  await looks('light', () => (document.documentElement.style.colorScheme = 'light'));
  await looks('dark', () => (document.body.style.background = 'oklch(0.2 0.01 250)'));
  await looks('light', () => (document.body.style.background = 'rgb(250 250 250)'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await looks('light');
  await looks('light', () => (document.documentElement.className = document.documentElement.style = ''));
  await looks('dark', () => (document.body.style = ''));
  await page.emulateMedia({ colorScheme: 'light' });
  await looks('light');
  await page.close();
});

test('a service worker as the README has it answers offline', async () => {
  const page = await opened(browser, `${site.url}/offline`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await page.context().setOffline(true);
  await page.keyboard.press('Control+k');
  await ask(page, 'okta');
  assert.equal(await page.locator('headword-search [role=option]').first().textContent().then((text) => text.startsWith('Sign in with Okta')), true);
  await page.close();
});

test('nothing moves for those who want it so', async () => {
  const page = await opened(browser, `${site.url}/two`, { reducedMotion: 'reduce' });
  await page.keyboard.press('Control+k');
  assert.equal(await page.evaluate(() => document.getAnimations().length + document.querySelector('headword-search').shadowRoot.getAnimations().length), 0);
  await page.close();
});

test('an element that is taken away no longer hears its key, and hears it again once it is back', async () => {
  const page = await opened(browser, `${site.url}/two`);
  await page.evaluate(() => {
    globalThis.away = document.querySelector('headword-search');
    away.remove();
  });
  await page.keyboard.press('Control+k');
  assert.equal(await page.evaluate(() => away.state.isOpen), false);
  await page.evaluate(() => document.body.append(away));
  await page.keyboard.press('Control+k');
  assert.equal(await page.evaluate(() => away.state.isOpen), true);
  assert.deepEqual(page.errors, []);
  await page.close();
});
