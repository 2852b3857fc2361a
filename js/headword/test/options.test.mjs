// The options of a build are the keys of headword.toml, and each is checked.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, startBuild } from 'headword/build';
import { MODULES, ROOT, refuses } from './support.mjs';

const { builder } = await import(new URL('load-builder.node.js', MODULES));
const keys = (await builder()).Config.keys();
const places = keys.filter(({ kind }) => ['file', 'folder', 'place'].includes(kind));

const A = [{ path: 'a.md', source: '# A' }];
const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The members of an interface in options.ts: their names, types and comments on one line. */
function members(name) {
  const source = readFileSync(join(ROOT, 'js/headword/src/options.ts'), 'utf8');
  const [, body] = new RegExp(`export interface ${name} \\{\n(.*?)\n\\}`, 's').exec(source);
  const member = /\/\*\*(.*?)\*\/\s+readonly (\w+)\?: ([^;]+);/gs;
  return [...body.matchAll(member)].map(([, comment, own, type]) => ({ own, type, comment: comment.replace(/\s*\*?\s+/g, ' ').trim() }));
}

function type({ kind, list, words }) {
  if (kind === 'bool') return 'boolean';
  if (kind === 'pair') return 'Readonly<Record<string, string>>';
  if (kind === 'choice') return words.map((word) => `'${word}'`).join(' | ');
  return list ? 'readonly string[]' : 'string';
}

test('the types have every key that is no place, in order, and say of it what headword.toml says', () => {
  const top = members('BuildOptions').filter(({ own }) => !['config', 'reference', 'previous', 'cache', 'progress'].includes(own));
  const reference = members('ReferenceOptions').map((member) => ({ ...member, own: `reference.${member.own}` }));
  const settings = keys.filter((key) => !places.includes(key));
  assert.deepEqual(
    [...top, ...reference].map(({ own, type }) => [own, type]),
    settings.map((key) => [camelCase(key.name), type(key)]),
  );
  for (const [at, { own, comment }] of [...top, ...reference].entries()) {
    assert.ok(comment.startsWith(settings[at].help.replace(/[.]$/, '')), `${own}: ${comment}`);
  }
});

test('unknown options are named with the closest one', async () => {
  const refused = (options, message) => refuses('USAGE', (said) => said === message, () => build(A, options));
  await refused({ baseURL: '' }, 'build: unknown option "baseURL"; did you mean "baseUrl"?');
  await refused({ 'base-url': '' }, 'build: unknown option "base-url"; did you mean "baseUrl"?');
  await refused({ previus: '' }, 'build: unknown option "previus"; did you mean "previous"?');
  await refused({ reference: { titel: '' } }, 'build: unknown option "reference.titel"; did you mean "reference.title"?');
  await refused({ refrence: {} }, 'build: unknown option "refrence"; did you mean "reference"?');
  await refuses('USAGE', /^build: unknown option "theme"; it takes name, baseUrl, .*, reference, config, previous, cache, progress$/, () => build(A, { theme: '' }));
  await refuses('USAGE', /^startBuild: unknown option "nam"; did you mean "name"\?$/, () => startBuild({ nam: '' }));
});

test('options that name files and folders are the command\'s', async () => {
  for (const { name } of places) {
    if (['previous', 'cache', 'progress'].includes(name)) continue;
    const message = `build: unknown option "${camelCase(name)}"; it names a place, and a program reads and writes its own files`;
    await refuses('USAGE', (said) => said === message, () => build(A, { [camelCase(name)]: 'x' }));
  }
});

test('a value of the wrong type is named with its option and what it must be', async () => {
  for (const [options, message] of [
    [1, 'the options must be an object, found a number'],
    [null, 'the options must be an object, found null'],
    [[], 'the options must be an object, found an Array'],
    [{ name: 1 }, 'name must be a string, found a number'],
    [{ config: 1 }, 'config must be a string, found a number'],
    [{ cleanUrls: 'no' }, 'cleanUrls must be true or false, found a string'],
    [{ include: '*.md' }, 'include must be a list of strings, found a string'],
    [{ include: ['*.md', 1] }, 'include[1] must be a string, found a number'],
    [{ include: [' '] }, 'include[0] must be a string that is not empty'],
    [{ reference: 'key' }, 'reference must be an object, found a string'],
    [{ reference: { lists: {} } }, 'reference.lists must be a list of strings, found an Object'],
    [{ reference: { languages: ['js'] } }, 'reference.languages must be an object, found an Array'],
    [{ reference: { languages: { js: 1 } } }, 'reference.languages.js must be a string, found a number'],
    [{ previous: 'old.headword' }, 'previous must be a Uint8Array, found a string'],
    [{ cache: 'cache' }, 'cache must be a Uint8Array, found a string'],
  ]) {
    await refuses('USAGE', (said) => said === `build: ${message}`, () => build(A, options));
  }
});

test('a value that does not fit is refused in the words of the engine', async () => {
  for (const [options, message] of [
    [{ format: 'md' }, 'format must be auto, markdown, html or records, found "md"'],
    [{ baseUrl: 'acme' }, 'baseUrl must be a URL such as "https://example.com/docs/" or a path such as "/docs/", without ? and #, found "acme"'],
    [{ exclude: ['a', 'b['] }, "exclude has the glob \"b[\", which cannot be used: unclosed character class; missing ']'"],
    [{ snippetComponents: ['A,B'] }, 'snippetComponents[0] has a comma, which parts the items of a list, found "A,B"; leave it out'],
  ]) {
    await refuses('USAGE', (said) => said === `build: ${message}`, () => build(A, options));
  }
});

test('what is wrong with the text of a headword.toml is told with its line', async () => {
  const message = 'headword.toml:2: unknown key "base_url"; did you mean "base-url"?';
  await refuses('CONFIG', (said) => said === message, () => build(A, { config: "name = 'A'\nbase_url = ''" }));
});

test('what is not given is left as it is', async () => {
  const undefinedOnes = Object.fromEntries(keys.filter((key) => !places.includes(key) && !key.name.includes('.')).map(({ name }) => [camelCase(name), undefined]));
  const options = { ...undefinedOnes, reference: undefined, config: undefined, previous: undefined, cache: undefined };
  assert.deepEqual(await build(A, options), await build(A));
});
