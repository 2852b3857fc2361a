import { HeadwordError, messageOf } from './error.js';

/** Fetches `url`, or says why it did not come. */
export async function get(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw failed(url, `${messageOf(cause)}; check the address and the connection`, cause);
  });
  if (response.ok) return response;
  throw failed(url, `HTTP ${response.status}; check the address`);
}

/** The bytes at `url`. */
export async function getBytes(url: string | URL): Promise<Uint8Array> {
  const response = await get(url);
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    throw failed(url, `${messageOf(cause)}; fetch it again`, cause);
  });
  return new Uint8Array(bytes);
}

/** The module at `url`, compiled while it arrives where the server names its type. */
export async function getModule(url: string | URL): Promise<WebAssembly.Module> {
  const response = await get(url);
  // Refused for any other type; some servers know no type for .wasm.
  const isWasm = response.headers.get('content-type')?.startsWith('application/wasm');
  if (isWasm && 'compileStreaming' in WebAssembly) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The error for what could not be fetched. */
export function failed(url: string | URL, why: string, cause?: unknown): HeadwordError {
  return new HeadwordError('IO', `cannot fetch ${String(url)}: ${why}`, { cause });
}
