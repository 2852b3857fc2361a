import { HeadwordError } from './error.js';

/**
 * What the operating system found, in words of our own: its own differ from one system and one
 * language runtime to the next. `crates/cli/src/failure.rs` has the same words.
 */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'not found',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EADDRINUSE: 'it is taken',
};

/** A refusal by the operating system: what was tried, why it failed, what to do. */
export function ioError(tried: string, cause: unknown, advice: string): HeadwordError {
  return new HeadwordError('IO', `${tried}: ${reason(cause)}; ${advice}`, { cause });
}

/** The system's name for an error, for instance `ENOENT`, or `''`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reason(error: unknown): string {
  const known = REASONS[codeOf(error)];
  if (known !== undefined) return known;
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : NaN;
  // libuv's numbers are the system's, negated.
  return Number.isInteger(number) ? `system error ${Math.abs(number)}` : 'unknown error';
}
