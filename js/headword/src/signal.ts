import { kind, usage } from './check.js';

/** A signal that a caller gave, if it is one. */
export function signalOf(call: string, value: unknown): AbortSignal {
  if (typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value) {
    return value as AbortSignal;
  }
  throw usage(`${call}: signal must be an AbortSignal, found ${kind(value)}`);
}

/** What `work` comes to, or the reason of the signal as soon as it is aborted. What was begun is left to itself. */
export async function untilAborted<T>(given: unknown, work: () => Promise<T>): Promise<T> {
  const signal = signalOf('search', given);
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
