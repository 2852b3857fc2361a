// Whole indexes in the builder's module, for questions that only whoever makes the docs asks.

import { builder as load } from '#load-builder';
import { asBytes, isBytes, kind, usage } from './check.js';
import { engineError, trap } from './error.js';
import type { BuilderEngine } from './glue.js';

/** Bytes that a caller gave. */
export function bytesOf(call: string, name: string, value: unknown): Uint8Array {
  if (!isBytes(value)) throw usage(`${call}: the ${name} must be its bytes, found ${kind(value)}`);
  return asBytes(value);
}

/** Opens indexes, asks, and gives the memory back. */
export async function withEngines<I extends readonly Uint8Array[], T>(
  indexes: readonly [...I],
  ask: (engines: { [K in keyof I]: BuilderEngine }) => T,
): Promise<T> {
  const { Engine } = await load();
  const engines: BuilderEngine[] = [];
  try {
    for (const bytes of indexes) engines.push(new Engine(bytes));
    return ask(engines as { [K in keyof I]: BuilderEngine });
  } catch (thrown) {
    const error = engineError(thrown);
    // After a trap the engines are still borrowed where they stopped: they cannot be freed.
    if (error === undefined) engines.length = 0;
    throw error ?? trap(thrown);
  } finally {
    for (const engine of engines) engine.free();
  }
}
