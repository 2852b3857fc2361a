// The tools for agents as plain objects: what they are called with, and the text that they answer.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { open } from 'headword';
import { byName, docsTools, estimateTokens } from 'headword/tools';
import { corpus, site } from './tool-indexes.mjs';

const lantern = await open(corpus);
const everything = await open(site);

/** Calls of the tools for these docs: each answers its text, or the error's. */
function tools(docs, options) {
  const all = docsTools(docs, options);
  return Object.fromEntries(
    all.map(({ name, call }) => {
      return [
        name,
        async (args) => {
          const { content, isError = false, structuredContent } = await call(args);
          assert.equal(content.length, 1);
          if (isError) assert.ok(estimateTokens(content[0].text) <= 150, content[0].text);
          return { text: content[0].text, isError, structuredContent };
        },
      ];
    }),
  );
}

const { docs_search: search, docs_read: read, docs_list: list } = tools(lantern);
const ok = async (answer) => {
  const { text, isError } = await answer;
  assert.equal(isError, false, text);
  return text;
};
const refused = async (answer) => {
  const { text, isError } = await answer;
  assert.equal(isError, true, text);
  return text;
};
/** The arguments of the call that a text ends with. */
const nextCall = (text, name) => JSON.parse(text.match(new RegExp(`${name} (\\{.*\\})`))[1]);

describe('which tools there are', () => {
  const names = (...args) => docsTools(...args).map(({ name }) => name);

  test('three always, others only where the index has what they tell of', () => {
    assert.deepEqual(names(everything), ['docs_search', 'docs_read', 'docs_list', 'docs_examples', 'docs_changelog']);
    assert.deepEqual(names(lantern).slice(0, 3), ['docs_search', 'docs_read', 'docs_list']);
    assert.ok(!names(lantern).includes('docs_examples'));
  });

  test('their names begin as is wished, within what clients take', () => {
    assert.deepEqual(names(everything, { prefix: 'acme' })[0], 'acme_search');
    for (const prefix of ['', '1st', 'a b', 'ä', 'a'.repeat(33)])
      assert.throws(() => names(lantern, { prefix }), /prefix/);
  });

  test('each says what a client may rely on', () => {
    for (const { title, description, annotations, inputSchema } of docsTools(everything)) {
      assert.ok(title.length > 0 && description.length > 20 && description.length <= 400);
      assert.deepEqual(annotations, { readOnlyHint: true, idempotentHint: true, openWorldHint: false });
      assert.equal(inputSchema.type, 'object');
      for (const name of inputSchema.required) assert.ok(name in inputSchema.properties);
    }
  });

  test('the same docs give the same tools and the same text', async () => {
    assert.equal(JSON.stringify(docsTools(everything)), JSON.stringify(docsTools(everything)));
    assert.equal(
      await ok(tools(lantern).docs_search({ query: 'rotate key' })),
      await ok(search({ query: 'rotate key' })),
    );
  });

  test('a call that is aborted is not begun', async () => {
    const reason = new Error('enough');
    await assert.rejects(docsTools(lantern)[0].call({ query: 'lamp' }, { signal: AbortSignal.abort(reason) }), reason);
  });
});

