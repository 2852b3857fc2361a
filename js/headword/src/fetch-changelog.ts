// Changelogs from the web. `crates/cli/src/fetch.rs` has the same limits and words.

import { HeadwordError } from './error.js';
import { codeOf } from './reason.js';
import { VERSION } from './version.js';

/** What an address may cost. */
export interface Limits {
  /** In milliseconds, from the first step to the last byte. */
  readonly time: number;
  /** Addresses that lead on to others. */
  readonly redirects: number;
  /** Of the answer, unpacked. */
  readonly bytes: number;
}

/** A feed of 32 MB would be the changes of a century; a server that is slower than half a minute is down. */
export const LIMITS: Limits = { time: 30_000, redirects: 5, bytes: 32 << 20 };

const LATER = 'try again later, or save it to a file and give that';
const CHECK = 'check the address';

/** Why there is nothing to read, and what to do. */
class Refused extends Error {
  readonly advice: string;

  constructor(reason: string, advice: string) {
    super(reason);
    this.advice = advice;
  }
}

/** The bytes at an http or https address. */
export async function fetchChangelog(url: string, limits: Limits = LIMITS): Promise<Uint8Array> {
  // Not `AbortSignal.timeout`: its timer keeps no process alive, and a socket that hangs need not either.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limits.time);
  try {
    const answer = await follow(url, limits, controller.signal);
    return await read(answer, limits);
  } catch (thrown) {
    const { message, advice } = controller.signal.aborted
      ? new Refused(`no answer within ${limits.time / 1000} s`, LATER)
      : refused(thrown);
    throw new HeadwordError('IO', `cannot fetch ${url}: ${message}; ${advice}`, { cause: thrown });
  } finally {
    clearTimeout(timer);
    // Whatever was not read is not waited for.
    controller.abort();
  }
}

/** The answer of the last address that this one leads to. */
async function follow(url: string, { redirects }: Limits, signal: AbortSignal): Promise<Response> {
  let next = addressOf(url);
  for (let count = 0; count <= redirects; count++) {
    // The count is ours: `fetch` follows twenty.
    const answer = await fetch(next, { redirect: 'manual', signal, headers: { 'user-agent': `headword/${VERSION}` } });
    const { status } = answer;
    const location = [301, 302, 303, 307, 308].includes(status) ? answer.headers.get('location') : null;
    if (location === null) {
      if (status < 400) return answer;
      throw new Refused(`the server answered ${status}`, CHECK);
    }
    await answer.body?.cancel();
    next = addressOf(location, next);
  }
  throw new Refused(`more than ${redirects} redirects`, CHECK);
}

function addressOf(text: string, base?: URL): URL {
  // `fetch` would read `data:` and `blob:` as well.
  if (URL.canParse(text, base)) {
    const url = new URL(text, base);
    if (/^https?:$/.test(url.protocol)) return url;
  }
  throw new Refused('it is no address', CHECK);
}

async function read(answer: Response, { bytes }: Limits): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > bytes) {
      throw new Refused(`it is larger than ${bytes} bytes`, 'save the part that matters to a file and give that');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What went wrong and what to do. */
function refused(thrown: unknown): Refused {
  if (thrown instanceof Refused) return thrown;
  // `fetch` wraps what the system says; several addresses of one server are wrapped once more.
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  if (cause instanceof Error && 'syscall' in cause && cause.syscall === 'getaddrinfo') {
    return new Refused('the server was not found', 'check the address and the connection');
  }
  const code = codeOf(cause);
  if (/^(ERR_TLS|ERR_SSL|CERT|EPROTO$)|CERT|SIGNATURE/.test(code)) return new Refused('no secure connection', LATER);
  return new Refused('the connection failed', LATER);
}
