// Written by "headword bundle", and written anew by it.

import type { Docs, OpenOptions } from 'headword';

/** Where the index is: for `openInWorker`, `openInPieces` and all else of `headword` that takes one. */
export declare const index: URL;

/** Opens the docs, to be searched and read. */
export declare function open(options?: OpenOptions): Promise<Docs>;
