// What a build reads beside the docs, and what it keeps from one run to the next; both commands alike.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { open } from 'headword';
import { COMMANDS, SITE, folder, run, write } from './support.mjs';

const item = (version) => `<item><title>${version}</title><description>Version ${version}.</description></item>`;
const feed = (...versions) => `<rss version="2.0"><channel><title>Acme</title>${versions.map(item).join('')}</channel></rss>`;

for (const command of ['rust', 'js']) {
  test(`${command}: a feed is fetched where it has moved, and what it forgets is kept`, async (t) => {
    const dir = folder(t);
    write(dir, { 'docs/index.md': '# Acme\n' });
    let entries = ['1.1.0', '1.0.0'];
    const url = await serve(t, (request, response) => {
      if (request.url === '/old.xml') response.writeHead(301, { location: '/new.xml' }).end();
      else response.end(feed(...entries));
    });
    const args = ['build', 'docs', '--changelogs', `${url}/old.xml`, '--previous', 'docs.headword'];
    assert.equal((await start(command, args, dir).end).stderr, '');
    entries = ['1.2.0', '1.1.0'];
    assert.equal((await start(command, args, dir).end).stderr, '');
    const docs = await open(join(dir, 'docs.headword'));
    assert.deepEqual(docs.releases().map(({ version }) => version), ['1.2.0', '1.1.0', '1.0.0']);
    assert.equal(docs.read('changelog/acme#1.0.0').markdown.trim(), '## 1.0.0\n\nVersion 1.0.0.');
  });

  test(`${command}: an address that gives no feed is an error, and the index stays`, async (t) => {
    const dir = folder(t);
    write(dir, { 'docs/index.md': '# Acme\n', 'docs.headword': 'as it was' });
    const url = await serve(t, (request, response) => {
      if (request.url === '/gone') response.writeHead(404).end();
      else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (request.url === '/long') response.end(Buffer.alloc(40 << 20, 'x'));
      else response.end('<html>');
    });
    const said = async (place) => {
      const { status, stderr } = await start(command, ['build', 'docs', '--changelogs', place], dir).end;
      assert.equal(status, 1);
      const [error, summary] = stderr.trim().split('\n');
      assert.equal(summary, 'error: 1 of 2 files could not be read; docs.headword was not written');
      return error.replace(url, 'URL');
    };
    const later = 'try again later, or save it to a file and give that';
    assert.equal(await said(`${url}/gone`), 'error[IO]: cannot fetch URL/gone: the server answered 404; check the address');
    assert.equal(await said(`${url}/round`), 'error[IO]: cannot fetch URL/round: more than 5 redirects; check the address');
    assert.match(await said(`${url}/long`), /^error\[IO\]: cannot fetch URL\/long: it is larger than 33554432 bytes; /);
    assert.equal(await said('http://127.0.0.1:1/'), `error[IO]: cannot fetch http://127.0.0.1:1/: the connection failed; ${later}`);
    assert.equal(readFileSync(join(dir, 'docs.headword'), 'utf8'), 'as it was');
  });

  test(`${command}: a cache changes nothing but the time`, (t) => {
    const dir = folder(t);
    cpSync(SITE, dir, { recursive: true });
    const build = (...args) => {
      const { status, stderr } = run(command, ['build', ...args], dir);
      assert.equal(status, 0, stderr);
      return readFileSync(join(dir, 'site.headword'));
    };
    const plain = build();
    const cached = ['--cache', 'pages.cache'];
    assert.deepEqual(build(...cached), plain);
    assert.deepEqual(build(...cached), plain);
    appendFileSync(join(dir, 'content/index.md'), '\nOne more sentence.\n');
    rmSync(join(dir, 'content/glossary.jsonl'));
    const changed = build(...cached);
    assert.notDeepEqual(changed, plain);
    assert.deepEqual(build(), changed);
    // One that was damaged, or written with other settings, is left aside.
    writeFileSync(join(dir, 'pages.cache'), readFileSync(join(dir, 'pages.cache')).subarray(9));
    assert.deepEqual(build(...cached), changed);
    assert.notDeepEqual(build(...cached, '--name', 'Lamps'), changed);
    assert.deepEqual(build(...cached), changed);
  });

  test(`${command}: links are not followed, also where they lead round in circles`, (t) => {
    const dir = folder(t);
    write(dir, { 'docs/index.md': '# Acme\n', 'elsewhere/page.md': '# Elsewhere\n' });
    symlinkSync('..', join(dir, 'docs/round'));
    symlinkSync('../elsewhere/page.md', join(dir, 'docs/page.md'));
    const { status, stdout, stderr } = run(command, ['build', 'docs'], dir);
    assert.equal(status, 0);
    assert.match(stdout, /^1 page, /);
    assert.equal(stderr, 'note: 2 symbolic links were not followed: page.md, round\n');
  });

  test(`${command}: --watch writes anew after each change, and tells mistakes`, async (t) => {
    const dir = folder(t);
    cpSync(SITE, dir, { recursive: true });
    const building = start(command, ['build', '--watch', '--json'], dir);
    t.after(() => building.child.kill());
    const reports = building.lines('stdout');
    const notes = building.lines('stderr');
    const next = async () => JSON.parse((await reports.next()).value);
    assert.equal((await next()).pages, 9);
    assert.equal((await notes.next()).value, 'Watching for changes; stop with Ctrl-C.');
    write(dir, { 'content/new/page.md': '# New\n' });
    assert.equal((await next()).pages, 10);
    // A folder that is new is watched too.
    write(dir, { 'content/new/page.md': '---\ntitle: [\n---\n' });
    assert.match((await notes.next()).value, /^error\[FRONT_MATTER\]: new\/page.md:2: /);
    assert.match((await notes.next()).value, /^error: 1 of 12 files could not be read; /);
    rmSync(join(dir, 'content/new/page.md'));
    assert.equal((await next()).pages, 9);
    const settings = readFileSync(join(dir, 'headword.toml'), 'utf8');
    write(dir, { 'headword.toml': settings.replace('exclude = [', 'exclude = ["*.html", ') });
    assert.equal((await next()).pages, 8);
  });

  test(`${command}: --watch sees what mends a mistake that was there from the start, and folders made anew`, async (t) => {
    const dir = folder(t);
    // The index is written where nothing is watched, or that would be a change as well.
    write(dir, { 'site/docs/index.md': '---\ntitle: [\n---\n', 'out/docs.headword': '' });
    const building = start(command, ['build', 'site/docs', '--out', 'out/docs.headword', '--watch', '--json'], dir);
    t.after(() => building.child.kill());
    const reports = building.lines('stdout');
    const notes = building.lines('stderr');
    const next = async () => JSON.parse((await reports.next()).value).pages;
    assert.match((await notes.next()).value, /^error\[FRONT_MATTER\]: index.md:2: /);
    assert.match((await notes.next()).value, /^error: 1 of 1 file could not be read; /);
    assert.equal((await notes.next()).value, 'Watching for changes; stop with Ctrl-C.');
    write(dir, { 'site/docs/index.md': '# Acme\n' });
    assert.equal(await next(), 1);
    // As generators of sites do before they write.
    rmSync(join(dir, 'site/docs'), { recursive: true });
    write(dir, { 'site/docs/index.md': '# Acme\n', 'site/docs/a.md': '# A\n' });
    assert.equal(await next(), 2);
    write(dir, { 'site/docs/b.md': '# B\n' });
    assert.equal(await next(), 3);
    rmSync(join(dir, 'site/docs'), { recursive: true });
    assert.equal((await notes.next()).value, 'error[IO]: cannot read the folder site/docs: not found; check the path');
    write(dir, { 'site/docs/index.md': '# Acme\n' });
    assert.equal(await next(), 1);
  });
}

/** The address of a server that is gone when the test is. */
async function serve(t, answer) {
  const server = createServer(answer);
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${server.address().port}`;
}

/** Starts a command. Tests that serve what it asks for cannot wait for it as `run` does. */
function start(command, args, cwd) {
  const [program, ...first] = COMMANDS[command];
  const child = spawn(program, [...first, ...args], { cwd, env: { ...process.env, NO_COLOR: '' } });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => (texts[stream] += text));
  const end = new Promise((done) => child.on('close', (status) => done({ status, ...texts })));
  const lines = (stream) => createInterface({ input: child[stream] })[Symbol.asyncIterator]();
  return { child, end, lines };
}
