import { oneLine } from './tokens.js';

/** What a tool answers: text that is complete by itself, and whether it tells of a failure. */
export interface ToolText {
  readonly text: string;
  readonly isError: boolean;
}

export function answer(text: string): ToolText {
  return { text, isError: false };
}

/**
 * A failure as an agent should see it: the engine's message, on one line and short.
 * A message quotes what it was given, and that may be a whole document pasted as a path.
 */
export function failure(error: unknown): ToolText {
  const message = error instanceof Error ? error.message : String(error);
  return { text: oneLine(message, 300), isError: true };
}
