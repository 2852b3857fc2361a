// npm start: sets everything up, builds the prebuilt index, and answers a question from it.
//
//     npm start
//     npm start -- "rotate an api key"

import { buildIndex, compileCli, manifest } from './prebuilt.mjs';
import { setup } from './setup.mjs';
import { CommandFailed, inOrder, run } from './steps.mjs';

const LINES = 30;
const query = process.argv.slice(2).join(' ').trim() || 'verify webhook signature';

const [index] = await manifest();
let cli;
let built;
await inOrder([
  ...setup,
  ['command line', async () => void (cli = await compileCli())],
  [
    index.file,
    async () => {
      built = await buildIndex(cli, index);
      return built.earlier ? 'up to date' : 'built';
    },
  ],
]);

const when = built.earlier ? 'as it was built last time; nothing has changed since' : 'built just now';
console.log(`\n${index.file} from ${index.package} ${index.version}, ${when}:\n`);
console.log(indented(built.report.trimEnd()));

try {
  console.log(`\n$ headword search ${index.file} "${query}" --limit 5\n`);
  // The words come after `--`, so that one that starts with a dash is no option.
  await run(cli, ['search', index.file, '--limit', '5', '--', query], { show: true });
  const answer = await run(cli, ['search', index.file, '--limit', '1', '--json', '--', query]);
  const [hit] = JSON.parse(answer.stdout).hits;
  if (hit) {
    console.log(`\n$ headword read ${index.file} ${hit.path}\n`);
    console.log(await firstLines(hit.path));
  }
  console.log('\nAsk something else: npm start -- "your question"     In a browser: npm run demo');
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.stdout.write(error.output);
  process.exit(error.code);
}

async function firstLines(path) {
  const { stdout } = await run(cli, ['read', index.file, path]);
  const lines = stdout.trimEnd().split('\n');
  const rest = lines.length - LINES;
  return rest > 5 ? `${lines.slice(0, LINES).join('\n')}\n… and ${rest} lines more` : lines.join('\n');
}

function indented(text) {
  return text.replace(/^(?=.)/gm, '  ');
}
