// What an index says is text and nothing else; and the strictest pages can have the elements.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { serveSite } from './site.mjs';
import { answered, ask, html, index, opened } from './widget-site.mjs';

const POLICY = [
  ...["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'", "img-src data:"],
  ...["base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", 'trusted-types headword'],
];
const IMG = '<img src=x onerror=globalThis.hurt=1>';
const BIDI = '\u202ehtrow daer si siht\u2066\u2067';
const HOSTILE = [
  { path: 'img.md', source: `---\ntitle: "key ${IMG}"\n---\n\n## key ${IMG}\n\nA key ${IMG} <script>globalThis.hurt=2</script> [key](javascript:globalThis.hurt=3)\n` },
  { path: 'bidi.md', source: `# key ${BIDI}\n\nA key.\n` },
  { path: 'long.md', source: `# key ${'A'.repeat(1 << 20)}\n\nA key.\n` },
  { path: 'words.md', source: `# key ${'lorem '.repeat(1 << 17)}\n\nA key.\n` },
  { path: 'a" onfocus="globalThis.hurt=4/b.md', source: '# key in a folder\n\nA key.\n' },
  { path: 'facet.md', source: `---\nversion: "${IMG}"\n---\n\n# key with a value\n\nA key.\n` },
];
const ALL = ['headword-search', 'headword-search-box', 'headword-results'];

let browser;
let site;
before(async () => {
  const element = (name, more = '') => `<${name} src="/index/hostile.headword" facets="version path" limit="50" ${more}></${name}>`;
  const strict = (policy, body) => ({ html: html(body), headers: { 'Content-Security-Policy': policy.join('; ') } });
  const pages = {
    ...Object.fromEntries(ALL.map((name) => [`/${name}`, strict(POLICY, element(name))])),
    '/scheme': strict(POLICY, element('headword-search', 'base="javascript:globalThis.hurt=5//"')),
    '/workerless': strict(POLICY.map((rule) => rule.replace(/^worker-src.*/, "worker-src 'none'")), element('headword-search')),
    '/policyless': strict(POLICY.map((rule) => rule.replace(/^trusted-types .*/, "trusted-types 'none'")), element('headword-search')),
  };
  const indexes = { 'hostile.headword': await index(HOSTILE, { name: IMG }) };
  [browser, site] = await Promise.all([launch(), serveSite({ indexes, pages })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

describe('a hostile index is inert', () => {
  for (const name of ALL) {
    test(name, async () => {
      const page = await opened(browser, `${site.url}/${name}`);
      if (name === 'headword-search') await page.keyboard.press('Control+k');
      else await page.locator(`${name} input`).click();
      await ask(page, 'key');
      if (name === 'headword-search') {
        // Every section is previewed once.
        const count = await page.locator('headword-search [role=option]').count();
        for (let step = 0; step < count; step++) {
          await page.keyboard.press('ArrowDown');
          await page.waitForTimeout(100);
        }
      }
      const found = await page.evaluate((name) => {
        const { shadowRoot } = document.querySelector(name);
        const elements = [...shadowRoot.querySelectorAll('*')];
        return {
          hurt: globalThis.hurt,
          names: [...new Set(elements.map(({ localName }) => localName))],
          handlers: elements.flatMap((element) => element.getAttributeNames().filter((attribute) => attribute.startsWith('on'))),
          links: [...shadowRoot.querySelectorAll('a')].map(({ protocol }) => protocol),
          longest: Math.max(...elements.map((element) => element.children.length === 0 ? element.textContent.length : 0)),
          titles: [...shadowRoot.querySelectorAll('.title')].map(({ textContent }) => textContent),
          isolated: [...shadowRoot.querySelectorAll('.title, .heading')].every((element) => getComputedStyle(element).unicodeBidi === 'isolate'),
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      }, name);
      assert.equal(found.hurt, undefined);
      for (const bad of ['img', 'script', 'iframe', 'style']) assert.ok(!found.names.includes(bad), bad);
      assert.deepEqual(found.handlers, []);
      assert.deepEqual([...new Set(found.links)], ['https:']);
      assert.ok(found.longest < 2500, `${found.longest} characters in one element`);
      assert.ok(found.titles.some((title) => title.includes(IMG)), 'it is shown as the text it is');
      assert.ok(found.titles.length >= HOSTILE.length, found.titles.length);
      assert.equal(found.isolated, true);
      assert.equal(found.wide, 0);
      // Neither a refused script, style or handler nor anything else.
      assert.deepEqual(page.errors, []);
      await page.close();
    });
  }
});

test('results whose address has another scheme are told of and not followed', async () => {
  const page = await opened(browser, `${site.url}/scheme`);
  await page.evaluate(() => document.addEventListener('headword-select', (event) => (document.title = JSON.stringify(event.detail.url))));
  await page.keyboard.press('Control+k');
  await ask(page, 'key folder');
  assert.equal(await page.locator('headword-search a').count(), 0);
  assert.ok((await page.locator('headword-search [role=option]').count()) > 0);
  await page.keyboard.press('Enter');
  await page.locator('headword-search [role=option]').first().click();
  assert.equal(await page.title(), 'null');
  assert.equal(page.url(), `${site.url}/scheme`);
  assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
  await page.close();
});

for (const [path, hasWorker] of [['headword-search', true], ['workerless', false], ['policyless', false]]) {
  test(`the strictest page, ${hasWorker ? 'with' : 'without'} a worker: ${path}`, async () => {
    const page = await opened(browser, `${site.url}/${path}`);
    await page.keyboard.press('Control+k');
    await ask(page, 'key');
    await answered(page);
    assert.ok((await page.locator('headword-search [role=option]').count()) > 0);
    assert.equal(page.workers().length, hasWorker ? 1 : 0);
    await page.close();
  });
}
