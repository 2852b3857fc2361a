// npm run bench: Headword beside its peers on the same documents, in the same run.
//
//     npm run bench                                  the WorkOS docs; writes results/DATE.md
//     npm run bench -- --corpus FILE.jsonl           a section a line; writes results/DATE-FILE.md
//     npm run bench -- --only minisearch,lunr        Headword beside these alone; writes nothing

import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIndex, compileCli, manifest } from '../scripts/prebuilt.mjs';
import { setup } from '../scripts/setup.mjs';
import { inOrder, step } from '../scripts/steps.mjs';
import { IN_BROWSER, inBrowser } from './browser.mjs';
import { built } from './builds.mjs';
import { coldStarts } from './cold.mjs';
import { documents, exported } from './documents.mjs';
import { PEERS, buildInNode, engine, indexContents } from './engines.mjs';
import { compileTantivy, packages } from './install.mjs';
import { conversation } from './processes.mjs';
import { WORKOS, queries } from './queries.mjs';
import { render } from './results.mjs';
import { sizes } from './sizes.mjs';
import { opened, reopened, warmQueries } from './warm.mjs';

/** Above this much text, brotli 11 of every index would take longer than all else. */
const LARGE = 8e6;

const { corpus: given, only } = options();
const at = (path) => new URL(`../${path}`, import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'headword-bench-'));
const corpus = join(folder, 'corpus', given ? basename(given) : 'workos.jsonl');
const programs = {};
let prebuilt;
const subjects = [];
try {
  await inOrder([...setup, ['command line', async () => void (programs.cli = await compileCli())], ['documents', prepare]]);
  const peers = only ? PEERS.filter((name) => only.includes(name)) : PEERS;
  const failed = {
    npm: peers.some((name) => name !== 'tantivy') && (await step('npm packages of the peers', packages)),
    tantivy: peers.includes('tantivy') && (await step('tantivy', async () => void (programs.tantivy = await compileTantivy()))),
  };
  for (const name of ['headword', ...peers]) {
    const subject = { name, title: name, index: join(folder, name), failed: {} };
    const missing = name !== 'headword' && failed[name === 'tantivy' ? 'tantivy' : 'npm'];
    if (missing) subject.failed.install = why(missing);
    else await attempt(subject, 'install', async () => Object.assign(subject, await engine(name, programs)));
    subjects.push(subject);
  }
  await measure();
} finally {
  await rm(folder, { recursive: true });
}

async function prepare() {
  await mkdir(join(folder, 'corpus'));
  if (given) return void (await copyFile(given, corpus));
  const [index] = await manifest();
  await buildIndex(programs.cli, index);
  prebuilt = await readFile(at(index.file));
  const { open } = await import('headword');
  const docs = await open(prebuilt);
  await writeFile(corpus, exported(docs));
}

async function measure() {
  const all = documents(corpus);
  const asked = queries(all, given ? [] : WORKOS);
  const texts = JSON.stringify(all.map(({ path, title, heading, text }) => [path, title, heading, text]));
  const bytes = all.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const quality = bytes > LARGE ? 9 : 11;
  const asking = join(folder, 'queries.json');
  await writeFile(asking, JSON.stringify(asked));

  await each('build', async (subject) => {
    subject.build = await built(subject.commands.build(corpus, subject.index));
  });
  const inNode = async (subject) => void (subject.buildInNode = await built(buildInNode(corpus, join(folder, 'in-node'))));
  await each('build in Node', inNode, ({ name }) => name === 'headword');
  const beside = await sizes([texts], quality);
  // Nothing is timed here, so all cores may compress at once.
  const weigh = async (subject) => {
    const index = await sizes(await indexContents(subject.index, subject.holds), quality);
    const plus = (a, b) => ({ raw: a.raw + b.raw, brotli: a.brotli + b.brotli });
    subject.size = {
      index: subject.text === 'inside' ? undefined : index,
      withText: subject.text === 'inside' ? index : plus(index, beside),
      code: subject.code && (await sizes(await subject.code(subject.index), quality)),
    };
  };
  await step('bytes', () => Promise.all(subjects.filter(works).map((subject) => attempt(subject, 'bytes', () => weigh(subject)))).then(() => 'ok'));

  const offline = (subject) => !subject.browserOnly;
  const query = asked[0];
  await step('cold starts', () => {
    const ready = subjects.filter((subject) => works(subject) && offline(subject));
    const times = coldStarts(ready.map(({ name, commands, index }) => ({ name, bare: commands.bare, answer: commands.answer(index, query) })));
    for (const subject of ready) {
      const time = times.get(subject.name);
      if (time instanceof Error) subject.failed['cold start'] = why(time);
      else subject.cold = time;
    }
  });
  const talks = [];
  await each('open', async (subject) => {
    const talk = conversation(subject.commands.serve(subject.index, asking));
    talks.push(talk);
    const { memory, searches } = await opened(talk);
    subject.memory = memory;
    subject.open = await reopened(talk);
    Object.assign(subject, { searches, ask: talk.ask });
  }, offline);
  await step('warm queries', async () => {
    const results = await warmQueries(subjects.filter(({ searches }) => searches));
    for (const subject of subjects) {
      subject.warm = results.get(subject.name);
      for (const { search, error } of subject.warm ?? []) if (error) subject.failed[`queries, ${search}`] = why(error);
    }
  });
  for (const talk of talks) talk.end();
  const browse = async (subject) => void (subject.browser = await inBrowser(subject.name, subject.index, asked, quality));
  await each('browser', browse, ({ name }) => IN_BROWSER.includes(name));

  const date = new Date().toISOString().slice(0, 10);
  const file = `${date}${given ? `-${basename(given, '.jsonl')}` : ''}.md`;
  const text = render({
    engines: subjects,
    prebuilt: prebuilt && (await sizes([prebuilt], quality)),
    about: {
      date,
      command: ['npm run bench', ...(given || only ? ['--'] : []), ...(given ? [`--corpus ${basename(given)}`] : []), ...(only ? [`--only ${only}`] : [])].join(' '),
      documents: { name: given ? basename(given) : 'The WorkOS docs', pages: new Set(all.map(({ page }) => page)).size, sections: all.length, bytes },
      queries: asked.length,
      quality,
      readme: '../README.md',
    },
  });
  console.log(`\n${text}`);
  if (only) return;
  const results = at('bench/results/');
  await mkdir(results, { recursive: true });
  await writeFile(new URL(file, results), text);
}

/**
 * Does a part of the measuring for each engine that has it. One that fails is reported, and does not keep the others
 * from it.
 */
async function each(what, work, has = () => true) {
  for (const subject of subjects) {
    if (works(subject) && has(subject)) await step(`${what}: ${subject.name}`, () => attempt(subject, what, () => work(subject)));
  }
}

async function attempt(subject, what, work) {
  try {
    await work();
  } catch (error) {
    subject.failed[what] = why(error);
    return `failed: ${subject.failed[what]}`;
  }
}

/** The line of an error that goes into a table's notes. */
function why(error) {
  return error.message.split('\n')[0];
}

/** Whether there is an index to measure. */
function works({ failed }) {
  return !failed.install && !failed.build;
}

function options() {
  const { values } = parseArgs({ options: { corpus: { type: 'string' }, only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !PEERS.includes(name));
  if (unknown !== undefined) {
    console.error(`--only: there is no ${unknown}; the peers are ${PEERS.join(', ')}`);
    process.exit(2);
  }
  return { corpus: values.corpus, only };
}
