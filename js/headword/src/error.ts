/** The words of the engine. `crates/core/src/error.rs` says what each means. */
const ENGINE_CODES = [
  'ENCODING',
  'FRONT_MATTER',
  'NAVIGATION',
  'RECORDS',
  'FEED',
  'CHANGELOG',
  'REDIRECTS',
  'QUERIES',
  'CASES',
  'CONFIG',
  'DUPLICATE_PATH',
  'NO_PAGES',
  'TOO_LARGE',
  'VERSION',
  'ANALYZER',
  'CORRUPT',
  'MISSING',
  'EMPTY_QUERY',
  'QUERY_TOO_LONG',
  'FILTER',
  'NOT_FOUND',
  'CURSOR',
  'BUDGET',
] as const;

/**
 * What went wrong, for programs. These never change once released.
 *
 * Beside the words of the engine: `USAGE` (a wrong type or an unknown option), `IO` (a file or an
 * address that cannot be read or written), `CLOSED` (asked after `close()`), `SOURCES` (pages that
 * cannot be read, listed in {@link HeadwordError.errors}), `INTERNAL` (a mistake in Headword).
 */
export type ErrorCode =
  | (typeof ENGINE_CODES)[number]
  | 'USAGE'
  | 'IO'
  | 'CLOSED'
  | 'SOURCES'
  | 'INTERNAL';

/**
 * The only error that Headword throws.
 *
 * @example
 * ```ts
 * try {
 *   docs.read('guide/strat');
 * } catch (error) {
 *   if (error instanceof HeadwordError && error.code === 'NOT_FOUND') console.log(error.message);
 *   else throw error;
 * }
 * ```
 */
export class HeadwordError extends Error {
  override readonly name = 'HeadwordError';
  /** A word for programs, for instance `'CORRUPT'`. */
  readonly code: ErrorCode;
  /** Each of several errors, where `code` is `SOURCES`; otherwise empty. */
  readonly errors: readonly HeadwordError[];

  /** @internal */
  constructor(
    code: ErrorCode,
    message: string,
    more: { cause?: unknown; errors?: readonly HeadwordError[] } = {},
  ) {
    super(message, 'cause' in more ? { cause: more.cause } : undefined);
    this.code = code;
    this.errors = more.errors ?? [];
  }
}

/**
 * The engine's own error, or undefined for anything else that leaves it: a wasm trap, after which
 * nothing it says can be trusted.
 */
export function engineError(thrown: unknown): HeadwordError | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  const code = ENGINE_CODES.find((known) => known === thrown.code);
  return code && new HeadwordError(code, thrown.message, { cause: thrown });
}

/** Whether a build can go on to the next file after this, and name this one in the end. */
export function isSourceError(error: unknown): error is HeadwordError {
  return error instanceof HeadwordError && error.code !== 'USAGE' && error.code !== 'INTERNAL';
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Wasm stopped in the middle. No bytes should make it; those that do are not a good index. */
export function trap(cause: unknown): HeadwordError {
  const message = `not a usable index (the engine stopped: ${messageOf(cause)}); rebuild or fetch it again`;
  return new HeadwordError('CORRUPT', message, { cause });
}
