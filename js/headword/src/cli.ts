// The `headword` command: reads files, calls the engine and prints. The Rust command in crates/cli
// prints the same bytes; `tests/transcripts` holds both to that.

import { type Build, type CommandLine, UsageError, commandLine } from './args.js';
import { open } from './docs.js';
import { HeadwordError } from './error.js';
import { codeOf, ioError } from './reason.js';
import {
  type Style,
  grouped,
  plural,
  printable,
  renderAnswer,
  renderError,
  renderPage,
  renderReport,
} from './render.js';

/** Bad input: the lines for standard error. */
class Refused extends Error {}

process.stdout.on('error', (error) => {
  // A reader that has gone (`headword search ... | head`) is no error.
  if (codeOf(error) === 'EPIPE') process.exit(0);
  const { code, message } = ioError('cannot write to standard output', error, 'check where it leads');
  process.stderr.write(renderError(code, message));
  process.exit(1);
});
// With standard error gone there is nobody left to tell.
process.stderr.on('error', () => {});

try {
  const text = await run(commandLine(process.argv.slice(2)));
  process.stdout.write(text);
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(lines(error));
}

async function run(line: CommandLine): Promise<string> {
  switch (line.command) {
    case 'print':
      return line.text;
    case 'build':
      return build(line);
    case 'search': {
      const docs = await open(line.index);
      const answer = docs.search(line.query, { limit: line.limit });
      return line.json ? json(answer) : renderAnswer(answer, line.query, style());
    }
    case 'read': {
      const docs = await open(line.index);
      const page = docs.read(line.path);
      return line.json ? json(page) : renderPage(page, style());
    }
  }
}

async function build(line: Build): Promise<string> {
  const started = performance.now();
  // Searching and reading start faster without these.
  const { isSourceError, startBuild } = await import('./build.js');
  const { sources, writeFile } = await import('./files.js');
  const { dir, out, name = '', baseUrl = '' } = line;
  const found = await sources(dir);
  const builder = await startBuild({ name, baseUrl });
  const errors: HeadwordError[] = [];
  for (const { path, read } of found) {
    try {
      builder.add({ path, source: await read() });
    } catch (error) {
      if (!isSourceError(error)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) {
    const files = plural(found.length, 'file', 'files');
    const summary = `${grouped(errors.length)} of ${files} could not be read; ${out} was not written`;
    throw new Refused(errors.map(lines).join('') + renderError(undefined, summary));
  }
  const { bytes, report } = refusedIn(dir, () => builder.finish());
  await writeFile(out, bytes);
  if (line.json) return json(report);
  return renderReport(report, out, Math.floor(performance.now() - started), style());
}

/** What is wrong with all files together says which folder they are in. */
function refusedIn<T>(dir: string, finish: () => T): T {
  try {
    return finish();
  } catch (error) {
    if (!(error instanceof HeadwordError)) throw error;
    throw new HeadwordError(error.code, `${dir}: ${error.message}`, { cause: error });
  }
}

/** Colour on a terminal, unless `NO_COLOR` holds something (https://no-color.org). */
function style(): Style {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? 'colour' : 'plain';
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lines(error: unknown): string {
  if (error instanceof UsageError) return printable(error.message);
  if (error instanceof Refused) return error.message;
  if (error instanceof HeadwordError) return renderError(error.code, error.message);
  throw error;
}
