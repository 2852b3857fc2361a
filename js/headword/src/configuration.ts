// Options of JavaScript become the configuration of a build. Which there are, and of what type, the engine tells.

import { kind, text, unknownOption, usage } from './check.js';
import { engineError } from './error.js';
import type { BuilderModule, Config, ConfigKey } from './glue.js';
import type { Places } from './sources.js';

/** Kinds of keys that name what a program reads and writes itself. */
const PLACES: readonly string[] = ['file', 'folder', 'place'];

/** Options by their names; those of a table are options again. */
type Options = Map<string, ConfigKey | Options>;

/**
 * The configuration that options describe: first the text of a `headword.toml` in `config`, then all others.
 *
 * @param call - Names the function in messages.
 * @param given - Options, but for those that are no settings.
 * @param others - Names of options that are no settings, for messages.
 */
export function configuration(
  call: string,
  module: BuilderModule,
  given: Readonly<Record<string, unknown>>,
  others: readonly string[],
): Config {
  const { config: toml, ...settings } = given;
  const { Config } = module;
  const config = toml === undefined ? new Config() : fromToml(module, text(call, 'config', toml));
  const keys = Config.keys();
  setAll({ call, config, places: keys.filter(isPlace), above: '', others: ['config', ...others] }, tree(keys), settings);
  return config;
}

/** What is read from where. What the text of a `headword.toml` says of it is passed over. */
export function setPlaces(call: string, { Config }: BuilderModule, config: Config, places: Places): void {
  for (const key of Config.keys().filter(isPlace)) {
    const { [key.name as keyof Places]: place } = places;
    if (place !== undefined) set({ call, config }, key.name, key, typeof place === 'string' ? [place] : place);
  }
}

function fromToml({ Config }: BuilderModule, toml: string): Config {
  try {
    return Config.fromToml('headword.toml', new TextEncoder().encode(toml));
  } catch (thrown) {
    throw engineError(thrown) ?? thrown;
  }
}

function isPlace(key: ConfigKey): boolean {
  return PLACES.includes(key.kind);
}

/** The options that there are, as they are nested. */
function tree(keys: readonly ConfigKey[]): Options {
  const options: Options = new Map();
  for (const key of keys.filter((key) => !isPlace(key))) {
    const [last = '', ...tables] = key.name.split('.').map(camelCase).reverse();
    let into = options;
    for (const table of tables.reverse()) {
      const below = into.get(table);
      const next: Options = below instanceof Map ? below : new Map();
      into.set(table, next);
      into = next;
    }
    into.set(last, key);
  }
  return options;
}

/** `baseUrl` of `base-url`. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

interface Setting {
  readonly call: string;
  readonly config: Config;
  readonly places: readonly ConfigKey[];
  /** The names of the tables above, each with a full stop. */
  readonly above: string;
  readonly others: readonly string[];
}

function setAll(to: Setting, options: Options, given: Readonly<Record<string, unknown>>): void {
  for (const [own, value] of Object.entries(given)) {
    const name = to.above + own;
    const option = options.get(own);
    if (option === undefined) throw unknown(to, name, options);
    if (value === undefined) continue;
    if (option instanceof Map) {
      setAll({ ...to, above: `${name}.`, others: [] }, option, record(to.call, name, value));
    } else {
      set(to, name, option, itemsOf(to.call, name, option, value));
    }
  }
}

function unknown({ call, places, above, others }: Setting, name: string, options: Options): Error {
  if (places.some((key) => camelCase(key.name) === name)) {
    return usage(`${call}: unknown option "${name}"; it names a place, and a program reads and writes its own files`);
  }
  return unknownOption(call, name, [...[...options.keys()].map((own) => above + own), ...others]);
}

function set({ call, config }: Pick<Setting, 'call' | 'config'>, name: string, key: ConfigKey, items: readonly string[]): void {
  try {
    if (key.list) config.set(key.name, '', 'variable');
    for (const item of items) config.set(key.name, item, 'flag');
  } catch (thrown) {
    const error = engineError(thrown);
    if (error === undefined) throw thrown;
    // `--base-url: "base-url" must be …` was said to whoever wrote a flag.
    const reason = error.message.replace(`${key.flag}: `, '').replace(`"${key.name}"`, name);
    throw usage(`${call}: ${reason}`);
  }
}

/** The value of an option as flags would be given it. */
function itemsOf(call: string, name: string, key: ConfigKey, value: unknown): string[] {
  if (key.kind === 'bool') {
    if (typeof value === 'boolean') return [String(value)];
    throw usage(`${call}: ${name} must be true or false, found ${kind(value)}`);
  }
  if (key.kind === 'pair') {
    const pairs = Object.entries(record(call, name, value));
    return pairs.map(([code, text]) => `${code}=${itemOf(call, `${name}.${code}`, text)}`);
  }
  if (!key.list) return [text(call, name, value)];
  if (!Array.isArray(value)) throw usage(`${call}: ${name} must be a list of strings, found ${kind(value)}`);
  return value.map((item: unknown, place) => itemOf(call, `${name}[${place}]`, item));
}

/** A text of a list. A comma between braces is part of a glob; any other would part it in two. */
function itemOf(call: string, name: string, value: unknown): string {
  const item = text(call, name, value);
  if (item.trim() === '') throw usage(`${call}: ${name} must be a string that is not empty`);
  if (item.replace(/\{[^}]*\}/g, '').includes(',')) {
    throw usage(`${call}: ${name} has a comma, which parts the items of a list, found "${item}"; leave it out`);
  }
  return item;
}

function record(call: string, name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw usage(`${call}: ${name} must be an object, found ${kind(value)}`);
}
