// The commands where a transcript does not reach: other sources, pipes, permissions, links.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS, CORPUS, WORKOS, fixtures, folder, run, write } from './support.mjs';

const BOTH = ['rust', 'js'];

/** Runs both commands with the same arguments, and checks that they say the same. */
function same(args, dir, options) {
  const [rust, js] = BOTH.map((command) => run(command, args, dir, options));
  assert.deepEqual(js, rust);
  return rust;
}

for (const [name, docs] of Object.entries({ corpus: CORPUS, workos: WORKOS })) {
  test(`both write the same bytes: ${name}`, (t) => {
    const dir = folder(t);
    const [rust, js] = BOTH.map((command) => {
      const built = run(command, ['build', docs, '--out', `${command}.headword`, '--name', 'Docs', '--json'], dir);
      assert.equal(built.status, 0, built.stderr);
      return [readFileSync(join(dir, `${command}.headword`)), built.stdout];
    });
    assert.ok(rust[0].equals(js[0]));
    assert.equal(js[1], rust[1]);
  });
}

test('both say the same of the WorkOS docs', (t) => {
  const dir = folder(t);
  assert.equal(run('rust', ['build', WORKOS, '--out', 'docs.headword'], dir).status, 0);
  for (const query of ['verify webhook signature', 'rotate client secret', 'invalid SAML response', 'SSO', 'user.id']) {
    for (const more of [[], ['--json']]) {
      const { stdout } = same(['search', 'docs.headword', query, ...more], dir);
      if (more.length > 0) same(['read', 'docs.headword', JSON.parse(stdout).hits[0].path], dir);
    }
  }
});

test('names that are left out, and links that are not followed', { skip: process.platform === 'win32' }, (t) => {
  const dir = folder(t);
  const page = '# Page\n';
  write(dir, {
    '.docs/a.md': page,
    '.docs/b.mdx': page,
    '.docs/c.markdown': page,
    '.docs/d.MD': page,
    '.docs/e.txt': page,
    '.docs/_f.md': page,
    '.docs/.g.md': page,
    '.docs/md': page,
    '.docs/.h/a.md': page,
    '.docs/_i/a.md': page,
    '.docs/node_modules/j/a.md': page,
    '.docs/k.md/l.md': page,
    '.docs/k/\u{1f4a1}.md': page,
    '.docs/k/\uffee.md': page,
    'outside/a.md': page,
  });
  symlinkSync('../outside', join(dir, '.docs/link'));
  symlinkSync('../outside/a.md', join(dir, '.docs/link.md'));
  symlinkSync('.docs', join(dir, 'docs'));
  for (const root of ['.docs', './.docs/', 'docs', join(dir, '.docs')]) {
    const { stdout, stderr } = same(['build', root, '--out', 'docs.headword', '--json'], dir);
    assert.equal(stderr, 'note: 2 symbolic links were not followed: link, link.md\n');
    assert.equal(JSON.parse(stdout).pages, 6);
  }
  assert.equal(same(['read', 'docs.headword', 'k.md/l'], dir).status, 0);
});

test('named pipes are no files to read', { skip: process.platform === 'win32' }, (t) => {
  const dir = folder(t);
  write(dir, { 'docs/a.md': '# A\n' });
  execFileSync('mkfifo', [join(dir, 'docs/b.md')]);
  assert.equal(JSON.parse(same(['build', 'docs', '--json'], dir, { timeout: 10_000 }).stdout).pages, 1);
});

