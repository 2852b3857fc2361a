// What a path, an address or a slip of either stands for.

import type { Docs } from '../docs.js';
import { HeadwordError } from '../error.js';
import { type Candidate, nearest } from './nearest.js';

/** What was found for a reference. */
export interface Resolved {
  readonly status: 'page' | 'section' | 'redirect' | 'fuzzy' | 'ambiguous' | 'removed' | 'missing';
  /** Where it is; `''` where nothing can be read. */
  readonly path: string;
  /** Which rule found it, where it is not there as it was given. */
  readonly via: string;
  /** What could be meant instead. */
  readonly candidates: readonly Candidate[];
}

/** Looks a reference up. */
export function resolve(docs: Docs, ref: string): Resolved {
  try {
    const { path } = docs.read(ref);
    return { status: path.includes('#') ? 'section' : 'page', path, via: '', candidates: [] };
  } catch (error) {
    if (!(error instanceof HeadwordError) || error.code !== 'NOT_FOUND') throw error;
    return { status: 'missing', path: '', via: '', candidates: nearest(docs, ref, 5) };
  }
}
