// What the command line takes, and what to say when it cannot be read. `crates/cli/src/usage.rs` has the same words.

import { closest } from './closest.js';
import { Failure } from './failure.js';
import type { ConfigKey } from './glue.js';
import { HELP } from './help.js';

/** An option of a command. */
export interface Option {
  /** What comes after it. Without one, it is a switch; `maybe` is a switch that may be told something: `=false`. */
  readonly takes?: 'value' | 'maybe';
  /** What a `maybe` is where nothing comes after it; `true` unless given. */
  readonly bare?: string;
}

/** What can be written after a command. */
export interface Shape {
  readonly usage: string;
  /** What to do about an unknown option that is like no other. */
  readonly advice: string;
  /** Names of the arguments, in order. The last may take several words. */
  readonly positionals: readonly string[];
  /** Whether all of those have to be there. */
  readonly needsAll: boolean;
  /** Whether each of those is a file. */
  readonly takesFiles?: boolean;
  /** An option that takes the place of the last of those. */
  readonly instead?: string;
  /** Options that have to be there too. */
  readonly needs?: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Printed for `--help`. */
  readonly help: string;
}

const SEE_HELP = 'see "headword --help"';

const ALWAYS: Readonly<Record<string, Option>> = { color: { takes: 'value' }, help: {}, version: {} };