describe('searching', () => {
  test('answers ranked pages with path, URL, excerpt and cost, and what they are from', async () => {
    const text = await ok(search({ query: 'rotate api key', limit: 1 }));
    assert.match(
      text,
      /^Lantern docs @[0-9a-f]{8}: 1–1 of \d+ pages for "rotate api key"\. Read one with docs_read and its path\.\n\n1\. /,
    );
    assert.match(
      text,
      /\n1\. .*Rotate a key ~\d+ tokens\n {3}path: guides\/keys#rotate-a-key\n {3}url: https:\/\/lantern\.example\/docs\/guides\/keys#rotate-a-key\n {3}\S/,
    );
  });

  test('goes on where an answer ended', async () => {
    const whole = await ok(search({ query: 'lamp', limit: 50 }));
    const paths = (text) => [...text.matchAll(/^ {3}path: (.*)$/gm)].map(([, path]) => path);
    const first = await ok(search({ query: 'lamp', limit: 2 }));
    const second = await ok(search(nextCall(first, 'docs_search')));
    assert.deepEqual([...paths(first), ...paths(second)], paths(whole).slice(0, 4));
    assert.match(second, /: 3–4 of /);
  });

  test('refuses a cursor of another question', async () => {
    const { cursor } = nextCall(await ok(search({ query: 'lamp', limit: 2 })), 'docs_search');
    for (const args of [
      { query: 'key', cursor },
      { query: 'lamp', kind: 'docs', cursor },
      { query: 'lamp', cursor: 'x' },
    ]) {
      assert.match(await refused(search(args)), /without "cursor"/);
    }
  });

  test('understands the words that models use instead', async () => {
    const expected = await ok(search({ query: 'lamp', limit: 2 }));
    for (const args of [
      { q: 'lamp', maxResults: 2 },
      { search: 'lamp', top_k: '2' },
      { query: 'lamp', limit: 2.9, kind: '', path: null, foo: 1 },
    ]) {
      assert.equal((await ok(search(args))).split('\n\nMore: ')[0], expected.split('\n\nMore: ')[0]);
    }
  });

  test('is kept to a folder, a kind and a language', async () => {
    const { docs_search } = tools(everything);
    const paths = async (args) =>
      [...(await ok(docs_search({ query: 'lamp', ...args }))).matchAll(/^ {3}path: (.*)$/gm)].map(([, path]) => path);
    assert.ok((await paths({})).length > 3);
    for (const path of ['guides', '/guides/', 'https://lantern.example/docs/guides']) {
      assert.ok((await paths({ path })).every((found) => found.startsWith('guides')));
      assert.ok((await paths({ path })).length > 0);
    }
    assert.ok((await paths({ kind: 'changelogs' })).every((path) => path.startsWith('changelog/')));
    assert.ok((await paths({ language: 'Python' })).every((path) => path.includes('python')));
  });

  test('nothing found is an answer: what is close, and how else to ask', async () => {
    const text = await ok(search({ query: 'zeppelin' }));
    assert.match(text, /: no page matches "zeppelin"\..*docs_list/s);
    const narrow = await ok(search({ query: 'lamp', path: 'nowhere' }));
    assert.match(narrow, /no page matches "lamp" with path "nowhere"\. Without that, \d+ pages match\./);
  });

  test('says when it looked for other words', async () => {
    assert.match(await ok(search({ query: 'rotaet' })), /for "rotate" \("rotaet" has words that are in no page\)/);
  });

  test('mistakes are one short sentence', async () => {
    assert.match(await refused(search({})), /^"query" must be a string and is missing/);
    assert.match(await refused(search()), /^"query" must be a string/);
    assert.match(await refused(search({ query: ['lamp'] })), /"query" must be a string/);
    assert.match(await refused(search({ query: 'lamp', limit: 'many' })), /"limit" must be a number/);
    assert.match(
      await refused(search({ query: 'lamp', kind: 'blog' })),
      /"kind" is one of docs, example, changelog; found "blog"/,
    );
    assert.match(await refused(search({ query: ' ' })), /empty/);
    assert.match(await refused(search({ query: 'lamp '.repeat(200_000) })), /shorten/);
  });
});

