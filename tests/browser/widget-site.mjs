// A small site that the elements search: what its pages are, and a browser's page that shows an element.

import { build } from 'headword/build';

const page = (path, title, ...sections) => ({
  path,
  source: `# ${title}\n\n${sections.map(([heading, text]) => (heading ? `## ${heading}\n\n${text}` : text)).join('\n\n')}\n`,
});

const versioned = ({ path, source }, version) => ({ path, source: `---\nversion: "${version}"\n---\n\n${source}` });

/** Pages about keys, an example and a changelog. */
export const FILES = [
  versioned(page('keys/rotate.md', 'Rotate a key', ['', 'A key is rotated in three steps.'], ['Create a second key', 'Call `createKey` first.'], ['Delete the first key', 'Then the old key is gone.']), '2'),
  versioned(page('keys/limits.md', 'Limits of a key', ['', 'Each key has a limit of requests.']), '1'),
  versioned(page('sso/okta.md', 'Sign in with Okta', ['', 'Okta needs a key of its own.'], ['Errors', 'An invalid key is refused.']), '2'),
  ...Array.from({ length: 14 }, (_, number) => page(`more/page-${number}.md`, `Page ${number}`, ['', `A key of number ${number}.`])),
  { path: 'rotate/main.py', source: '"""Rotate a key."""\nclient.rotate_key(key)\n', collection: 'examples' },
  { path: 'CHANGELOG.md', source: '# SDK\n\n## 1.2.0\n\n- Keys can be rotated.\n', collection: 'changelogs' },
];

/** Their index. */
export async function index(files = FILES, options = {}) {
  const { bytes } = await build(files, { name: 'Keys', baseUrl: 'https://docs.example/', filters: ['version'], ...options });
  return bytes;
}

/** A page with this in its body. */
export function html(body, head = '', attributes = 'lang="en"') {
  return `<!doctype html><html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Docs</title><link rel="icon" href="data:,">${head}<script type="module" src="/headword/site/widget.js"></script></head><body><main><h1>Docs</h1>${body}</main></body></html>`;
}

/** The page at an address. What it logs as an error, and what it refuses, is in `errors`. */
export async function opened(browser, url, options = {}) {
  const page = await browser.newPage(options);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('headword-search, headword-search-box, headword-results')?.state !== undefined);
  return Object.assign(page, { errors });
}

/** Types, and waits for the answer to all of it. */
export async function ask(page, text) {
  await page.keyboard.type(text);
  await answered(page);
}

/** Waits until the element has the answer to what stands in its box, and all of it is drawn. */
export function answered(page) {
  return page.waitForFunction(() => {
    const element = document.querySelector('headword-search, headword-search-box, headword-results');
    const { asked, answered, failure, items } = element.state;
    const isAnswered = failure !== null || asked === null || answered?.question.number === asked.number;
    return isAnswered && element.shadowRoot.querySelectorAll('.line').length === items.length;
  });
}
