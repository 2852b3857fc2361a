// Arguments of tools: the JSON Schema that clients see, and what is understood of what models send.
//
// Written by hand and not with a schema library because models misspell: `maxResults` for `limit`, a number as a
// string, `""` and null for nothing. A refusal is one short sentence.

import { Refusal } from './refusal.js';
import { quote } from './tokens.js';

/** One argument, as `tools/list` shows it, and the names that it is also understood by. */
export interface Property {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
  /** Other names for it, in lower case without `_` and `-`. `tools/list` does not show them. */
  readonly aliases?: readonly string[];
}

/** The arguments of a tool by their names. */
export type Properties = Readonly<Record<string, Property>>;

/** JSON Schema of an object. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
}

/** The JSON Schema of arguments. */
export function inputSchema(properties: Properties, required: readonly string[]): ObjectSchema {
  const shown = Object.entries(properties).map(([name, { aliases: _, ...property }]) => [name, property]);
  return { type: 'object', properties: Object.fromEntries(shown), required };
}

/** The arguments of one call. What is asked for must be among the properties. */
export class Arguments {
  readonly #given = new Map<string, unknown>();
  readonly #properties: Properties;

  constructor(given: unknown, properties: Properties) {
    this.#properties = properties;
    const names = new Map<string, string>();
    for (const [name, { aliases = [] }] of Object.entries(properties)) {
      for (const known of [letters(name), ...aliases]) names.set(known, name);
    }
    if (typeof given !== 'object' || given === null) return;
    // What no property is called is left alone, as every version of a client sends something of its own.
    for (const [key, value] of Object.entries(given)) {
      const name = Object.hasOwn(properties, key) ? key : names.get(letters(key));
      const nothing = value === undefined || value === null || value === '';
      // A property by its own name is meant more than one by another.
      if (name !== undefined && !nothing && (key === name || !this.#given.has(name))) this.#given.set(name, value);
    }
  }

  /** Text, or undefined where there is none. */
  optional(name: string): string | undefined {
    const value = this.#given.get(name);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new Refusal(`"${name}" must be a string.`);
  }

  /** Text that must be there. */
  text(name: string): string {
    const value = this.optional(name);
    if (value !== undefined) return value;
    const { description = '' } = this.#properties[name] ?? {};
    throw new Refusal(`"${name}" must be a string and is missing${description === '' ? '.' : `: ${description}`}`);
  }

  /** Texts: a list, or the lines of one text. */
  texts(name: string): readonly string[] {
    const value = this.#given.get(name);
    const list: readonly unknown[] = Array.isArray(value) ? value : this.text(name).split('\n');
    return list.map((item) => {
      if (typeof item === 'string') return item.trim();
      throw new Refusal(`"${name}" must be a string, or a list of them.`);
    });
  }

  /** A whole number. Out of the bounds of the property is brought in; undefined where it is not given. */
  number(name: string): number | undefined {
    const value = this.#given.get(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number)) throw new Refusal(`"${name}" must be a number.`);
    const { minimum = -Infinity, maximum = Infinity } = this.#properties[name] ?? {};
    return Math.min(maximum, Math.max(minimum, Math.trunc(number)));
  }

  /** Yes or no; no unless given. */
  flag(name: string): boolean {
    const value = this.#given.get(name);
    return value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1)$/i.test(value));
  }

  /** One of the words of the property, also in the plural; undefined where none is given, or all are meant. */
  word(name: string): string | undefined {
    const given = this.optional(name)?.trim().toLowerCase();
    if (given === undefined || given === 'all' || given === 'any') return undefined;
    const { enum: words = [] } = this.#properties[name] ?? {};
    const word = words.find((known) => known === given || `${known}s` === given || known === `${given}s`);
    if (word !== undefined) return word;
    throw new Refusal(`"${name}" is one of ${words.join(', ')}; found ${quote(given)}.`);
  }
}

/** A name without what models vary: capitals, `_` and `-`. */
function letters(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
