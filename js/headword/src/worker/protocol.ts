// What a page and the engine behind it say to each other, over a port: a worker, or a channel in the page itself.

import type { Method } from '../questions.js';
import type { WasmSource } from '../types.js';

/** How an index is brought: its pieces as they are needed, all of it, or first the one and then the other. */
export type Load = 'auto' | 'pieces' | 'whole';

/** What the page says. The first thing is `open`, which is answered with what the index is. */
export type Request =
  | {
      readonly id: number;
      readonly type: 'open';
      /** An absolute address, or what `open` takes and a message can carry. */
      readonly source: string | ArrayBuffer | Uint8Array | Blob;
      readonly load: Load;
      readonly wasm?: WasmSource;
    }
  | { readonly id: number; readonly type: 'call'; readonly method: Method; readonly args: readonly unknown[] };

/** What the engine says. The first thing is `hello`, once it listens. */
export type Reply =
  | { readonly type: 'hello' }
  | { readonly type: 'value'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly code: string; readonly message: string };

/** What both a worker and a `MessagePort` are. */
export interface Port {
  postMessage(message: Request | Reply): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}
