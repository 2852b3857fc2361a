// What can be written on the command line. `crates/cli/src/args.rs` reads the same.

import { parseArgs } from 'node:util';
import type { Unit } from './evaluation.js';
import { Failure } from './failure.js';
import type { ConfigKey } from './glue.js';
import { HELP } from './help.js';
import { searchFlags } from './search-flags.js';
import type { ReadOptions } from './read-options.js';
import type { SearchOptions } from './search-options.js';
import { ANSWERING, NO_COMMAND, type Shape, building, isCommand, nameOf } from './usage.js';
import { unknownCommand, unknownOption, wrong } from './usage.js';
import { VERSION } from './version.js';

/** How many pages `search` prints, and `inspect` pages and terms, unless told otherwise. */
const LIMIT = 10;
/** Options whose value is a file of this command alone. */
const FILES = ['config', 'queries', 'run'];
/** Options whose value is a whole number. */
const NUMBERS = ['limit', 'offset', 'depth', 'max-tokens', 'port'];
const MAX_LIMIT = 0xffff_ffff;
const MAX_PORT = 0xffff;
/** Where `serve` listens unless told otherwise. */
const PORT = 4380;

/** What was asked for. */
export type CommandLine = Build | Check | Serve | Search | Explain | Read | Lookup | List | Suggest | Compare | Inspect | Merge | Run | Evaluate | Test | Split | Bundle | Shell | Print;

