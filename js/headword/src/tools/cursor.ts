// Where a list goes on.

import type { Arguments } from './arguments.js';
import { call } from './call.js';
import { hash } from './library.js';
import { Refusal } from './refusal.js';

/**
 * A place in the answer to a question, as a word that the next call brings back.
 *
 * @param question All that the answer depends on. A cursor of another question is refused, since its place would
 * be one of another list.
 */
function cursorAt(place: number, question: readonly unknown[]): string {
  return `${place}-${hash(JSON.stringify(question))}`;
}

/** The place that a cursor stands for; the start where there is none. */
function placeOf(cursor: string | undefined, question: readonly unknown[]): number {
  if (cursor === undefined) return 0;
  const place = Number(/^(\d{1,9})-/.exec(cursor)?.[1] ?? NaN);
  if (cursorAt(place, question) === cursor) return place;
  throw new Refusal(
    'This cursor belongs to other arguments or to another version of the docs: call again without "cursor".',
  );
}

/** Where an answer begins, and the call that goes on from another place of it. */
export interface Paged {
  readonly place: number;
  readonly next: (place: number) => string;
}

/**
 * The pages of what a tool answers to `args`.
 *
 * @param asked What the answer depends on, beside the docs that `label` names.
 * @param rest Further arguments of the next call, on which its answer does not depend.
 */
export function paged(
  tool: string,
  label: string,
  args: Arguments,
  asked: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Paged {
  const question = [label, ...Object.values(asked)];
  return {
    place: placeOf(args.optional('cursor'), question),
    next: (place) => call(tool, { ...asked, ...rest, cursor: cursorAt(place, question) }),
  };
}
