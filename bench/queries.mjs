// What is asked: titles, headings, words with a typo, what stands in the box while titles are typed; of the WorkOS docs
// also tasks, errors, identifiers, questions, and words that are rare, common or absent.

/** How many titles there are at most. They come first. */
export const TITLES = 200;
const HEADINGS = 50;
const TYPOS = 50;
const TYPED = 5;

/** What is asked of the WorkOS docs beside what follows from any documents. */
export const WORKOS = [
  ...['verify webhook signature', 'rotate client secret', 'invalid SAML response', 'SSO', 'redirect uri'],
  ...['getUserByExternalId', 'user_management', 'organization membership', 'directory sync groups', 'api key'],
  ...['how do I migrate users from Auth0?', 'what happens when a certificate expires', 'where do I find my client id'],
  ...['magic link expired', 'invalid_grant', 'rate limit', 'pagination', 'idempotency key', 'custom domain', 'MFA totp'],
  ...['session cookie', 'refresh token', 'audit log export', 'feature flags', 'passkey', 'impersonation', 'okta scim'],
  ...['google workspace oauth', 'azure ad', 'next.js middleware', 'python sdk', 'ruby', 'webhook', 'events api'],
  ...['the', 'a user', 'zeppelin', 'zzzz qqqq', 'connection', 'id', 's'],
];

/** All queries, in an order that follows from the documents. */
export function queries(documents, more = []) {
  const titles = unique(documents.map(({ title }) => title));
  const headings = unique(documents.map(({ heading }) => heading));
  const long = unique([...titles, ...headings].flatMap((text) => text.match(/\b[a-z]{6,14}\b/g) ?? []));
  const typed = sample(titles.filter((title) => title.length > 12), TYPED);
  return [
    ...sample(titles, TITLES),
    ...sample(headings, HEADINGS),
    ...more,
    ...sample(long, TYPOS).map(swapped),
    ...typed.flatMap((title) => Array.from(title, (_, index) => title.slice(0, index + 1))),
  ].filter((query) => query.trim() !== '');
}

/** As many of these, evenly from all of them. */
export function sample(of, count) {
  if (of.length <= count) return of;
  return Array.from({ length: count }, (_, index) => of[Math.floor((index * of.length) / count)]);
}

const unique = (texts) => [...new Set(texts)].filter((text) => text.trim() !== '');

/** The word with two letters of its middle in the wrong order. */
function swapped(word) {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle - 1) + word[middle] + word[middle - 1] + word.slice(middle + 1);
}