/** What flags say of a build. */
export interface Flags {
  /** The file that `--config` names. */
  readonly config: string | undefined;
  /** Keys and values, in the order of the keys; of a list that is repeated, one entry each time. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** `headword build`. */
export interface Build {
  readonly command: 'build';
  readonly flags: Flags;
  readonly watch: boolean;
  readonly json: boolean;
}

/** `headword check`. */
export interface Check {
  readonly command: 'check';
  readonly flags: Flags;
  readonly strict: boolean;
  readonly json: boolean;
}

/** `headword serve`. */
export interface Serve {
  readonly command: 'serve';
  readonly flags: Flags;
  readonly port: number;
}

interface Search {
  readonly command: 'search';
  readonly index: string;
  readonly query: string;
  readonly options: SearchOptions;
  readonly json: boolean;
}

/** `headword search --explain`. */
export interface Explain {
  readonly command: 'explain';
  readonly index: string;
  readonly query: string;
  /** The section to explain; empty for all hits. */
  readonly path: string;
  readonly options: SearchOptions;
  readonly json: boolean;
}

interface Read {
  readonly command: 'read';
  readonly index: string;
  readonly path: string;
  readonly options: ReadOptions;
  readonly json: boolean;
}

/** `headword resolve`. */
interface Lookup {
  readonly command: 'resolve';
  readonly index: string;
  readonly address: string;
  readonly json: boolean;
}

/** `headword list`. */
interface List {
  readonly command: 'list';
  readonly index: string;
  readonly path: string;
  readonly depth: number | undefined;
  readonly json: boolean;
}

/** `headword suggest`. */
interface Suggest {
  readonly command: 'suggest';
  readonly index: string;
  readonly input: string;
  readonly limit: number;
  readonly json: boolean;
}

/** `headword diff`. */
export interface Compare {
  readonly command: 'diff';
  readonly old: string;
  readonly index: string;
  readonly json: boolean;
}

/** `headword inspect`. */
export interface Inspect {
  readonly command: 'inspect';
  readonly index: string;
  readonly limit: number;
  readonly json: boolean;
}

/** `headword merge`. */
export interface Merge {
  readonly command: 'merge';
  readonly indexes: readonly string[];
  readonly out: string;
  readonly name: string | undefined;
  readonly baseUrl: string | undefined;
  readonly json: boolean;
}

/** `headword search --queries`. */
export interface Run {
  readonly command: 'run';
  readonly index: string;
  readonly queries: string;
  /** The file to write; undefined for standard output. */
  readonly out: string | undefined;
  readonly limit: number;
  readonly json: boolean;
}

/** `headword eval`. */
export interface Evaluate {
  readonly command: 'eval';
  readonly index: string;
  readonly files: readonly string[];
  readonly unit: Unit | undefined;
  readonly json: boolean;
}

/** `headword test`. */
export interface Test {
  readonly command: 'test';
  readonly index: string;
  readonly file: string;
  readonly json: boolean;
}

/** `headword split`. */
export interface Split {
  readonly command: 'split';
  readonly index: string;
  readonly out: string;
  readonly json: boolean;
}

/** `headword bundle`. */
export interface Bundle {
  readonly command: 'bundle';
  readonly index: string;
  readonly name: string;
  /** The folder to write; undefined for one that is named after the package. */
  readonly out: string | undefined;
  readonly json: boolean;
}

/** `headword completion` and `headword man`: the file that holds what they print. */
interface Shell {
  readonly command: 'shell';
  readonly file: string;
}

/** When there are colours. */
export type When = 'auto' | 'always' | 'never';

/** What makes a shell complete words, by its name. */
const SHELLS: Readonly<Record<string, string>> = { bash: 'headword.bash', zsh: '_headword', fish: 'headword.fish' };

/** `--help` and `--version`. */
interface Print {
  readonly command: 'print';
  readonly text: string;
}

/**
 * Reads the words after the program's name, or throws a {@link Failure}.
 *
 * @param keys - Answers the keys of the configuration. Asked only for the commands that take them.
 */
export async function commandLine(
  words: readonly string[],
  keys: () => Promise<readonly ConfigKey[]>,
): Promise<{ readonly line: CommandLine; readonly color: When }> {
  let color: string | undefined;
  const line = await parsed(colorLast(words), keys, (given) => (color = given));
  if (color === undefined || color === 'auto' || color === 'always' || color === 'never') {
    return { line, color: color ?? 'auto' };
  }
  throw wrong(NO_COMMAND, `--color takes auto, always or never, found "${color}"`);
}

/** `--color` may stand before the command too. */
function colorLast(words: readonly string[]): readonly string[] {
  const [first = ''] = words;
  const count = first === '--color' ? 2 : first.startsWith('--color=') ? 1 : 0;
  const command = words[count];
  return count === 0 || command === undefined ? words : [command, ...words.slice(0, count), ...words.slice(count + 1)];
}

async function parsed(
  words: readonly string[],
  keys: () => Promise<readonly ConfigKey[]>,
  tellColor: (color: string | undefined) => void,
): Promise<CommandLine> {
  const [command, ...typed] = words;
  // `-o` is `--out` to the commands that write a file.
  const writes = command === 'build' || ['merge', 'split', 'bundle'].includes(command ?? '');
  const rest = typed.map((word) => (writes && word === '-o' ? '--out' : word));
  if (command === undefined) throw Failure.usageText(HELP);
  if (command === 'build' || command === 'check' || command === 'serve') {
    const known = await keys();
    const { values, positionals, asked } = read(building(command, known), rest);
    if (asked !== undefined) return { command: 'print', text: asked };
    tellColor(values.get('color')?.at(-1));
    const flags = flagsOf(known, values, positionals[0]);
    if (command === 'serve') return { command, flags, port: Number(values.get('port')?.at(-1) ?? PORT) };
    const json = values.has('json');
    if (command === 'build') return { command, flags, watch: values.has('watch'), json };
    return { command, flags, strict: values.has('strict'), json };
  }
  if (!isAnswering(command)) return noCommand(command, words);

  const shape = ANSWERING[command];
  const { values, positionals, asked } = read(shape, rest);
  if (asked !== undefined) return { command: 'print', text: asked };
  tellColor(values.get('color')?.at(-1));
  const [index = '', ...others] = positionals;
  const json = values.has('json');
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const count = (name: string): number | undefined => (values.has(name) ? Number(last(name)) : undefined);
  if (command === 'read') {
    const [language, cursor, links] = ['language', 'cursor', 'links'].map(last);
    if (links !== undefined && !isLinks(links)) {
      throw wrong(shape, `--links takes as-written, paths or urls, found "${links}"`);
    }
    const maxTokens = count('max-tokens');
    const options = {
      outline: values.has('outline'),
      ...(language !== undefined && { language }),
      ...(cursor !== undefined && { cursor }),
      ...(links !== undefined && { links }),
      ...(maxTokens !== undefined && { maxTokens }),
    };
    return { command, index, path: others.join(' '), options, json };
  }
  if (command === 'man') return { command: 'shell', file: 'headword.1' };
  if (command === 'completion') {
    const file = Object.hasOwn(SHELLS, index) ? SHELLS[index] : undefined;
    if (file === undefined) throw wrong(shape, `SHELL is bash, zsh or fish, found "${index}"`);
    return { command: 'shell', file };
  }
  if (command === 'resolve') return { command, index, address: others.join(' '), json };
  if (command === 'list') return { command, index, path: others.join(' '), depth: count('depth'), json };
  if (command === 'diff') return { command, old: index, index: others[0] ?? '', json };
  if (command === 'merge') {
    const [out = '', name, baseUrl] = ['out', 'name', 'base-url'].map(last);
    return { command, indexes: positionals, out, name, baseUrl, json };
  }
  if (command === 'eval') return { command, index, files: others, unit: unitOf(shape, last('unit')), json };
  if (command === 'test') return { command, index, file: others[0] ?? '', json };
  if (command === 'split') return { command, index, out: last('out') ?? '', json };
  if (command === 'bundle') {
    const name = last('name') ?? '';
    if (!isPackageName(name)) throw wrong(shape, `--name takes the name of an npm package, as @acme/docs, found "${name}"`);
    return { command, index, name, out: last('out'), json };
  }
  const limit = Number(last('limit') ?? LIMIT);
  if (command === 'suggest') return { command, index, input: others.join(' '), limit, json };
  if (command === 'inspect') return { command, index, limit, json };
  const [queries, out] = [last('queries'), last('run')];
  if (queries !== undefined) {
    if (others[0] !== undefined) throw wrong(shape, `unexpected argument "${others[0]}"`);
    const idle = ['filter', 'facet', 'sort', 'offset', 'explain'];
    const other = idle.find((name) => (name === 'offset' ? Number(last(name)) > 0 : values.has(name)));
    if (other !== undefined) throw wrong(shape, `--${other} goes with a QUERY and not with --queries`);
    return { command: 'run', index, queries, out: out === '-' ? undefined : out, limit, json };
  }
  if (out !== undefined) throw wrong(shape, '--run needs --queries FILE');
  const search = { index, query: others.join(' '), options: { ...searchFlags(values), limit }, json };
  const path = last('explain');
  return path === undefined ? { command, ...search } : { command: 'explain', path, ...search };
}

/** What the npm registry takes for new packages: <https://docs.npmjs.com/cli/configuring-npm/package-json#name>. */
function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name);
}

