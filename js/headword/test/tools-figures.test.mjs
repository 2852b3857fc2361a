// How well searching answers on the WorkOS docs, through the tool as an agent calls it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'headword';
import { docsTools } from 'headword/tools';
import { withoutWorkos, workos } from './tool-indexes.mjs';

/** Words that say nothing of what a text is about. */
const COMMON = new Set(
  'a about all an and any are as at be by can do each for from get has have how if in into is it its learn more not of on one or our out see so that the their them then there these this to up use used using via was we what when where which who why will with you your'.split(
    ' ',
  ),
);
const QUERIES = 200;

const docs = workos && (await open(workos));
const [search] = docs ? docsTools(docs) : [];

/** The paths of pages that a query finds, in order. */
async function found(query, limit) {
  const { content } = await search.call({ query, limit, max_tokens: 20_000 });
  return [...content[0].text.matchAll(/^ {3}path: ([^#\n]*)/gm)].map(([, path]) => path);
}

/** The share of questions whose page is among what is found. */
async function share(questions, limit) {
  let right = 0;
  for (const { query, path } of questions) if ((await found(query, limit)).includes(path)) right++;
  return right / questions.length;
}

test('four words of a description, in reverse: the page is in the first ten', { skip: withoutWorkos }, async (t) => {
  const questions = docs.list().flatMap(({ path, description, kind }) => {
    const words = [...new Set(description.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [])].filter(
      (word) => word.length > 2 && !COMMON.has(word.toLowerCase()),
    );
    return kind === 'docs' && words.length >= 4 ? [{ path, query: words.slice(0, 4).reverse().join(' ') }] : [];
  });
  // Spread over all of them, since pages of one folder are alike.
  const chosen = Array.from(
    { length: Math.min(QUERIES, questions.length) },
    (_, at) => questions[Math.floor((at * questions.length) / Math.min(QUERIES, questions.length))],
  );
  const right = await share(chosen, 10);
  t.diagnostic(`${right} of ${chosen.length} queries`);
  assert.ok(right >= 0.95, `${right} of ${chosen.length}`);
});

test('a title that only one page has finds that page first', { skip: withoutWorkos }, async (t) => {
  const titles = new Map();
  const pages = docs.list().filter(({ kind }) => kind !== 'folder');
  for (const { title } of pages) titles.set(title, (titles.get(title) ?? 0) + 1);
  const questions = pages
    .filter(({ title }) => titles.get(title) === 1)
    .map(({ path, title }) => ({ path, query: title }));
  const right = await share(questions, 1);
  t.diagnostic(`${right} of ${questions.length} titles`);
  assert.ok(right >= 0.95, `${right} of ${questions.length}`);
});

test('what people ask for', { skip: withoutWorkos }, async () => {
  for (const [query, within, paths] of [
    ['SSO', 1, ['sso']],
    ['verify webhook signature', 3, ['events/data-syncing/webhooks']],
    ['rotate client secret', 3, ['reference/workos-connect/applications/client-secrets']],
    ['invalid SAML response', 3, ['sso/saml-security', 'sso/signing-certificates']],
    ['authentification', 3, ['reference/authkit/authentication/code', 'reference/authkit/authentication']],
  ]) {
    const first = await found(query, within);
    assert.ok(
      first.some((path) => paths.includes(path)),
      `${query}: ${first.join(', ')}`,
    );
  }
});
