// Text that may be longer than the screen. `crates/cli/src/pager.rs` does the same.

import { spawnSync } from 'node:child_process';
import { print } from './output.js';
import type { Style } from './style.js';

/** What a shell says of a program that it does not find. */
const NOT_FOUND = 127;

/** Prints a text; on a terminal through `$PAGER`, or through `less`, which ends by itself where the text fits the screen. */
export function show(text: string, { isTerminal }: Style): void {
  const pager = process.env['PAGER'] ?? 'less';
  if (!isTerminal || pager.trim() === '' || pager === 'cat') return print(text);
  // End where one screen is enough, show colours, and leave the text on the screen.
  const env = { LESS: 'FRX', ...process.env };
  const { status, error } = spawnSync(pager, { shell: true, input: text, env, stdio: ['pipe', 'inherit', 'inherit'] });
  // Whoever has read enough ends the pager before the end of the text: that is no reason to print it again.
  const isMissing = status === NOT_FOUND || (error !== undefined && 'code' in error && error.code === 'ENOENT');
  if (isMissing) print(text);
}