function isLinks(word: string): word is NonNullable<ReadOptions['links']> {
  return ['as-written', 'paths', 'urls'].includes(word);
}

function unitOf(shape: Shape, unit: string | undefined): Unit | undefined {
  if (unit === undefined || unit === 'page' || unit === 'section') return unit;
  throw wrong(shape, `--unit takes page or section, found "${unit}"`);
}

function isAnswering(word: string): word is keyof typeof ANSWERING {
  return Object.hasOwn(ANSWERING, word);
}

function noCommand(word: string, words: readonly string[]): CommandLine {
  const [, second] = words;
  // Nothing behind `--` is an option, and a command cannot stand there.
  if (word === '--' && second !== undefined) {
    throw isCommand(second) ? unexpected(NO_COMMAND, second) : unknownCommand(second);
  }
  if (!word.startsWith('-') || word === '-') throw unknownCommand(word);
  const { asked } = read(NO_COMMAND, words);
  if (asked === undefined) throw Failure.usageText(HELP);
  return { command: 'print', text: asked };
}

function flagsOf(keys: readonly ConfigKey[], values: Values, dir: string | undefined): Flags {
  const settings = keys.flatMap((key) => (values.get(nameOf(key)) ?? []).map((value) => [key.name, value] as const));
  // The folder is a short way to write `--docs`.
  if (dir !== undefined) settings.push(['docs', dir]);
  return { config: values.get('config')?.at(-1), settings };
}

/** Options, each with what it was given each time. */
type Values = ReadonlyMap<string, readonly string[]>;

interface Given {
  readonly positionals: readonly string[];
  readonly values: Values;
  /** The answer to `--help` or `--version`, where one was given. */
  readonly asked?: string;
}