test('a headword.toml that is not UTF-8, or that is elsewhere', (t) => {
  const dir = folder(t);
  const place = join(dir, 'site/headword.toml');
  write(dir, { 'site/headword.toml': "docs = 'content'\n", 'site/content/a.md': '# A\n' });
  for (const name of ['site/headword.toml', './site//headword.toml', 'site/../site/headword.toml', place]) {
    assert.equal(same(['build', '--config', name, '--json'], dir).status, 0);
    const missing = same(['build', '--config', name, '--docs', 'content'], dir);
    assert.equal(missing.stderr, 'error[IO]: cannot read the folder content: not found; check the path\n');
  }
  writeFileSync(place, Buffer.from("name = 'Caf\xe9'\n", 'latin1'));
  assert.equal(
    same(['check', '--config', 'site/headword.toml'], dir).stderr,
    'error[ENCODING]: site/headword.toml: not UTF-8 (bad byte at offset 11); save the file as UTF-8\n',
  );
});

test('bad files are told in the order of their paths', (t) => {
  const dir = folder(t);
  const bad = '---\n- no mapping\n---\n';
  const names = ['b.md', 'a/z.md', 'a.md', 'B.md', '\u{1f4a1}.md', '\uffee.md'];
  write(dir, Object.fromEntries(names.map((name) => [`docs/${name}`, bad])));
  const { stderr } = same(['build', 'docs', '--out', 'docs.headword'], dir);
  const paths = [...stderr.matchAll(/^error\[FRONT_MATTER\]: (.*?):/gm)].map(([, path]) => path);
  assert.deepEqual(paths, ['B.md', 'a.md', 'a/z.md', 'b.md', '\uffee.md', '\u{1f4a1}.md']);
});

test('a name that is not UTF-8', { skip: process.platform !== 'linux' }, (t) => {
  const dir = folder(t);
  write(dir, { 'docs/a.md': '# A\n' });
  writeFileSync(Buffer.from(`${dir}/docs/caf\xe9.md`, 'latin1'), '# Caf\u00e9\n');
  mkdirSync(Buffer.from(`${dir}/docs/caf\xe9`, 'latin1'));
  writeFileSync(Buffer.from(`${dir}/docs/caf\xe9/b.md`, 'latin1'), '# B\n');
  const { status, stderr } = same(['build', 'docs', '--out', 'docs.headword'], dir);
  assert.equal(status, 1);
  assert.equal(
    stderr,
    'error[ENCODING]: caf\ufffd.md: the name is not UTF-8; rename it\n' +
      'error[ENCODING]: caf\ufffd/b.md: the name is not UTF-8; rename it\n' +
      'error: 2 of 3 files could not be read; docs.headword was not written\n',
  );
});

test('a page or a folder that may not be read', { skip: process.platform !== 'linux' }, (t) => {
  const dir = folder(t);
  write(dir, { 'docs/a.md': '# A\n', 'docs/b.md': '# B\n', 'docs/c/d.md': '# D\n', 'own/new.headword': '' });
  chmodSync(dir, 0o755);
  chmodSync(join(dir, 'docs/b.md'), 0);
  chmodSync(join(dir, 'docs/c'), 0);
  chmodSync(join(dir, 'own'), 0o555);
  // Root may read everything, so another user runs the commands.
  const isRoot = process.getuid() === 0;
  const programs = isRoot ? readable(dir) : undefined;
  if (isRoot && programs === undefined) return t.skip('no other user may start the commands here');
  const options = isRoot ? { uid: 65534, gid: 65534 } : {};
  const { status, stderr } = same(['build', 'docs', '--out', 'docs.headword'], dir, options);
  assert.equal(status, 1);
  assert.equal(
    stderr,
    'error[IO]: c: cannot read the folder: permission denied; make it readable or leave it out with "exclude"\n' +
      'error[IO]: b.md: cannot read the file: permission denied; make it readable or leave it out with "exclude"\n' +
      'error: 2 of 3 files could not be read; docs.headword was not written\n',
  );
  const closed = same(['build', 'docs/c', '--out', 'docs.headword'], dir, options);
  assert.equal(
    closed.stderr,
    'error[IO]: cannot read the folder docs/c: permission denied; check its permissions\n',
  );
  chmodSync(join(dir, 'docs/b.md'), 0o644);
  chmodSync(join(dir, 'docs/c'), 0o755);
  const unwritable = same(['build', 'docs', '--out', 'own/docs.headword'], dir, options);
  assert.equal(unwritable.stderr, 'error[IO]: cannot write own/docs.headword: permission denied; check its folder\n');
  chmodSync(join(dir, 'own'), 0o755);
});

