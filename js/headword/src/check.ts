// Arguments from JavaScript, whose types nothing else has checked.

import { closest } from './closest.js';
import { HeadwordError } from './error.js';
import type { WasmSource } from './types.js';

const MAX_LIMIT = 0xffff_ffff;

/** The options, once it is sure that each is known. `call` names the function in messages. */
export function options<T extends object>(
  call: string,
  given: T | undefined,
  known: readonly (keyof T & string)[],
): Partial<T> {
  if (given === undefined) return {};
  const object = optionsObject(call, given);
  for (const name of Object.keys(object)) {
    if (!known.some((option) => option === name)) throw unknownOption(call, name, known);
  }
  return object;
}

/** The options, once it is sure that they are an object. */
export function optionsObject<T extends object>(call: string, given: T): T {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw usage(`${call}: the options must be an object, found ${kind(given)}`);
}

/** The error for an option that is not among those known. */
export function unknownOption(call: string, name: string, known: readonly string[]): HeadwordError {
  const slip = closest(name, known);
  const advice = slip === undefined ? `it takes ${known.join(', ')}` : `did you mean "${slip}"?`;
  return usage(`${call}: unknown option "${name}"; ${advice}`);
}

/** The error for a word that is not among those known. */
export function unknownWord(call: string, name: string, found: unknown, known: readonly string[]): HeadwordError {
  const shown = typeof found === 'string' ? `"${found}"` : kind(found);
  return usage(`${call}: the ${name} must be one of ${known.join(', ')}; found ${shown}`);
}

/** A string. */
export function text(call: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw usage(`${call}: ${name} must be a string, found ${kind(value)}`);
}

/** How many: a whole number above 0. */
export function limit(call: string, name: string, value: unknown): number {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_LIMIT) {
    return Number(value);
  }
  const found = typeof value === 'number' ? String(value) : kind(value);
  throw usage(`${call}: ${name} must be a whole number from 1 to ${MAX_LIMIT}, found ${found}`);
}

/** Something that `open` can make a wasm module of. */
export function wasm(call: string, value: unknown): WasmSource {
  if (typeof value === 'string') return value;
  if (isA(value, 'URL') || isBytes(value) || isA(value, 'WebAssembly.Module')) {
    return value as WasmSource;
  }
  throw usage(
    `${call}: wasm must be a URL, a string, bytes or a WebAssembly.Module, found ${kind(value)}`,
  );
}

/** Whether these are bytes. */
export function isBytes(value: unknown): value is ArrayBuffer | Uint8Array {
  return isA(value, 'ArrayBuffer') || isA(value, 'Uint8Array');
}

/** These bytes, seen as single ones. */
export function asBytes(value: ArrayBuffer | Uint8Array): Uint8Array {
  return ArrayBuffer.isView(value) ? value : new Uint8Array(value);
}

/** Whether this is a URL object. */
export function isUrl(value: unknown): value is URL {
  return isA(value, 'URL');
}

/** The error for a wrong argument. */
export function usage(message: string): HeadwordError {
  return new HeadwordError('USAGE', message);
}

/** What was given instead, in words. */
export function kind(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return /^[aeiou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`;
  const name = tag(value);
  return /^[AEIO]/.test(name) ? `an ${name}` : `a ${name}`;
}

/** By its tag and not by `instanceof`, which fails for objects of another realm (Jest, iframes). */
function isA(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && tag(value) === name;
}

function tag(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
