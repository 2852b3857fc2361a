// What a page and the engine behind it say to each other, over a port: a worker, or a channel in the page itself.

import type { Answer, Info, PageContent } from '../types.js';
import type { Question } from './state.js';

/** How an index is brought: its pieces as they are needed, all of it, or first the one and then the other. */
export type Load = 'auto' | 'pieces' | 'whole';

/** What the page says. */
export type Request =
  | { readonly id: number; readonly type: 'open'; readonly src: string; readonly load: Load }
  | { readonly id: number; readonly type: 'ask'; readonly question: Question }
  | { readonly id: number; readonly type: 'read'; readonly path: string; readonly language: string | null };

/** What is answered to each type of request. */
export interface Values {
  readonly open: Info;
  readonly ask: Answer;
  readonly read: PageContent;
}

/** What the engine says. The first thing is `hello`, once it listens. */
export type Reply =
  | { readonly type: 'hello' }
  | { readonly type: 'value'; readonly id: number; readonly value: Values[keyof Values] }
  | { readonly type: 'error'; readonly id: number; readonly code: string; readonly message: string };

/** What both a worker and a `MessagePort` are. */
export interface Port {
  postMessage(message: Request | Reply): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}
