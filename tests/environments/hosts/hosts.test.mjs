// The package, packed and installed, in every place that it is said to run in.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from '../../browser/chromium.mjs';
import { serveSite } from '../../browser/site.mjs';
import { index } from '../../browser/widget-site.mjs';
import { files, folder, load, out, program, size, tarball, unpackedSize } from './package.mjs';

const apps = fileURLToPath(new URL('apps/', import.meta.url));
const file = join(out, 'keys.headword');
const bytes = await index();
writeFileSync(file, bytes);
/** Milliseconds after which a program hangs; it would be waited for without end. */
const HANGS = 4 * 60 * 1000;
/** What `apps/ask.mjs` answers. */
const ANSWER = /^keys\/rotate \d+ CORRUPT docs$/;

test('what is packed', (t) => {
  const paths = files.map(({ path }) => path.replace(/shared-[A-Z0-9]+\.js$/, 'shared.js').replace(/^dist\/types\/.*/, 'dist/types'));
  assert.deepEqual([...new Set(paths)].sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'bin/headword.js',
    'dist/headword.global.js',
    'dist/inline.js',
    ...['build', 'cli', 'index', 'shared', 'tools', 'vite', 'worker', 'worker-script'].map((name) => `dist/node/${name}.js`).sort(),
    ...['languages', 'widget', 'worker-script'].map((name) => `dist/site/${name}.js`),
    ...['_headword', 'headword.1', 'headword.bash', 'headword.fish'].map((name) => `dist/shell/${name}`),
    ...['README.md', 'index.d.ts', 'index.js', 'manifest.txt', 'server.js'].map((name) => `dist/package/${name}`),
    ...['index.html', 'preview.css', 'preview.js'].map((name) => `dist/preview/${name}`),
    'dist/site/wasm/reader_bg.wasm',
    'dist/types',
    'dist/wasm/builder_bg.wasm',
    'dist/wasm/reader_bg.wasm',
    ...['build', 'index', 'shared', 'tools', 'widget-state', 'widget', 'worker-script', 'worker'].map((name) => `dist/web/${name}.js`).sort(),
    'package.json',
  ].sort());
  t.diagnostic(`${(size / 1000).toFixed(0)} KB packed, ${(unpackedSize / 1000).toFixed(0)} KB unpacked`);
});

test('publint and attw find nothing', async () => {
  const { publint } = await load('publint');
  const { messages } = await publint({ pkgDir: join(folder, 'node_modules/headword'), strict: true });
  assert.deepEqual(messages, []);
  // Only for ESM: CommonJS can import it, and Node 10 is none of its hosts.
  execFileSync(program('attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', './headword.wasm', './site/*'], { encoding: 'utf8' });
});

describe('runtimes', () => {
  const commands = {
    'Node 20': [process.execPath],
    'Node 22': [program('node')],
    Deno: [program('deno'), 'run', '--allow-read', '--allow-env', '--node-modules-dir=manual', '--no-prompt'],
    Bun: [program('bun'), 'run'],
  };
  for (const [name, [command, ...args]] of Object.entries(commands)) {
    test(name, () => {
      const printed = execFileSync(command, [...args, join(apps, 'runtime.mjs'), file], { encoding: 'utf8', timeout: HANGS, env: { ...process.env, NO_COLOR: '1' } });
      const [asked, worker, tool] = printed.trim().split('\n');
      assert.match(asked, ANSWER);
      assert.deepEqual([worker, tool], ['a', 'answered']);
    });
  }

  test('workerd', async () => {
    const { Miniflare } = await load('miniflare');
    const { build } = await import('esbuild');
    const { outputFiles } = await build({
      entryPoints: [join(apps, 'edge.mjs')],
      bundle: true,
      write: false,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      external: ['*.wasm', '*.headword'],
    });
    const flare = new Miniflare({
      compatibilityDate: '2026-01-01',
      modules: [
        { type: 'ESModule', path: 'edge.mjs', contents: outputFiles[0].text },
        { type: 'CompiledWasm', path: 'headword/headword.wasm', contents: readFileSync(join(folder, 'node_modules/headword/dist/wasm/reader_bg.wasm')) },
        { type: 'Data', path: './keys.headword', contents: bytes },
      ],
    });
    try {
      assert.match(await (await flare.dispatchFetch('http://localhost/')).text(), ANSWER);
    } finally {
      await flare.dispose();
    }
  });
});

/** The files of a site, as `serveSite` takes pages. */
function served(dir) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [`/${relative(dir, path)}`, { html: readFileSync(path), type }];
    });
}

