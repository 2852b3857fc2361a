// Where a list goes on.

import { hash } from './library.js';
import { Refusal } from './refusal.js';

/**
 * A place in the answer to a question, as a word that the next call brings back.
 *
 * @param question All that the answer depends on. A cursor of another question is refused, since its place would
 * be one of another list.
 */
export function cursorAt(place: number, question: readonly unknown[]): string {
  return `${place}-${hash(JSON.stringify(question))}`;
}

/** The place that a cursor stands for; the start where there is none. */
export function placeOf(cursor: string | undefined, question: readonly unknown[]): number {
  if (cursor === undefined) return 0;
  const place = Number(/^(\d{1,9})-/.exec(cursor)?.[1] ?? NaN);
  if (cursorAt(place, question) === cursor) return place;
  throw new Refusal(
    'This cursor belongs to other arguments or to another version of the docs: call again without "cursor".',
  );
}
