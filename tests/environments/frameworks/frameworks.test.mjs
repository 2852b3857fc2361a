// The elements in React, Vue and Svelte, built by Vite as their users build: properties reach them, events leave them.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from '../../browser/chromium.mjs';
import { serveSite } from '../../browser/site.mjs';
import { answered, ask, index, opened } from '../../browser/widget-site.mjs';
import { install } from '../install.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const FRAMEWORKS = ['react', 'vue', 'svelte'];

let browser;
let site;
let out;
let missing;
before(async () => {
  try {
    install('frameworks');
  } catch {
    missing = 'the frameworks could not be installed: is there a network?';
    return;
  }
  out = await mkdtemp(join(tmpdir(), 'headword-frameworks-'));
  await built();
  const pages = {};
  for (const name of FRAMEWORKS) {
    pages[`/${name}`] = `<!doctype html><html lang="en"><title>${name}</title><link rel="icon" href="data:,"><body><script type="module" src="/app/${name}.js"></script></body></html>`;
  }
  [browser, site] = await Promise.all([launch(), serveSite({ indexes: { 'keys.headword': await index() }, pages, app: out })]);
});
after(async () => {
  await browser?.close();
  await site?.close();
  if (out) await rm(out, { recursive: true });
});

for (const name of FRAMEWORKS) {
  test(name, async (t) => {
    if (missing) return t.skip(missing);
    const page = await opened(browser, `${site.url}/${name}`);
    const trigger = page.locator('headword-search', { hasText: 'Find' });
    const search = async () => {
      await trigger.click();
      await page.locator('headword-search input').fill('');
      await ask(page, 'key');
      return page.locator('headword-search [role=listbox] [role=group]').evaluateAll((all) => all.map((group) => group.getAttribute('aria-label')));
    };
    assert.deepEqual(await search(), ['Limits of a key']);
    assert.equal(page.workers().length, 1, 'the bundler found the worker');
    await page.keyboard.press('Enter');
    await page.locator('output', { hasText: 'keys/limits' }).waitFor();
    assert.equal(page.url(), `${site.url}/${name}`);
    await page.locator('#other').click();
    await answered(page);
    assert.deepEqual((await search()).sort(), ['Rotate a key', 'Sign in with Okta']);
    assert.equal(await page.evaluate(() => document.querySelector('headword-search').noPreview), true);
    assert.deepEqual(page.errors, []);
    await page.close();
  });
}

async function built() {
  const { build } = await import(new URL('node_modules/vite/dist/node/index.js', import.meta.url));
  const { compile } = await import(new URL('node_modules/svelte/src/compiler/index.js', import.meta.url));
  const svelte = {
    name: 'svelte',
    transform(code, id) {
      if (!id.endsWith('.svelte')) return null;
      return { code: compile(code, { filename: id }).js.code, map: null };
    },
  };
  await build({
    root: here,
    base: '/app/',
    configFile: false,
    logLevel: 'error',
    plugins: [svelte],
    build: {
      outDir: out,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(FRAMEWORKS.map((name) => [name, join(here, 'apps', `${name}.js`)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
