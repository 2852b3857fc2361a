// How good answers are, set by set, against the committed table tests/golden/relevance.txt.
//
//     node scripts/relevance.mjs             fails when a figure changed, and says which
//     node scripts/relevance.mjs --update    accepts the figures as they are
//
// The queries are from outside this project, and are not in it: without ../shared/relevance nothing is measured.

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { compileCli } from './prebuilt.mjs';
import { root, run } from './steps.mjs';

const TABLE = 'tests/golden/relevance.txt';
const SETS = join(root, '../shared/relevance');

const HEADER = `# What \`headword eval\` measures with one setting for all, on queries from outside this project; npm test compares.
# After a change that is meant to change answers: node scripts/relevance.mjs --update, and read the difference.
`;

/** The table as it is committed: a line for each set, and behind those of a corpus their mean. */
export function render(groups) {
  const line = (name, { ndcg10, success1 }) => `${name.padEnd(18)}  ${ndcg10.toFixed(4)}     ${success1.toFixed(4)}`;
  const lines = groups.flatMap(({ name, sets }) => [
    '',
    ...sets.map((set) => line(set.name, set.measures)),
    line(`${name}, mean of ${sets.length}`, mean(sets.map((set) => set.measures))),
  ]);
  return `${HEADER}set                nDCG@10  success@1\n${lines.join('\n')}\n`;
}

/** The lines that are only in one of two tables. */
export function changes(before, now) {
  const [old, fresh] = [before, now].map((table) => table.split('\n').filter((line) => line && !line.startsWith('#')));
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
}

function mean(all) {
  const of = (key) => all.reduce((sum, measures) => sum + measures[key], 0) / all.length;
  return { ndcg10: of('ndcg10'), success1: of('success1') };
}

/** All sets that there are, by their corpora. The collections that people judged count as one corpus. */
async function measure() {
  const { sets } = JSON.parse(await readFile(join(SETS, 'sets.json'), 'utf8'));
  const files = (await readdir(join(SETS, 'dev'))).filter((file) => file.endsWith('.jsonl'));
  const names = files.map((file) => file.replace(/\.jsonl$/, '')).sort();
  const known = names.map((name) => ({ name, file: join(SETS, 'dev', `${name}.jsonl`) }));
  const all = known.map((set) => ({ ...set, ...sets[set.name] }));
  const cli = await compileCli();
  const folder = await mkdtemp(join(tmpdir(), 'headword-relevance-'));
  try {
    for (const corpus of new Set(all.map((set) => set.corpus))) {
      await evaluate(cli, folder, corpus, all.filter((set) => set.corpus === corpus));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const groupOf = (set) => (set.kind === 'judged' ? 'judged' : set.corpus);
  return [...new Set(all.map(groupOf))].map((name) => ({ name, sets: all.filter((set) => groupOf(set) === name) }));
}

/** Builds the index of a corpus and gives its sets their measures. */
async function evaluate(cli, folder, corpus, sets) {
  const [source, index] = [join(folder, `${corpus}.jsonl`), join(folder, `${corpus}.headword`)];
  await writeFile(source, await promisify(gunzip)(await readFile(join(SETS, 'corpora', `${corpus}.docs.jsonl.gz`))));
  await run(cli, ['build', folder, '--include', `${corpus}.jsonl`, '--out', index]);
  for (const unit of new Set(sets.map((set) => set.unit))) {
    const own = sets.filter((set) => set.unit === unit);
    const { stdout } = await run(cli, ['eval', index, ...own.map((set) => set.file), '--unit', unit, '--json']);
    JSON.parse(stdout).files.forEach(({ measures }, place) => (own[place].measures = measures));
  }
}

async function main(update) {
  if ((await readdir(SETS).catch(() => [])).length === 0) {
    console.log('skipped: ../shared/relevance is not there');
    return 0;
  }
  const groups = await measure();
  const table = render(groups);
  if (update) {
    await writeFile(join(root, TABLE), table);
    process.stdout.write(table);
    return 0;
  }
  const changed = changes(await readFile(join(root, TABLE), 'utf8').catch(() => ''), table);
  if (changed.length === 0) {
    console.log(`${groups.reduce((sum, { sets }) => sum + sets.length, 0)} sets`);
    return 0;
  }
  console.log(`${changed.join('\n')}\n\nIf that is meant, accept it and say why in the commit: node scripts/relevance.mjs --update`);
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await main(process.argv.includes('--update')));
