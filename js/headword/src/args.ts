// What can be written on the command line. `crates/cli/src/args.rs` reads the same, and
// `crates/cli/src/usage.rs` has the same sentences.

import { parseArgs } from 'node:util';
import { closest } from './closest.js';
import { HELP } from './help.js';
import { VERSION } from './version.js';

/** How many pages `search` prints unless told otherwise. */
const LIMIT = 10;
const MAX_LIMIT = 0xffff_ffff;

/** What was asked for. */
export type CommandLine = Build | Search | Read | Print;

/** `headword build`. */
export interface Build {
  readonly command: 'build';
  readonly dir: string;
  readonly out: string;
  readonly name?: string;
  readonly baseUrl?: string;
  readonly json: boolean;
}

interface Search {
  readonly command: 'search';
  readonly index: string;
  readonly query: string;
  readonly limit: number;
  readonly json: boolean;
}

interface Read {
  readonly command: 'read';
  readonly index: string;
  readonly path: string;
  readonly json: boolean;
}

/** `--help` and `--version`. */
interface Print {
  readonly command: 'print';
  readonly text: string;
}

/** The command line is wrong. The message is the lines to print. */
export class UsageError extends Error {}

interface Option {
  /** What stands for its value, or undefined where it takes none. */
  readonly value?: string;
}

interface Shape {
  readonly usage: string;
  /** What to do about an unknown option that is like no other. */
  readonly advice: string;
  /** Names of the arguments, in order. The last may take several words. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
}

const SEE_HELP = 'see "headword --help"';

const ALWAYS = { help: {}, version: {} };

const COMMANDS: Readonly<Record<string, Shape>> = {
  build: {
    usage: 'headword build DIR --out FILE [--name NAME] [--base-url URL] [--json]',
    advice: SEE_HELP,
    positionals: ['DIR'],
    options: {
      out: { value: 'FILE' },
      name: { value: 'NAME' },
      'base-url': { value: 'URL' },
      json: {},
      ...ALWAYS,
    },
  },
  search: {
    usage: 'headword search INDEX QUERY... [--limit N] [--json]',
    // It may be a word of the query.
    advice: 'write -- before words that start with -',
    positionals: ['INDEX', 'QUERY...'],
    options: { limit: { value: 'N' }, json: {}, ...ALWAYS },
  },
  read: {
    usage: 'headword read INDEX PATH [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'PATH'],
    options: { json: {}, ...ALWAYS },
  },
};

const NO_COMMAND: Shape = {
  usage: 'headword build|search|read ...',
  advice: SEE_HELP,
  positionals: [],
  options: ALWAYS,
};

/** Reads the words after the program's name, or throws a {@link UsageError}. */
export function commandLine(words: readonly string[]): CommandLine {
  const [command, ...rest] = words;
  if (command === undefined) throw new UsageError(HELP);
  const shape = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (shape === undefined) return noCommand(words);

  const { positionals, values, asked } = read(shape, rest);
  if (asked !== undefined) return { command: 'print', text: asked };
  const [first = '', ...others] = positionals;
  const json = values.has('json');
  if (command === 'read') return { command, index: first, path: others.join(' '), json };
  if (command === 'search') {
    const limit = Number(values.get('limit') ?? LIMIT);
    return { command, index: first, query: others.join(' '), limit, json };
  }
  const name = values.get('name');
  const baseUrl = values.get('base-url');
  return {
    command: 'build',
    dir: first,
    out: values.get('out') ?? '',
    ...(name !== undefined && { name }),
    ...(baseUrl !== undefined && { baseUrl }),
    json,
  };
}

function noCommand(words: readonly string[]): CommandLine {
  const [word = ''] = words;
  if (!word.startsWith('-') || word === '-') {
    throw wrong(unknown('command', word, Object.keys(COMMANDS), SEE_HELP), NO_COMMAND.usage);
  }
  const { asked } = read(NO_COMMAND, words);
  if (asked === undefined) throw new UsageError(HELP);
  return { command: 'print', text: asked };
}

interface Given {
  readonly positionals: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** The answer to `--help` or `--version`, where one was given. */
  readonly asked?: string;
}

function read(shape: Shape, words: readonly string[]): Given {
  const takesWords = shape.positionals.at(-1)?.endsWith('...') === true;
  const positionals: string[] = [];
  const values = new Map<string, string>();
  // Not strict: its messages are not ours. The tokens tell all that is needed.
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(shape.options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (positionals.length === shape.positionals.length && !takesWords) {
        throw wrong(`unexpected argument "${token.value}"`, shape.usage);
      }
      positionals.push(token.value);
      continue;
    }
    const { name, rawName, value } = token;
    if (value === undefined) {
      if (rawName === '-h' || rawName === '--help') return { positionals, values, asked: HELP };
      if (rawName === '-V' || rawName === '--version') return { positionals, values, asked: version() };
    }
    const option = rawName.startsWith('--') && Object.hasOwn(shape.options, name) ? shape.options[name] : undefined;
    if (option === undefined) throw unknownOption(rawName, shape);
    if (option.value === undefined) {
      if (value !== undefined) throw wrong(`${rawName} takes no value, found "${value}"`, shape.usage);
      values.set(name, '');
      continue;
    }
    values.set(name, valueOf(name, value, token.inlineValue === true, shape));
  }
  const missing = shape.positionals.slice(positionals.length);
  if ('out' in shape.options && !values.has('out')) missing.push('--out FILE');
  if (missing.length > 0) throw wrong(`missing ${missing.join(' and ')}`, shape.usage);
  // Paths of files cannot be empty; a query or the path of a page is for the engine to refuse.
  if (positionals[0] === '') throw wrong(`${shape.positionals[0] ?? ''} needs a value`, shape.usage);
  return { positionals, values };
}

function valueOf(name: string, value: string | undefined, inline: boolean, shape: Shape): string {
  if (value === undefined) throw wrong(`--${name} needs a value`, shape.usage);
  if (name === 'limit') {
    const number = /^\+?[0-9]+$/.test(value) ? Number(value) : 0;
    if (number >= 1 && number <= MAX_LIMIT) return String(number);
    throw wrong(`--limit takes a whole number from 1 to ${MAX_LIMIT}, found "${value}"`, shape.usage);
  }
  if (!inline && value.length > 1 && value.startsWith('-')) {
    const known = [...optionNames(shape.options), '-h', '-V'];
    if (value !== '--' && !known.includes(optionName(value))) throw unknownOption(optionName(value), shape);
    throw wrong(`--${name} needs a value`, shape.usage);
  }
  if (name === 'out' && value === '') throw wrong('--out needs a value', shape.usage);
  return value;
}

/** `--limt` of `--limt=3`, `-l` of `-lamp`. */
function optionName(word: string): string {
  return /^--[^=]*|^-./u.exec(word)?.[0] ?? word;
}

function unknownOption(name: string, shape: Shape): UsageError {
  return wrong(unknown('option', name, optionNames(shape.options), shape.advice), shape.usage);
}

function optionNames(options: Readonly<Record<string, Option>>): string[] {
  return Object.keys(options).map((name) => `--${name}`);
}

function unknown(what: string, found: string, known: readonly string[], advice: string): string {
  const slip = closest(found, known);
  return `unknown ${what} "${found}"; ${slip === undefined ? advice : `did you mean "${slip}"?`}`;
}

function wrong(message: string, usage: string): UsageError {
  return new UsageError(`error[USAGE]: ${message}\nusage: ${usage}\n`);
}

function version(): string {
  return `headword ${VERSION}\n`;
}
