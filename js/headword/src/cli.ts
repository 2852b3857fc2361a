// The `headword` command: reads files, calls the engine and prints. The Rust command in crates/cli
// prints the same bytes; `tests/transcripts` holds both to that.

import { readFile } from 'node:fs/promises';
import { type CommandLine, commandLine } from './args.js';
import { type Docs, open } from './docs.js';
import { Failure } from './failure.js';
import type { BuilderModule } from './glue.js';
import { print } from './output.js';
import type { DocsInPieces } from './pieces.js';
import { isWeb } from './web.js';
import { codeOf, ioError } from './reason.js';
import { json, printable, renderAnswer, renderPage } from './render.js';
import { type Style, styleOf } from './style.js';
import { renderPages, renderResolution, renderSuggestions } from './render-lookup.js';

process.stdout.on('error', (error) => {
  // A reader that has gone (`headword search ... | head`) is no error.
  if (codeOf(error) === 'EPIPE') process.exit(0);
  const failure = ioError('cannot write to standard output', error, 'check where it leads');
  process.stderr.write(Failure.of(failure).text);
  process.exit(1);
});
// With standard error gone there is nobody left to tell.
process.stderr.on('error', () => {});

try {
  const { line, color } = await commandLine(process.argv.slice(2), async () => (await builder()).Config.keys());
  await run(line, styleOf(color));
} catch (error) {
  const { status, text } = Failure.of(error);
  process.exitCode = status;
  process.stderr.write(text);
}

async function run(line: CommandLine, style: Style): Promise<void> {
  switch (line.command) {
    case 'print':
      return print(line.text);
    // Searching and reading start faster without these.
    case 'build':
      return (await import('./build-command.js')).build(line, await builder(), style);
    case 'check':
      return (await import('./check-command.js')).check(line, await builder(), style);
    case 'serve':
      return (await import('./serve-command.js')).serve(line, await builder());
    case 'search': {
      // People are shown the names of further sections alone.
      const answer = await (await docs(line.index)).search(line.query, { ...line.options, sectionExcerpts: line.json });
      return print(line.json ? json(answer) : renderAnswer(answer, line.query, line.options.offset ?? 0, style));
    }
    case 'explain':
      return (await import('./explain-command.js')).explain(line, await builder(), style);
    case 'read': {
      const { index, path, options } = line;
      const page = await (await docs(index)).read(path, options);
      if (line.json) return print(json(page));
      if (page.via !== 'exact' && page.via !== 'address') tell(`note: "${path}" is "${page.path}" here`);
      return (await import('./pager.js')).show(renderPage(page, style), style);
    }
    case 'resolve': {
      const resolution = await (await docs(line.index)).resolve(line.address);
      return print(line.json ? json(resolution) : renderResolution(resolution, style));
    }
    case 'list': {
      const { path, depth } = line;
      const pages = await (await docs(line.index)).list(path, depth === undefined ? {} : { depth });
      return print(line.json ? json(pages) : renderPages(pages, style));
    }
    case 'suggest': {
      const suggestions = await (await docs(line.index)).suggest(line.input, { limit: line.limit });
      return print(line.json ? json(suggestions) : renderSuggestions(suggestions, style));
    }
    case 'diff':
      return (await import('./diff-command.js')).diff(line, await builder());
    case 'inspect': {
      const { inspect } = await import('./inspect-command.js');
      return inspect(line, await builder(), style);
    }
    case 'merge': {
      const { merge } = await import('./merge-command.js');
      return merge(line, await builder(), style);
    }
    case 'run':
      return (await import('./run-command.js')).run(line, await builder());
    case 'eval':
      return (await import('./eval-command.js')).evaluate(line, await builder(), style);
    case 'test':
      return (await import('./test-command.js')).test(line, await builder(), style);
    case 'shell':
      return print(await readFile(new URL(`../shell/${line.file}`, import.meta.url), 'utf8'));
    case 'split':
      return (await import('./split-command.js')).split(line);
    case 'bundle':
      return (await import('./bundle-command.js')).bundle(line);
  }
}

/** A line for people, beside the answer. */
function tell(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** An index: one on the web in pieces, one in a file as a whole. */
async function docs(index: string): Promise<Docs | DocsInPieces> {
  if (!isWeb(index)) return open(index);
  return (await import('./pieces.js')).openInPieces(index);
}

async function builder(): Promise<BuilderModule> {
  return (await import('#load-builder')).builder();
}
