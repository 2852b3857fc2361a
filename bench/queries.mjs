// What is asked: titles, tasks, errors, identifiers, questions, words that are rare, common or
// absent, and what stands in the box while some of these are typed.

const FIXED = [
  ...['verify webhook signature', 'rotate client secret', 'invalid SAML response', 'SSO', 'redirect uri'],
  ...['getUserByExternalId', 'user_management', 'organization membership', 'directory sync groups', 'api key'],
  ...['how do I migrate users from Auth0?', 'what happens when a certificate expires', 'where do I find my client id'],
  ...['magic link expired', 'invalid_grant', 'rate limit', 'pagination', 'idempotency key', 'custom domain', 'MFA totp'],
  ...['session cookie', 'refresh token', 'audit log export', 'feature flags', 'passkey', 'impersonation', 'okta scim'],
  ...['google workspace oauth', 'azure ad', 'next.js middleware', 'python sdk', 'ruby', 'webhook', 'events api'],
  ...['the', 'a user', 'zeppelin', 'zzzz qqqq', 'connection', 'id', 's'],
];

// Typed letter by letter, so that every prefix is one query.
const TYPED = ['verify webhook signature', 'organization membership', 'single sign-on', 'invalid saml response', 'admin portal'];

/** All queries, in a fixed order. */
export function queries(docs) {
  const prefixes = TYPED.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));
  return [...docs.list().map((page) => page.title), ...FIXED, ...prefixes].filter((query) => query.trim() !== '');
}