describe('reading', () => {
  test('answers a section under its title, path and URL', async () => {
    const text = await ok(read({ path: 'guides/keys#rotate-a-key' }));
    assert.match(
      text,
      /^Lantern docs @[0-9a-f]{8}\n.*Rotate a key\npath: guides\/keys#rotate-a-key\nurl: https:\S+\n\n/,
    );
  });

  test('understands addresses, and the words that models use instead', async () => {
    const expected = await ok(read({ path: 'guides/keys' }));
    for (const args of [
      { url: 'https://lantern.example/docs/guides/keys' },
      { id: '/guides/keys.md' },
      { paths: ['guides/keys'] },
      { uri: 'docs://lantern-docs/guides/keys' },
    ]) {
      assert.equal(await ok(read(args)), expected);
    }
  });

  test('a long page ends with the call that reads on, and what follows is the page', async () => {
    const { path } = lantern
      .list()
      .reduce((a, b) => (lantern.read(a.path).markdown.length > lantern.read(b.path).markdown.length ? a : b));
    let text = await ok(read({ path, max_tokens: 200 }));
    let markdown = '';
    for (let calls = 0; calls < 50; calls++) {
      assert.ok(estimateTokens(text) <= 200, text);
      const [, , body = ''] = text.match(/^(.*?)\n\n(.*?)(\n\n\[~|$)/s) ?? [];
      markdown += body.replace(/\s+/g, '');
      if (!text.includes('Read on: ')) break;
      text = await ok(read({ max_tokens: 200, ...nextCall(text, 'docs_read') }));
    }
    assert.equal(markdown, lantern.read(path, { links: 'paths' }).markdown.replace(/\s+/g, ''));
  });

  test('several at once share the budget, and a miss among them is told of', async () => {
    const text = await ok(read({ path: 'guides/keys\nno/such/page\nindex', max_tokens: 900 }));
    assert.match(text, /path: guides\/keys\n.*"no\/such\/page" is no page or section.*path: index\n/s);
    assert.ok(estimateTokens(text) <= 900);
    assert.match(await refused(read({ paths: ['no', 'nothing'] })), /None of these/);
    const many = lantern.list().map(({ path }) => path);
    const some = await ok(read({ path: many, max_tokens: 400 }));
    assert.match(some, /Not read for want of room: docs_read \{"path":/);
    assert.ok(estimateTokens(some) <= 400);
  });

  test('an outline is the sections and what they cost', async () => {
    const text = await ok(read({ path: 'guides/keys', outline: true }));
    assert.match(text, /~\d+ tokens in all, \d+ sections:\n- guides\/keys#/);
    assert.match(text, /- guides\/keys#rotate-a-key \(Rotate a key\) ~\d+/);
  });

  test('a language leaves the others out', async () => {
    const { docs_read } = tools(everything);
    assert.match(await ok(docs_read({ path: 'api/lamps' })), /\nlanguages: /);
    const python = await ok(docs_read({ path: 'api/lamps', language: 'Python' }));
    assert.ok(!python.includes('JavaScript') && !python.includes('\nlanguages: '));
  });

  test('a slip is understood, and the text says so', async () => {
    const text = await ok(read({ path: 'guides/kesy' }));
    assert.match(
      text,
      /\npath: guides\/keys\n.*\nnote: "guides\/kesy" is not a path here; .*\(the closest spelling\)\n\n/s,
    );
  });

  test('a miss names what could be meant, at most five', async () => {
    const text = await refused(read({ path: 'guides/lamp-and-key-and-schedule' }));
    assert.match(text, /^Lantern docs @[0-9a-f]{8}: "guides\/lamp-and-key-and-schedule" is no page or section\./);
    assert.ok((text.match(/^- /gm)?.length ?? 0) <= 5);
    for (const [, path] of text.matchAll(/^- (\S+) \(/gm)) lantern.read(path);
    assert.match(await refused(read({ path: 'x/'.repeat(500_000) })), /"x\/x\//);
    assert.match(await refused(read({})), /"path" must be a string/);
  });
});

describe('listing', () => {
  test('the top, and what is below a page', async () => {
    const top = await ok(list({}));
    assert.match(top, /^Lantern docs @[0-9a-f]{8}: \d+ entries\./);
    assert.match(top, /^- .*: guides \(\d+ below\)$/m);
    const guides = await ok(list({ path: 'guides' }));
    assert.match(guides, /^- .*: guides\/keys$/m);
    assert.equal(await ok(list({ url: 'https://lantern.example/docs/guides/' })), guides);
  });

  test('every path in it can be read', async () => {
    for (const docs of [lantern, everything]) {
      const text = await ok(tools(docs).docs_list({ depth: 9 }));
      for (const [, path] of text.matchAll(/: (\S+)(?: \(\d+ below\))?$/gm)) if (path.includes('/')) docs.read(path);
    }
  });

  test('goes on where it ended, and says where nothing is', async () => {
    const { docs_list } = tools(everything);
    const first = await ok(docs_list({ depth: 9, max_tokens: 200 }));
    assert.ok(estimateTokens(first) <= 200);
    assert.match(await ok(list({ path: 'index' })), /nothing is below it/);
    assert.match(await refused(list({ path: 'nowhere' })), /is no page or section/);
  });
});

describe('examples', () => {
  const { docs_examples: examples } = tools(everything);

  test('are listed, and given whole by the name of a group or by words', async () => {
    assert.match(
      await ok(examples({})),
      /2 groups of examples\..*\n- Blink: examples\/blink\n- Scenes: examples\/scenes$/s,
    );
    assert.match(await ok(examples({ example: 'blink' })), /path: examples\/blink\n\n.*```rust\nfn main/s);
    assert.match(
      await ok(examples({ query: 'evening', language: 'Python' })),
      /1 example for "evening"\n\n.*```python\nimport lantern/s,
    );
    assert.match(await ok(examples({ query: 'zeppelin' })), /No example matches "zeppelin"\. 2 groups/);
  });
});

describe('the changelog', () => {
  const { docs_changelog: changelog } = tools(everything);

  test('is of all packages by day, of one, or of one version', async () => {
    const all = await ok(changelog({}));
    assert.match(
      all,
      /: 3 releases, newest first\. Packages: lantern-js, Lantern news\.\n\n## Lantern news Lamps in colour \(2026-03-02\)\npath: changelog\/lantern-news#lamps-in-colour\n/,
    );
    assert.match(
      await ok(changelog({ package: 'LANTERN-JS' })),
      /2 releases \(lantern-js\), newest first\.\n\n## 2\.0\.0 \(2026-03-01\)/,
    );
    assert.match(await ok(changelog({ version: 'v2.0.0' })), /1 release \(version "v2\.0\.0"\).*- \*\*Breaking/s);
    assert.match(
      await ok(changelog({ package: 'lantern-js', version: '9' })),
      /no release \(lantern-js, version "9"\)\. The newest: lantern-js 2\.0\.0/,
    );
  });

  test('since a version or a day', async () => {
    assert.match(await ok(changelog({ since: '2026-03-01' })), /: 2 releases/);
    assert.match(
      await ok(changelog({ since: '2.0.0-rc.1' })),
      /: 1 release \(since "2\.0\.0-rc\.1"\).*## lantern-js 2\.0\.0 /s,
    );
    assert.match(await refused(changelog({ since: '9.9' })), /no version "9\.9"/);
  });

  test('goes on where it ended, and a package that is not there is an error that names others', async () => {
    const first = await ok(changelog({ limit: 2 }));
    const second = await ok(changelog(nextCall(first, 'docs_changelog')));
    assert.match(second, /## lantern-js 2\.0\.0-rc\.1 \(2026-02-01, pre-release\)/);
    assert.match(
      await refused(changelog({ package: 'lantern-py' })),
      /no package "lantern-py"\. There are:\n- lantern-js/,
    );
  });
});

describe('changes', () => {
  const { diff } = JSON.parse(
    JSON.stringify({
      diff: {
        added: [{ path: 'guides/new', title: 'New' }],
        removed: [
          { path: 'guides/old', closest: 'guides/keys' },
          { path: 'gone', closest: null },
        ],
        moved: [
          {
            from: 'keys',
            confidence: 90,
            page: { path: 'guides/keys', title: 'API keys', change: 0, added: [], removed: [], moved: [], changed: [] },
          },
        ],
        changed: [
          {
            path: 'index',
            title: 'Lantern',
            change: 12,
            added: ['index#new'],
            removed: [],
            moved: [],
            changed: [{ path: 'index#old', change: 40 }],
          },
        ],
      },
    }),
  );

  test('are told where they were given, and kept to a folder', async () => {
    const { docs_changes } = tools(lantern, { changes: diff });
    assert.equal(
      (await ok(docs_changes({}))).replace(/@[0-9a-f]{8}/, '@'),
      `Lantern docs @: 5 pages added, removed, moved or changed since the version before.
- added: guides/new (New)
- removed: guides/old; most like it is guides/keys
- removed: gone
- moved: keys is now guides/keys (API keys)
- changed: index (Lantern), 12 % of it; sections: 1 new, 1 changed (index#new; index#old)`,
    );
    assert.match(await ok(docs_changes({ path: '/guides/' })), /: 3 pages .* below "guides" since/);
    assert.equal(
      tools(lantern, { changes: { added: [], removed: [], moved: [], changed: [] } }).docs_changes,
      undefined,
    );
    assert.equal(tools({ corpus: lantern, site: everything }, { changes: { other: diff } }).docs_changes, undefined);
    assert.match(
      await ok(tools({ corpus: lantern, site: everything }, { changes: { corpus: diff } }).docs_changes({})),
      /- added: corpus:guides\/new/,
    );
  });
});

describe('several indexes', () => {
  const both = tools({ corpus: lantern, site: everything });

  test('are searched together, each one’s best first; paths say which they are in', async () => {
    const text = await ok(both.docs_search({ query: 'lamp', limit: 4 }));
    const paths = [...text.matchAll(/^ {3}path: (.*)$/gm)].map(([, path]) => path);
    assert.deepEqual(
      paths.map((path) => path.split(':')[0]),
      ['corpus', 'site', 'corpus', 'site'],
    );
    for (const path of paths) assert.match(await ok(both.docs_read({ path })), new RegExp(`\\npath: ${path}\\n`));
    assert.match(text, /^Lantern docs @[0-9a-f]{8}, Lantern @[0-9a-f]{8}: /);
    const { cursor } = nextCall(text, 'docs_search');
    const more = await ok(both.docs_search({ query: 'lamp', limit: 4, cursor }));
    assert.match(more, /: 5–8 of /);
  });

  test('can be asked for one of them', async () => {
    assert.doesNotMatch(await ok(both.docs_search({ query: 'lamp', index: 'site' })), /path: corpus:/);
    assert.match(
      await refused(both.docs_search({ query: 'lamp', index: 'acme' })),
      /no index "acme"; there are corpus, site/,
    );
    assert.match(await ok(both.docs_list({})), /\ncorpus: Lantern docs\n- .*\nsite: Lantern\n- /s);
  });

  test('a path without a name is looked up in all', async () => {
    assert.match(await ok(both.docs_read({ path: 'guides/first-lamp' })), /\npath: site:guides\/first-lamp\n/);
    assert.match(await ok(both.docs_read({ path: 'guides/keys' })), /\npath: corpus:guides\/keys\n/);
  });

  test('are called what an address can begin with', () => {
    assert.deepEqual(Object.keys(byName(lantern)), ['lantern-docs']);
    for (const name of ['A', 'a b', '', 'a/b', 'a:b'])
      assert.throws(() => docsTools({ [name]: lantern }), /cannot be called/);
    assert.throws(() => docsTools({}), /no index/);
  });
});

describe('profile workos', () => {
  const all = tools(everything, { profile: 'workos' });

  test('has the names and arguments of @workos/mcp-docs-server', () => {
    const shapes = docsTools(everything, { profile: 'workos' }).map(({ name, inputSchema }) => [
      name,
      inputSchema.required,
      Object.keys(inputSchema.properties)[0],
    ]);
    assert.deepEqual(shapes.sort(), [
      ['workos_changelogs', ['package'], 'package'],
      ['workos_docs', ['path'], 'path'],
      ['workos_examples', ['example'], 'example'],
      ['workos_search', ['query'], 'query'],
    ]);
  });

  test('answers each', async () => {
    const found = await ok(all.workos_search({ query: 'lamp', maxResults: 2 }));
    assert.equal(found.match(/ path: /g).length, 2);
    assert.match(found, /Read one with workos_docs and its path.*More: workos_search \{"query":"lamp","maxResults":/s);
    assert.match(await ok(all.workos_docs({ path: 'guides/first-lamp' })), /path: guides\/first-lamp\n/);
    assert.match(await refused(all.workos_docs({ path: 'guides/../../../etc/passwd' })), /is no page or section/);
    assert.match(await ok(all.workos_examples({ example: 'blink' })), /```rust/);
    assert.match(await ok(all.workos_changelogs({ package: 'lantern-js' })), /2 releases \(lantern-js\)/);
    assert.match(
      await ok(tools(lantern, { profile: 'workos' }).workos_examples({ example: 'keys' })),
      /no example projects.*path: guides\/keys/s,
    );
  });
});

describe('profile openai', () => {
  const all = tools(everything, { profile: 'openai' });

  test('finds ids with search and gets their text with fetch, as data and as text', async () => {
    const found = await all.search({ query: 'first lamp' });
    assert.deepEqual(JSON.parse(found.text), found.structuredContent);
    const [{ id, title, url }] = found.structuredContent.results;
    assert.deepEqual(
      [id.split('#')[0], url.split('#')[0]],
      ['guides/first-lamp', 'https://lantern.example/docs/guides/first-lamp'],
    );
    const page = await all.fetch({ id });
    assert.deepEqual(JSON.parse(page.text), page.structuredContent);
    assert.deepEqual([page.structuredContent.id, page.structuredContent.title], [id, title]);
    assert.ok(page.structuredContent.text.length > 20);
    assert.match(await refused(all.fetch({ id: 'nowhere' })), /is no page or section/);
    assert.deepEqual((await all.search({ query: 'zeppelin' })).structuredContent, { results: [] });
  });
});

test('docs that were closed answer with an error', async () => {
  const docs = await open(corpus);
  const { docs_search } = tools(docs);
  docs.close();
  assert.match(await refused(docs_search({ query: 'lamp' })), /closed/);
});