/** Whether a user without rights can start both commands. */
function readable(dir) {
  const options = { uid: 65534, gid: 65534 };
  try {
    return BOTH.every((command) => run(command, ['--version'], dir, options).status === 0) || undefined;
  } catch {
    return undefined;
  }
}

for (const command of BOTH) {
  test(`a reader that stops reading is no error: ${command}`, async (t) => {
    const dir = folder(t);
    // More than a pipe holds.
    write(dir, { 'docs/a.md': `# A\n\n${'many words and more of them\n'.repeat(50_000)}` });
    assert.equal(run(command, ['build', 'docs', '--out', 'docs.headword'], dir).status, 0);
    const [program, ...first] = COMMANDS[command];
    const child = spawn(program, [...first, 'read', 'docs.headword', 'a'], { cwd: dir });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  test(`a full disk is told: ${command}`, { skip: !existsSync('/dev/full') }, (t) => {
    const dir = folder(t);
    fixtures(dir, command);
    const args = ['-c', '"$@" > /dev/full', 'sh', ...COMMANDS[command], 'search', 'docs.headword', 'lamp'];
    const { stderr, status } = runShell(args, dir);
    const failure = 'cannot write to standard output: no space left on the device; check where it leads';
    assert.equal(stderr, `error[IO]: ${failure}\n`);
    assert.equal(status, 1);
  });

  test(`an index is replaced whole or not at all: ${command}`, (t) => {
    const dir = folder(t);
    fixtures(dir, command);
    const before = readFileSync(join(dir, 'docs.headword'));
    copyFileSync(join(dir, 'text.headword'), join(dir, 'docs.headword.tmp'));
    assert.equal(run(command, ['build', 'mixed', '--out', 'docs.headword'], dir).status, 1);
    assert.ok(readFileSync(join(dir, 'docs.headword')).equals(before));
    assert.equal(run(command, ['build', 'corpus/guides', '--out', 'docs.headword'], dir).status, 0);
    assert.ok(!readFileSync(join(dir, 'docs.headword')).equals(before));
    assert.deepEqual(readdirSync(dir).filter((name) => name.endsWith('.tmp')), []);
  });
}

test('control characters do not reach a terminal', { skip: process.platform !== 'linux' }, (t) => {
  const dir = folder(t);
  write(dir, { 'docs/a.md': '# A\x1b[31m\n\nRed \x1b[31m words.\n' });
  const printed = BOTH.map((command) => {
    assert.equal(run(command, ['build', 'docs', '--out', 'docs.headword'], dir).status, 0);
    return ['search docs.headword words', 'read docs.headword a'].map((args) => {
      const line = `${COMMANDS[command].map((word) => `'${word}'`).join(' ')} ${args}`;
      return runShell(['-c', 'script --quiet --return --command "$1" /dev/null', 'sh', line], dir).stdout;
    });
  });
  if (printed[0][0] === '') return t.skip('no `script` to make a terminal with');
  assert.deepEqual(printed[1], printed[0]);
  assert.ok(printed[0][0].includes('Red \ufffd[31m \x1b[1mwords\x1b[22m.'), JSON.stringify(printed[0][0]));
  assert.ok(printed[0][1].includes('Red \ufffd[31m words.'), JSON.stringify(printed[0][1]));
  const { stderr } = same(['read', 'docs.headword', 'a\x1b[31m'], dir);
  assert.ok(stderr.includes('a\ufffd[31m') && !stderr.includes('\x1b'));
});

function runShell(args, cwd) {
  return run('sh', args, cwd);
}
