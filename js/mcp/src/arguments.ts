import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';

/** One argument of a tool, as `tools/list` shows it. */
interface Property {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

type Parse<T> = (value: Readonly<Record<string, unknown>>) => T;

/**
 * The arguments of a tool: the JSON Schema that clients see and the parser that the server runs.
 *
 * Written by hand and not with a schema library because models misspell arguments: a number sent as
 * a string is understood, extra arguments are ignored, and a refusal is one short sentence.
 */
export function toolArguments<T>(
  properties: Readonly<Record<string, Property>>,
  required: readonly string[],
  parse: Parse<T>,
): StandardSchemaWithJSON<T, T> {
  const schema = { type: 'object', properties, required };
  return {
    '~standard': {
      version: 1,
      vendor: 'headword',
      validate: (value) => {
        try {
          return { value: parse(isRecord(value) ? value : {}) };
        } catch (error) {
          return { issues: [{ message: error instanceof Error ? error.message : String(error) }] };
        }
      },
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}

/** A string argument; throws a sentence for the model when it is missing or something else. */
export function text(args: Readonly<Record<string, unknown>>, name: string): string {
  const value = args[name];
  if (typeof value === 'string') return value;
  throw new Error(`"${name}" must be a string`);
}

/** A string argument, or undefined where none is given: models send null or `""` for nothing as well. */
export function optionalText(args: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  return text(args, name);
}

/** A whole number between bounds, or `fallback` when it is not given. Out of bounds is brought in. */
export function count(
  args: Readonly<Record<string, unknown>>,
  name: string,
  bounds: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  const value = args[name];
  if (value === undefined || value === null) return bounds.fallback;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw new Error(`"${name}" must be a number`);
  return Math.min(bounds.max, Math.max(bounds.min, Math.trunc(number)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