function read(shape: Shape, words: readonly string[]): Given {
  const takesWords = shape.positionals.at(-1)?.endsWith('...') === true;
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  const typed = Object.entries(shape.options).map(([name, { takes }]) => {
    return [name, { type: takes === 'value' ? ('string' as const) : ('boolean' as const) }] as const;
  });
  // Not strict: its messages are not ours. The tokens tell all that is needed.
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(typed),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (positionals.length === shape.positionals.length && !takesWords) throw unexpected(shape, token.value);
      // That of a file cannot be empty; a query or the path of a page is for the engine to refuse.
      if (shape.needsAll && token.value === '' && (positionals.length === 0 || shape.takesFiles === true)) {
        const name = shape.positionals[positionals.length] ?? shape.positionals.at(-1) ?? '';
        throw wrong(shape, `${name.replace('...', '')} needs a value`);
      }
      positionals.push(token.value);
      continue;
    }
    const { name, rawName, value } = token;
    if (value === undefined) {
      if (rawName === '-h' || rawName === '--help') return { positionals, values, asked: shape.help };
      if (rawName === '-V' || rawName === '--version') return { positionals, values, asked: `headword ${VERSION}\n` };
    }
    const option = rawName.startsWith('--') && Object.hasOwn(shape.options, name) ? shape.options[name] : undefined;
    if (option === undefined) throw unknownOption(shape, optionName(rawName));
    if (option.takes === undefined && value !== undefined) {
      throw noValue(shape, `${rawName}=${value}`);
    }
    const inline = token.inlineValue === true;
    const given = option.takes === 'value' ? valueOf(shape, name, value, inline) : (value ?? option.bare ?? 'true');
    values.set(name, [...(values.get(name) ?? []), given]);
  }
  const absent = (shape.needs ?? []).filter((option) => !values.has(option.slice('--'.length, option.indexOf(' '))));
  const without = shape.instead !== undefined && values.has(shape.instead) ? shape.positionals.slice(0, -1) : undefined;
  const wanted = (without ?? shape.positionals).filter((name) => !name.startsWith('['));
  const missing = [...(shape.needsAll ? wanted.slice(positionals.length) : []), ...absent];
  if (missing.length > 0) throw wrong(shape, `missing ${missing.join(' and ')}`);
  return { positionals, values };
}

/** Behind `--`, an option is a word like any other; whoever wrote it there may not know. */
function unexpected(shape: Shape, word: string): Failure {
  if (word.startsWith('-')) return unknownOption(shape, word);
  return wrong(shape, `unexpected argument "${word}"`);
}

function valueOf(shape: Shape, name: string, value: string | undefined, inline: boolean): string {
  if (value === undefined) throw wrong(shape, `--${name} needs a value`);
  if (NUMBERS.includes(name)) {
    const least = name === 'offset' || name === 'port' ? 0 : 1;
    const most = name === 'port' ? MAX_PORT : MAX_LIMIT;
    const number = /^\+?[0-9]+$/.test(value) ? Number(value) : -1;
    if (number >= least && number <= most) return String(number);
    throw wrong(shape, `--${name} takes a whole number from ${least} to ${most}, found "${value}"`);
  }
  // `-date` is the other way round.
  if (name === 'sort') return value;
  if (!inline && value.length > 1 && value.startsWith('-')) {
    const found = optionName(value);
    const known = [...Object.keys(shape.options).map((option) => `--${option}`), '-h', '-V'];
    if (value !== '--' && !known.includes(found)) throw unknownOption(shape, found);
    const isSwitch = shape.options[found.slice('--'.length)]?.takes === undefined;
    if (isSwitch && value.startsWith(`${found}=`)) throw noValue(shape, value);
    throw wrong(shape, `--${name} needs a value`);
  }
  if (FILES.includes(name) && value === '') throw wrong(shape, `--${name} needs a value`);
  if (name === 'filter' && value.indexOf('=') < 1) throw wrong(shape, `--filter takes KEY=VALUE, found "${value}"`);
  return value;
}

/** `--json=1` */
function noValue(shape: Shape, word: string): Failure {
  const name = optionName(word);
  return wrong(shape, `${name} takes no value, found "${word.slice(name.length + 1)}"`);
}

/** `--limt` of `--limt=3`, `-l` of `-lamp`. */
function optionName(word: string): string {
  return /^--[^=]*|^-./u.exec(word)?.[0] ?? word;
}
