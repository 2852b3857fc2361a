// The program: `headword-mcp INDEX` serves over stdio. Only protocol goes to stdout.
import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { HeadwordError, open } from 'headword';
import { docsServer } from './register.js';
import { VERSION } from './version.js';

const HELP = `Serves documentation to MCP clients over stdio.

Usage: headword-mcp INDEX

INDEX is a .headword file, made by "headword build DIR --out FILE".

Options:
  --help     Print this
  --version  Print the version
`;

const done = await main(process.argv.slice(2));
// Otherwise the process lives until its standard input ends, and then exits with 0 by itself.
if (done !== undefined) process.exitCode = done;

/** Returns the exit code, or nothing when a server is running. */
async function main(args: string[]): Promise<number | undefined> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean' }, version: { type: 'boolean' } },
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) return print(HELP);
  if (values.version === true) return print(`${VERSION}\n`);
  const [index, ...others] = positionals;
  if (index === undefined || others.length > 0) return usage('expected exactly one INDEX');
  return serve(index);
}

async function serve(index: string): Promise<number | undefined> {
  let docs;
  try {
    docs = await open(index);
  } catch (error) {
    return fail(error instanceof HeadwordError ? `error[${error.code}]: ${error.message}` : `error: ${String(error)}`);
  }
  // A client that goes away without closing our input leaves a broken pipe: nobody is left to tell.
  process.stdout.on('error', () => process.exit(0));
  const shared = docs;
  serveStdio(() => docsServer(shared), { onerror: (error) => log(error.message) });
  log(`serving ${docs.info.name || index}: ${docs.info.pages} pages`);
  return undefined;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function log(line: string): void {
  process.stderr.write(`headword-mcp: ${line}\n`);
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

function usage(message: string): number {
  process.stderr.write(`error: ${message}\n\nUsage: headword-mcp INDEX\nTry "headword-mcp --help".\n`);
  return 2;
}
