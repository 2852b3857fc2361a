// axe finds nothing to complain about in any element, whatever the colours.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';
import { serveSite } from './site.mjs';
import { answered, html, index, opened } from './widget-site.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const COLOURS = [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'light', forcedColors: 'active' }, { colorScheme: 'dark', forcedColors: 'active' }];
const ELEMENTS = {
  'headword-search': '<headword-search src="/index/keys.headword"></headword-search>',
  'headword-search-box': '<headword-search-box src="/index/keys.headword" action="/results"></headword-search-box>',
  'headword-results': '<headword-results src="/index/keys.headword"></headword-results>',
};

let browser;
let site;
before(async () => {
  const style = '<style>:root { color-scheme: light dark; background: light-dark(#fff, #131217) } h1 { color: CanvasText }</style>';
  const pages = Object.fromEntries(Object.entries(ELEMENTS).map(([name, element]) => [`/${name}`, html(element, style)]));
  [browser, site] = await Promise.all([launch(), serveSite({ indexes: { 'keys.headword': await index() }, pages })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const name of Object.keys(ELEMENTS)) {
  for (const colours of COLOURS) {
    test(`${name}, ${Object.values(colours).join(', forced colours ')}`, async () => {
      // Nothing moves, so that no colour is looked at on its way to another.
      const page = await opened(browser, `${site.url}/${name}`, { ...colours, reducedMotion: 'reduce' });
      await page.evaluate(AXE);
      const check = async (when) => {
        const found = await page.evaluate(async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary}`).join('; ')}`);
        });
        assert.deepEqual(found, [], when);
      };
      await check('before anyone searches');
      if (name === 'headword-search') {
        await page.locator(name).click();
        await check('with an empty box');
      }
      await page.locator(`${name} input`).click();
      await page.keyboard.type('rotate keyy');
      await answered(page);
      await page.keyboard.press('ArrowDown');
      if (name === 'headword-search') await page.locator('headword-search [part=preview] h2').waitFor();
      await check('with results');
      if (name !== 'headword-search-box') {
        await page.locator(`${name} [part=chip]`).first().click();
        await answered(page);
        await check('with a filter');
      }
      await page.locator(`${name} input`).fill('qqqqzzzz');
      await answered(page);
      await check('with nothing found');
      assert.deepEqual(page.errors, []);
      await page.close();
    });
  }
}

test('what can be pressed is 44 pixels high', async () => {
  const page = await opened(browser, `${site.url}/headword-search`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('key');
  await answered(page);
  const small = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('headword-search');
    return [...shadowRoot.querySelectorAll('button, [role=option], input')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.height === 0) return [];
      // A chip is pressed around its edge too.
      const edge = element.classList.contains('chip') ? -2 * parseFloat(getComputedStyle(element, '::after').top) : 0;
      return box.height + edge < 43.9 ? [`${element.className} ${box.height + edge}`] : [];
    });
  });
  assert.deepEqual(small, []);
  await page.close();
});

test('at 400 % nothing is cut off', async () => {
  // 1280 by 1024 at 400 %.
  const page = await opened(browser, `${site.url}/headword-search`, { viewport: { width: 320, height: 256 } });
  await page.locator('headword-search').click();
  await page.keyboard.type('rotate key');
  await answered(page);
  await page.keyboard.press('ArrowDown');
  const { wide, seen } = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('headword-search');
    const panel = shadowRoot.querySelector('.panel').getBoundingClientRect();
    const line = shadowRoot.querySelector('[aria-selected=true]').getBoundingClientRect();
    const column = shadowRoot.querySelector('.column');
    return { wide: Math.max(panel.right - innerWidth, column.scrollWidth - column.clientWidth), seen: Math.min(line.bottom, column.getBoundingClientRect().bottom) - Math.max(line.top, column.getBoundingClientRect().top) };
  });
  assert.ok(wide <= 0, `${wide} px too wide`);
  assert.ok(seen >= 44, `${seen} px of the chosen line are seen`);
  await page.close();
});
