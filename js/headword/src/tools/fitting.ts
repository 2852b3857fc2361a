import { estimateTokens } from './tokens.js';

/**
 * As many of the blocks, from the first, as fit `tokens` together with what `around` makes of their number. Each block
 * is shown whole or not at all.
 *
 * @param around The text before and behind the blocks when the first `count` of them are shown.
 */
export function fitting(
  blocks: readonly string[],
  tokens: number,
  around: (count: number) => { readonly before: string; readonly after: string },
): { readonly text: string; readonly count: number } {
  let count = blocks.length;
  for (;;) {
    const { before, after } = around(count);
    const text = [before, ...blocks.slice(0, count), after].join('');
    const over = estimateTokens(text) - tokens;
    if (over <= 0 || count === 0) return { text, count };
    // Blocks that together are less than what is too much need not be tried one by one.
    let freed = 0;
    while (count > 0 && freed < over) freed += estimateTokens(blocks[--count] ?? '');
  }
}