describe('bundlers, in Chromium', () => {
  let browser;
  let site;
  const pages = {};
  before(async () => {
    browser = await launch();
    site = await serveSite({ indexes: { 'keys.headword': bytes }, pages, app: out });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page, and waits for its title to be an answer. */
  async function title(url) {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(url);
    const answer = await page.waitForFunction(() => document.title !== 'none' && document.title).catch(() => undefined);
    const found = await answer?.jsonValue();
    await page.close();
    assert.deepEqual(errors, []);
    return found;
  }

  const page = (script) => `<!doctype html><html lang="en"><title>none</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script></html>`;
  const IN_WORKER = /^keys\/rotate \d+ CORRUPT docs keys\/rotate$/;

  test('Vite', async () => {
    const { build } = await load('vite');
    const outDir = join(out, 'vite');
    await build({ root: apps, base: '/app/vite/', configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true, rollupOptions: { input: join(apps, 'page.mjs'), output: { entryFileNames: 'page.js' } } } });
    pages['/vite'] = page('/app/vite/page.js');
    assert.match(await title(`${site.url}/vite`), IN_WORKER);
  });

  test('Vite, which builds the index as well, and has it anew after each change', async () => {
    const { build, createServer } = await load('vite');
    const { headword } = await load('headword/vite');
    const { open } = await load('headword');
    const root = join(out, 'site');
    mkdirSync(join(root, 'docs'), { recursive: true });
    const write = (name, source) => writeFileSync(join(root, name), source);
    write('index.html', '<!doctype html><title>Docs</title>');
    write('docs/keys.md', '# Keys\n\nRotate them.');
    write('headword.toml', 'name = "Site"\n');
    const site = { root, base: '/help/', configFile: false, logLevel: 'silent' };

    await build({ ...site, plugins: [headword({ docs: 'docs' })] });
    const built = await open(readFileSync(join(root, 'dist/docs.headword')));
    assert.deepEqual([built.info.name, built.search('rotate').hits[0].path], ['Site', 'keys']);
    await assert.rejects(build({ ...site, plugins: [headword({ docs: 'nowhere' })] }), /nowhere/);

    const server = await createServer({ ...site, plugins: [headword({ docs: 'docs', file: 'search/docs.headword' })], server: { host: '127.0.0.1' } });
    try {
      await server.listen();
      const url = new URL('search/docs.headword', server.resolvedUrls.local[0]);
      const titles = async () => (await open(await fetch(url))).list().map(({ title }) => title);
      assert.deepEqual(await titles(), ['Keys']);
      const told = new Promise((resolve) => {
        const { send } = server.ws;
        server.ws.send = (payload, ...more) => {
          if (payload?.event === 'headword:update') resolve(payload.data.address);
          return send.call(server.ws, payload, ...more);
        };
      });
      // What is written before the server watches is no change to it.
      let time = 0;
      const writing = setInterval(() => write('docs/tokens.md', `# Tokens\n\nNew for the ${++time}. time.`), 300);
      assert.equal(await told.finally(() => clearInterval(writing)), '/help/search/docs.headword');
      assert.deepEqual(await titles(), ['Keys', 'Tokens']);
      write('docs/bad.md', '---\na: [\n---\n# Bad');
      const response = await fetch(url);
      assert.equal(response.status, 500);
      assert.match(await response.text(), /^error\[FRONT_MATTER\]: bad\.md/);
    } finally {
      await server.close();
    }
  });

  /** Searches a site by its key, and goes to the first section. */
  async function searched(home, result) {
    const tab = await browser.newPage();
    const errors = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(home);
    await tab.waitForFunction(() => document.querySelector('headword-search')?.state !== undefined);
    await tab.keyboard.press('Control+k');
    await tab.keyboard.type('steps');
    await tab.locator('headword-search [role=option]').first().waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(result);
    await tab.locator('h2', { hasText: 'Rotate a key' }).waitFor();
    await tab.close();
    assert.deepEqual(errors, []);
  }

  test('VitePress, whose search it is', async () => {
    const env = { ...process.env, OUT: join(out, 'vitepress'), CACHE: join(out, 'vitepress-cache') };
    execFileSync(program('vitepress'), ['build', join(apps, 'vitepress')], { stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS, env });
    await searched(`${site.url}/app/vitepress/index.html`, '**/guides/keys.html#rotate-a-key');
  });

  test('Starlight, whose search it is', async () => {
    const env = { ...process.env, OUT: join(out, 'starlight'), CACHE: join(out, 'starlight-cache'), ASTRO_TELEMETRY_DISABLED: '1' };
    // Astro needs Node 22, and its packages below where it is started.
    const args = [join(folder, 'node_modules/astro/bin/astro.mjs'), 'build', '--root', join(apps, 'starlight')];
    execFileSync(program('node'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS, env });
    await searched(`${site.url}/app/starlight/index.html`, '**/guides/keys/#rotate-a-key');
  });

  test('Docusaurus, of whose pages the index is built', async () => {
    const args = ['build', join(apps, 'docusaurus'), '--out-dir', join(out, 'docusaurus')];
    execFileSync(program('docusaurus'), args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS, env: { ...process.env, DISABLE_VERSIONCHECK: 'true' } });
    await searched(`${site.url}/app/docusaurus/index.html`, '**/guides/keys#rotate-a-key');
  });

  test('Eleventy, of whose pages the index is built', async () => {
    const args = ['--config=eleventy.config.mjs', `--output=${join(out, 'eleventy')}`, '--quiet'];
    execFileSync(program('eleventy'), args, { cwd: join(apps, 'eleventy'), stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS });
    await searched(`${site.url}/app/eleventy/`, '**/guides/keys#rotate-a-key');
  });

  test('webpack', async () => {
    const { default: webpack } = await load('webpack');
    const config = {
      mode: 'production',
      entry: join(apps, 'page.mjs'),
      output: { path: join(out, 'webpack'), filename: 'page.js', publicPath: '/app/webpack/' },
      performance: false,
    };
    await new Promise((resolve, reject) => {
      webpack(config, (error, stats) => (error || stats.hasErrors() ? reject(error ?? new Error(stats.toString())) : resolve()));
    });
    pages['/webpack'] = page('/app/webpack/page.js');
    assert.match(await title(`${site.url}/webpack`), IN_WORKER);
  });

  test('esbuild, which is told where the module is', async () => {
    const { build } = await import('esbuild');
    await build({ entryPoints: [join(apps, 'given.mjs')], bundle: true, format: 'esm', outfile: join(out, 'esbuild/page.js'), logLevel: 'silent' });
    pages['/esbuild'] = page('/app/esbuild/page.js');
    assert.match(await title(`${site.url}/esbuild`), ANSWER);
  });

  test('Rollup, with the module in the script', async () => {
    const { rollup } = await load('rollup');
    const { default: resolve } = await load('@rollup/plugin-node-resolve');
    const bundle = await rollup({ input: join(apps, 'inline.mjs'), plugins: [resolve({ browser: true })] });
    await bundle.write({ file: join(out, 'rollup/page.js') });
    pages['/rollup'] = page('/app/rollup/page.js');
    assert.equal(await title(`${site.url}/rollup`), 'keys/rotate');
  });

  test('Next.js, on the server and in the page', async () => {
    const next = join(apps, 'next');
    execFileSync(program('next'), ['build'], { cwd: next, stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS, env: { ...process.env, INDEX: file, NEXT_TELEMETRY_DISABLED: '1' } });
    const html = readFileSync(join(next, 'out/index.html'), 'utf8');
    assert.match(/<p>(.*?)<\/p>/.exec(html)[1], ANSWER);
    for (const [path, type] of served(join(next, 'out'))) pages[path] = type;
    assert.match(await title(`${site.url}/client.html`), ANSWER);
  });

  test('a page that is opened as a file', async () => {
    const dir = join(out, 'file');
    mkdirSync(dir);
    copyFileSync(join(folder, 'node_modules/headword/dist/headword.global.js'), join(dir, 'headword.js'));
    writeFileSync(join(dir, 'docs.js'), `const index = 'data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}';`);
    const script = `headword.open(index).then((docs) => (document.title = docs.search('three steps').hits[0].path))`;
    writeFileSync(join(dir, 'index.html'), `<!doctype html><title>none</title><script src="headword.js"></script><script src="docs.js"></script><script>${script}</script>`);
    assert.equal(await title(pathToFileURL(join(dir, 'index.html')).href), 'keys/rotate');
  });

  test('a page with a strict policy needs only wasm-unsafe-eval', async () => {
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";
    const html = page('/app/strict.mjs').replace('<link rel="icon" href="data:,">', '');
    writeFileSync(
      join(out, 'strict.mjs'),
      `import { open } from '/headword/web/index.js';
       import { openInWorker } from '/headword/web/worker.js';
       const docs = await open('/index/keys.headword');
       const other = await openInWorker('/index/keys.headword');
       document.title = docs.search('three steps').hits[0].path + ' ' + (await other.search('three steps')).hits[0].path;`,
    );
    pages['/strict'] = { html, headers: { 'Content-Security-Policy': policy } };
    pages['/without'] = { html, headers: { 'Content-Security-Policy': policy.replace(" 'wasm-unsafe-eval'", '') } };
    assert.equal(await title(`${site.url}/strict`), 'keys/rotate keys/rotate');
    const refused = await browser.newPage();
    const error = refused.waitForEvent('pageerror');
    await refused.goto(`${site.url}/without`);
    assert.match(String(await error), /wasm|WebAssembly/i);
    await refused.close();
  });
});
