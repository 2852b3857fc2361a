// The page of "headword serve", as both commands serve it: what it shows, and that it follows the files.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { COMMANDS, SITE } from '../../js/headword/test/support.mjs';
import { launch } from './chromium.mjs';

const GUIDE = 'content/guides/first-lamp.mdx';
const shots = fileURLToPath(new URL('shots/', import.meta.url));

let browser;
before(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launch();
});
after(() => browser?.close());

for (const command of ['rust', 'js']) {
  test(`${command}: a search and a page of the docs as they are now`, async (t) => {
    const { dir, url } = await serve(t, command);
    const page = await opened(t, `${url}?q=lamp`);
    await page.locator('#list a', { hasText: 'Your first lamp' }).first().click();
    await page.locator('#page pre', { hasText: 'Hold the button' }).waitFor();
    assert.match(page.url(), /\?q=lamp&path=guides%2Ffirst-lamp$/);
    await page.screenshot({ path: join(shots, `preview-${command}.png`) });

    const guide = readFileSync(join(dir, GUIDE), 'utf8');
    writeFileSync(join(dir, GUIDE), `${guide}\nZebras may watch.\n`);
    await page.locator('#page pre', { hasText: 'Zebras may watch.' }).waitFor();
    await page.fill('#query', 'zebr');
    await page.locator('#list mark', { hasText: 'Zebras' }).waitFor();

    writeFileSync(join(dir, 'content/bad.md'), '---\ntitle: [\n---\n');
    writeFileSync(join(dir, GUIDE), `${guide}\nZebras may watch and sleep.\n`);
    await page.locator('#mistake', { hasText: 'error[FRONT_MATTER]: bad.md:2' }).waitFor();
    await page.locator('#list mark', { hasText: 'Zebras' }).waitFor();
    rmSync(join(dir, 'content/bad.md'));
    await page.locator('#mistake').waitFor({ state: 'hidden' });
    // What was read beside it counts from then on.
    await page.locator('#page pre', { hasText: 'watch and sleep' }).waitFor();

    // What is wrong stays said while other files change.
    writeFileSync(join(dir, 'content/guides/first-lamp.md'), '# Twice');
    await page.locator('#mistake', { hasText: 'error[DUPLICATE_PATH]' }).waitFor();
    const settings = readFileSync(join(dir, 'headword.toml'), 'utf8');
    writeFileSync(join(dir, 'headword.toml'), 'nmae = "Lantern"');
    await page.locator('#mistake', { hasText: /nmae[^]*error\[DUPLICATE_PATH\]/ }).waitFor();
    writeFileSync(join(dir, 'headword.toml'), settings);
    await page.waitForFunction(() => !document.querySelector('#mistake').textContent.includes('nmae'));
    assert.match(await page.textContent('#mistake'), /DUPLICATE_PATH/);
    rmSync(join(dir, 'content/guides/first-lamp.md'));
    await page.locator('#mistake').waitFor({ state: 'hidden' });

    await page.fill('#query', '');
    await page.locator('#list li a', { hasText: 'Your first lamp' }).waitFor();
    await page.goBack();
    await page.locator('#page pre').waitFor({ state: 'detached' });
    assert.deepEqual(page.errors, []);
  });

  test(`${command}: programs get the same answers, and other hosts none`, async (t) => {
    const { url } = await serve(t, command);
    const json = async (path) => {
      const response = await fetch(new URL(path, url));
      return { status: response.status, ...(await response.json()) };
    };
    await json('changes');
    assert.equal((await json('search?q=pair+a+lamp')).hits[0].page, 'guides/first-lamp');
    assert.equal((await json('read?path=guides/first-lamp%23names')).heading, 'Name it');
    assert.deepEqual(await json('read?path=nowhere/x'), {
      status: 404,
      code: 'NOT_FOUND',
      message: '"nowhere/x" is no page or section; search for it, or list the pages',
    });
    assert.deepEqual(await json('../headword.toml'), {
      status: 404,
      code: 'NOT_FOUND',
      message: 'there is nothing here; the preview is at /',
    });
    const index = Buffer.from(await (await fetch(new URL('docs.headword', url))).arrayBuffer());
    assert.equal(index.subarray(0, 8).toString(), 'HEADWORD');
    assert.equal((await fetch(url, { method: 'POST' })).status, 405);
    assert.equal(await statusFor(url, 'docs.evil.example'), 403);
  });
}

/** Serves a copy of `tests/site` while the test runs. */
async function serve(t, command) {
  const dir = mkdtempSync(join(tmpdir(), 'headword-preview-'));
  cpSync(SITE, dir, { recursive: true });
  const [program, ...first] = COMMANDS[command];
  const child = spawn(program, [...first, 'serve', '--port', '0'], { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const [found] = /http:\S+\//.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(said)));
  });
  return { dir, url };
}

async function opened(t, url) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  return Object.assign(page, { errors });
}

/** What is answered to a page of another name that leads to this machine. `fetch` would not let it say so. */
function statusFor(url, host) {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode));
    asking.on('error', reject).end();
  });
}
