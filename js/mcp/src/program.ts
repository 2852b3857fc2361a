// The program: `headword-mcp INDEX` serves over stdio, or over HTTP. Only protocol goes to stdout.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Docs, HeadwordError, open } from 'headword';
import { type Diff, type DiffOrMany, type DocsOrMany, type Profile, byName } from 'headword/tools';
import { VERSION } from './version.js';

const HELP = `Serves documentation to MCP clients, over stdio unless told otherwise.

Usage: headword-mcp [OPTIONS] INDEX...

INDEX is a .headword file, made by "headword build DIR". Of several, each is called
what its file is, or as in NAME=INDEX.

Options:
  --http PORT          Serve over Streamable HTTP, at http://127.0.0.1:PORT/mcp
  --host HOST          The address to listen on (127.0.0.1)
  --allowed-host NAME  A host name that requests may use; needed for other addresses
  --profile PROFILE    docs, workos (the tools of @workos/mcp-docs-server)
                       or openai (search and fetch) (docs)
  --prefix PREFIX      What the names of tools begin with (docs)
  --search-tokens N    What searches and lists answer at most (3000)
  --read-tokens N      What reading answers at most (6000)
  --changes FILE       What changed: the output of "headword diff OLD NEW --json"; of
                       one of several indexes, NAME=FILE
  --docs-version TEXT  What answers call the version of the docs
  --help               Print this
  --version            Print the version
`;

const OPTIONS = {
  http: { type: 'string' },
  host: { type: 'string' },
  'allowed-host': { type: 'string', multiple: true },
  profile: { type: 'string' },
  prefix: { type: 'string' },
  'search-tokens': { type: 'string' },
  'read-tokens': { type: 'string' },
  changes: { type: 'string', multiple: true },
  'docs-version': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

const PROFILES: readonly Profile[] = ['docs', 'workos', 'openai'];

/** A mistake in the arguments. */
class Usage extends Error {}

/**
 * Does what `headword-mcp` does with these arguments, for a program of your own: `headword bundle` writes such a one.
 * What is wrong goes to standard error, and sets the exit code of the process.
 */
export async function program(args: string[]): Promise<void> {
  try {
    await main(args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Usage) {
      process.stderr.write(`error: ${message}\n\nUsage: headword-mcp [OPTIONS] INDEX...\nTry "headword-mcp --help".\n`);
      process.exitCode = 2;
    } else {
      process.stderr.write(error instanceof HeadwordError ? `error[${error.code}]: ${message}\n` : `error: ${message}\n`);
      process.exitCode = 1;
    }
  }
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  if (values.help === true) return void process.stdout.write(HELP);
  if (values.version === true) return void process.stdout.write(`${VERSION}\n`);
  if (positionals.length === 0) throw new Usage('expected at least one INDEX');
  const port = number('http', values.http, 0, 65_535);
  const profile = PROFILES.find((known) => known === (values.profile ?? 'docs'));
  if (profile === undefined) throw new Usage(`--profile is one of ${PROFILES.join(', ')}, found "${values.profile}"`);
  const options = {
    profile,
    changes: await changes(values.changes ?? []),
    prefix: values.prefix,
    searchTokens: number('search-tokens', values['search-tokens'], 200, 20_000),
    readTokens: number('read-tokens', values['read-tokens'], 200, 20_000),
    version: values['docs-version'],
  };
  // The index is read and its engine compiled while the SDK, by far the most code here, is loaded.
  const [docs, { docsServers }] = await Promise.all([opened(positionals), import('./server.js')]);
  const servers = docsServers(docs, options);
  const onerror = (error: Error) => log(error.message);
  if (port === undefined) {
    const { serveStdio } = await import('@modelcontextprotocol/server/stdio');
    // A client that goes away without closing our input leaves a broken pipe: nobody is left to tell.
    process.stdout.on('error', () => process.exit(0));
    serveStdio(servers, { onerror });
    log(`serving ${described(docs)}`);
    // From here on the process lives until its standard input ends, and then exits with 0 by itself.
    return;
  }
  // Loaded only here: most servers speak over stdio, and start sooner without it.
  const { serveHttp } = await import('./http.js');
  const { url, close } = await serveHttp(servers, {
    port,
    host: values.host,
    allowedHosts: values['allowed-host'],
    onerror,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  log(`serving ${described(docs)} at ${url}`);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

function number(name: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw new Usage(`--${name} is a whole number from ${least} to ${most}, found "${value}"`);
}

/** What changed, by the names of indexes; of a single one without a name it is just itself. */
async function changes(given: readonly string[]): Promise<DiffOrMany | undefined> {
  const read = async ([name, path]: readonly [string | undefined, string]) => [name, await diff(path)] as const;
  const named = await Promise.all(given.map((argument) => read(split(argument))));
  const [only, ...others] = named;
  if (only === undefined) return undefined;
  if (only[0] === undefined && others.length === 0) return only[1];
  return Object.fromEntries(
    named.map(([name, changed]) => {
      if (name === undefined) throw new Usage('of several indexes, each of --changes is NAME=FILE');
      return [name, changed];
    }),
  );
}

async function diff(path: string): Promise<Diff> {
  let found: unknown;
  try {
    found = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const lists: Partial<Diff> = typeof found === 'object' && found !== null ? found : {};
  const whole = [lists.added, lists.removed, lists.moved, lists.changed].every((list) => Array.isArray(list));
  if (whole) return lists as Diff;
  throw new Error(`${path}: not what "headword diff OLD NEW --json" prints; write it again`);
}

/** `NAME=PATH`, or a path alone. */
function split(argument: string): readonly [name: string | undefined, path: string] {
  const [, name, path] = /^([a-z0-9][a-z0-9._-]*)=(.+)$/.exec(argument) ?? [];
  return path === undefined ? [undefined, argument] : [name, path];
}

/** The indexes by their names; a single one without a name is just itself. */
async function opened(given: readonly string[]): Promise<DocsOrMany> {
  const named = given.map(split);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0 && only[0] === undefined) return open(only[1]);
  const docs: Record<string, Docs> = {};
  for (const [given, path] of named) {
    const name = given ?? nameOf(path);
    if (docs[name] !== undefined) throw new Usage(`two indexes are called "${name}": name them, as in NAME=INDEX`);
    docs[name] = await open(path);
  }
  return docs;
}

function nameOf(path: string): string {
  return (
    basename(path)
      .toLowerCase()
      .replace(/\.headword$/, '')
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[._-]+/, '')
      .slice(0, 32) || 'docs'
  );
}

function described(docs: DocsOrMany): string {
  return Object.values(byName(docs))
    .map(({ info }) => `${info.name || 'documentation'}: ${info.pages} pages`)
    .join(', ');
}

function log(line: string): void {
  process.stderr.write(`headword-mcp: ${line}\n`);
}