/** Commands that take indexes. */
export const ANSWERING: Readonly<Record<'search' | 'read' | 'resolve' | 'list' | 'suggest' | 'diff' | 'inspect' | 'merge' | 'eval' | 'test' | 'split' | 'bundle' | 'completion' | 'man', Shape>> = {
  search: {
    usage:
      'headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]',
    // It may be a word of the query.
    advice: 'write -- before words that start with -',
    positionals: ['INDEX', 'QUERY...'],
    needsAll: true,
    instead: 'queries',
    options: {
      queries: { takes: 'value' },
      run: { takes: 'value' },
      filter: { takes: 'value' },
      facet: { takes: 'value' },
      sort: { takes: 'value' },
      limit: { takes: 'value' },
      offset: { takes: 'value' },
      explain: { takes: 'maybe', bare: '' },
      json: {},
      ...ALWAYS,
    },
    help: HELP,
  },
  read: {
    usage:
      'headword read INDEX PATH [--language LANGUAGE] [--max-tokens N] [--cursor CURSOR] [--links FORM] [--outline] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'PATH'],
    needsAll: true,
    options: {
      language: { takes: 'value' },
      'max-tokens': { takes: 'value' },
      cursor: { takes: 'value' },
      links: { takes: 'value' },
      outline: {},
      json: {},
      ...ALWAYS,
    },
    help: HELP,
  },
  resolve: {
    usage: 'headword resolve INDEX ADDRESS [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'ADDRESS'],
    needsAll: true,
    options: { json: {}, ...ALWAYS },
    help: HELP,
  },
  list: {
    usage: 'headword list INDEX [PATH] [--depth N] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', '[PATH]'],
    needsAll: true,
    options: { depth: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  suggest: {
    usage: 'headword suggest INDEX TEXT... [--limit N] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'TEXT...'],
    needsAll: true,
    options: { limit: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  diff: {
    usage: 'headword diff OLD NEW [--json]',
    advice: SEE_HELP,
    positionals: ['OLD', 'NEW'],
    needsAll: true,
    takesFiles: true,
    options: { json: {}, ...ALWAYS },
    help: HELP,
  },
  inspect: {
    usage: 'headword inspect INDEX [--limit N] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX'],
    needsAll: true,
    options: { limit: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  merge: {
    usage: 'headword merge INDEX... --out FILE [--name TEXT] [--base-url URL] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX...'],
    needsAll: true,
    takesFiles: true,
    needs: ['--out FILE'],
    options: {
      out: { takes: 'value' },
      name: { takes: 'value' },
      'base-url': { takes: 'value' },
      json: {},
      ...ALWAYS,
    },
    help: HELP,
  },
  eval: {
    usage: 'headword eval INDEX FILE... [--unit page|section] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'FILE...'],
    needsAll: true,
    takesFiles: true,
    options: { unit: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  test: {
    usage: 'headword test INDEX FILE [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX', 'FILE'],
    needsAll: true,
    takesFiles: true,
    options: { json: {}, ...ALWAYS },
    help: HELP,
  },
  split: {
    usage: 'headword split INDEX --out DIR [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX'],
    needsAll: true,
    needs: ['--out DIR'],
    options: { out: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  bundle: {
    usage: 'headword bundle INDEX --name NAME [--out DIR] [--json]',
    advice: SEE_HELP,
    positionals: ['INDEX'],
    needsAll: true,
    needs: ['--name NAME'],
    options: { name: { takes: 'value' }, out: { takes: 'value' }, json: {}, ...ALWAYS },
    help: HELP,
  },
  completion: {
    usage: 'headword completion bash|zsh|fish',
    advice: SEE_HELP,
    positionals: ['SHELL'],
    needsAll: true,
    options: ALWAYS,
    help: HELP,
  },
  man: { usage: 'headword man', advice: SEE_HELP, positionals: [], needsAll: true, options: ALWAYS, help: HELP },
};

/** Commands that take settings, each with its usage line and the options that it has alone. */
const BUILDING = {
  build: { usage: 'headword build [DIR] [--SETTING VALUE]... [--watch] [--json]', own: { watch: {}, json: {} } },
  check: { usage: 'headword check [DIR] [--SETTING VALUE]... [--strict] [--json]', own: { strict: {}, json: {} } },
  serve: { usage: 'headword serve [DIR] [--SETTING VALUE]... [--port N]', own: { port: { takes: 'value' } } },
} as const;

/** A command line without a command. */
export const NO_COMMAND: Shape = {
  usage: 'headword build|check|serve|search|read|resolve|list|suggest|diff|inspect|merge|eval|test|split|bundle|completion|man ...',
  advice: SEE_HELP,
  positionals: [],
  needsAll: true,
  options: ALWAYS,
  help: HELP,
};

/** What can be written after `build` and `check`: these keys are settings. */
export function building(command: keyof typeof BUILDING, keys: readonly ConfigKey[]): Shape {
  const { usage, own } = BUILDING[command];
  const settings = keys.map((key) => [nameOf(key), { takes: key.kind === 'bool' ? 'maybe' : 'value' }] as const);
  return {
    usage,
    advice: SEE_HELP,
    positionals: ['DIR'],
    needsAll: false,
    options: { config: { takes: 'value' }, ...own, ...Object.fromEntries(settings), ...ALWAYS },
    help: `usage: ${usage}\n${SETTINGS}${keys.map(helpOf).join('')}`,
  };
}

/** The option of a key, without its dashes. */
export function nameOf(key: ConfigKey): string {
  return key.flag.slice('--'.length);
}

const SETTINGS = `
  DIR
      The same as --docs DIR
  --config FILE
      The file that settings are read from (headword.toml, where there is one)
  --watch
      With build: build again after each change, until it is stopped
  --strict
      With check: exit with status 1 where there is anything to mend
  --port N
      With serve: where to listen, 4380 unless given; 0 for any that is free
  --json
      With build and check: print JSON instead of text
  --color WHEN
      auto, always or never

Settings stand in that file, in variables and in options; a later one counts. Below is how they are
written as options; as a variable, --base-url is HEADWORD_BASE_URL. Lists are separated by commas,
or given one by one. Paths in the file are relative to its folder, others to the current one.

`;

function helpOf({ flag, kind, valueName, default: usual, help }: ConfigKey): string {
  const isSwitch = kind === 'bool';
  const value = isSwitch ? (usual === 'true' ? '=false' : '') : ` ${valueName}`;
  const unlessGiven = isSwitch || usual === '' ? '' : ` (${usual})`;
  return `  ${flag}${value}\n      ${help.replaceAll('`', '')}${unlessGiven}\n`;
}

const COMMANDS = [...Object.keys(BUILDING), ...Object.keys(ANSWERING)];

/** Whether there is such a command. */
export function isCommand(word: string): boolean {
  return COMMANDS.includes(word);
}

/** There is no such command. */
export function unknownCommand(word: string): Failure {
  return wrong(NO_COMMAND, unknown('command', word, COMMANDS, SEE_HELP));
}

/** The command has no such option. */
export function unknownOption(shape: Shape, name: string): Failure {
  const known = Object.keys(shape.options).map((option) => `--${option}`);
  return wrong(shape, unknown('option', name, known, shape.advice));
}

/** The command line is wrong. */
export function wrong(shape: Shape, message: string): Failure {
  return Failure.usage(message, shape.usage);
}

function unknown(what: string, found: string, known: readonly string[], advice: string): string {
  const slip = closest(found, known);
  return `unknown ${what} "${found}"; ${slip === undefined ? advice : `did you mean "${slip}"?`}`;
}
