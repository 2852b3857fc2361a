// What was measured, as tables.

import { availableParallelism, cpus, totalmem } from 'node:os';
import { IN_BROWSER } from './browser.mjs';
import { NONE, count, kilobytes, megabytes, ratio, table, time } from './report.mjs';

/**
 * The results of a run.
 * @param about - `date`, `command`, `documents` (what they are, how many, how many bytes), `queries`, `quality` of brotli.
 * @param engines - Headword first. What could not be measured of one is not there, and `failed` says why.
 * @param prebuilt - Bytes of the index that Headword builds from the Markdown of the same documents, if any.
 */
export function render({ about, engines, prebuilt }) {
  const [headword] = engines;
  const failures = engines.flatMap(({ title, failed }) => Object.entries(failed).map(([what, why]) => `- **${title}**, ${what}: ${why}`));
  return `# ${about.date}

\`${about.command}\` on ${availableParallelism()} cores (${cpus()[0].model.trim()}, ${process.arch}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}.

${about.documents.name}: ${count(about.documents.pages)} pages, ${count(about.documents.sections)} sections, ${megabytes(about.documents.bytes)} MB of text. ${engines.map(({ title }) => title).join(', ')}.

Numbers are Headword's own and those of each peer in the same run; × is how many times Headword's. What each column counts stands in [README.md](${about.readme}).
${failures.length ? `\nNot measured (failed):\n\n${failures.join('\n')}\n` : ''}
## Bytes

Thousands of bytes; "brotli" is of quality ${about.quality}.

${sizeTable(engines, about)}
${prebuilt ? `\nThe index as it ships, from the Markdown with navigation, links and releases: ${kilobytes(prebuilt.raw)} raw, ${kilobytes(prebuilt.brotli)} after brotli.\n` : ''}
## Opening

${table(
  ['', 'open, ms', '×', 'cold start, ms', '×', 'memory, MB', '×'],
  engines.map((engine) => [
    engine.title,
    ...[...pair(engine, headword, 'open', time), ...pair(engine, headword, 'cold', time), ...pair(engine, headword, 'memory', megabytes)],
  ]),
)}

## Warm queries

${count(about.queries)} queries, ms a query, best ten. Headword's answers hold excerpts, the others' paths alone.

${table(
  ['', 'p50', '×', 'p99', '×', 'answered'],
  engines.flatMap((engine) => warmRows(engine, headword)),
)}

## Building

${table(
  ['', 'seconds', '×', 'processor, s', 'text, MB/s', 'peak memory, MB', '×'],
  engines.flatMap((engine) => buildRows(engine, headword, about)),
)}

## In Chromium

To ten results shown: bytes of all that is fetched, requests, and ms in a fresh profile; then queries once warm, ms.

${table(
  ['', 'KB fetched', '×', 'requests', 'first answer', '×', 'p50', 'p99', 'answered'],
  engines.filter(({ name }) => IN_BROWSER.includes(name)).map((engine) => browserRow(engine, headword)),
)}
`;
}

function sizeTable(engines, { quality }) {
  const [headword] = engines;
  const row = (engine) => {
    const { title, name, size = {}, browser } = engine;
    const whole = size.code && size.withText && { brotli: size.withText.brotli + size.code.brotli };
    const fetched = IN_BROWSER.includes(name) ? browser?.bytes : whole?.brotli;
    return [
      title,
      ...[failed(engine, 'size') ?? kilobytes(size.index?.raw), kilobytes(size.index?.brotli)],
      ...[kilobytes(size.withText?.raw), kilobytes(size.withText?.brotli), ratio(size.withText?.brotli, headword.size?.withText?.brotli)],
      kilobytes(size.code?.brotli),
      ...[kilobytes(fetched), ratio(fetched, headword.browser?.bytes)],
    ];
  };
  return table(
    ['', 'index', 'brotli', 'index and all text', 'brotli', '×', 'code, brotli', 'to a first answer', '×'],
    engines.map(row),
  );
}

function pair(engine, headword, key, rendered) {
  return [failed(engine, key) ?? rendered(engine[key]), ratio(engine[key], headword[key])];
}

function warmRows(engine, headword) {
  const base = headword.warm?.[0];
  if (!engine.warm) return [[engine.title, failed(engine, 'warm') ?? NONE, NONE, NONE, NONE, NONE]];
  return engine.warm.map(({ search, p50, p99, found, error }) => [
    `${engine.title}: ${search}`,
    ...[error ? 'failed' : time(p50), ratio(p50, base?.p50), time(p99), ratio(p99, base?.p99), count(found)],
  ]);
}

function buildRows(engine, headword, { documents }) {
  const row = (title, build) => [
    title,
    build ? time(build.seconds) : (failed(engine, 'build') ?? NONE),
    ratio(build?.seconds, headword.build?.seconds),
    time(build?.cpu),
    build ? time(documents.bytes / 1e6 / build.seconds) : NONE,
    megabytes(build?.peak),
    ratio(build?.peak, headword.build?.peak),
  ];
  const rows = [row(engine.name === 'headword' ? `${engine.title}, command line` : engine.title, engine.build)];
  if (engine.name === 'headword') rows.push(row(`${engine.title}, in Node`, engine.buildInNode));
  return rows;
}

function browserRow(engine, headword) {
  const { browser } = engine;
  const base = headword.browser;
  return [
    engine.title,
    ...[failed(engine, 'browser') ?? kilobytes(browser?.bytes), ratio(browser?.bytes, base?.bytes), count(browser?.requests)],
    ...[time(browser?.first), ratio(browser?.first, base?.first), time(browser?.p50), time(browser?.p99), count(browser?.found)],
  ];
}

/** Under which part of the run a number is measured. */
const PARTS = { size: 'bytes', open: 'open', memory: 'open', cold: 'cold start', warm: 'open', build: 'build', browser: 'browser' };

/** What stands in the place of a number that was to be measured and was not. */
function failed({ failed }, key) {
  return failed.install || failed.build || failed[PARTS[key]] ? 'failed' : undefined;
}
