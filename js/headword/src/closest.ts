/**
 * The known name that is a slip away from `found`: one edit, or a third of its letters.
 * `crates/cli/src/usage.rs` draws the same line.
 */
export function closest(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Infinity;
  for (const name of known) {
    const edits = distance(found, name);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best !== undefined && fewest <= Math.max(1, Math.floor(best.length / 3))
    ? best
    : undefined;
}

/** Letters to insert, remove or replace to get from `a` to `b` (Levenshtein). */
function distance(a: string, b: string): number {
  const to = [...b];
  let row = [0, ...to.map((_, j) => j + 1)];
  for (const [i, from] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, letter] of to.entries()) {
      const replaced = at(row, j) + (from === letter ? 0 : 1);
      next.push(Math.min(replaced, at(next, j) + 1, at(row, j + 1) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], i: number): number {
  return row[i] ?? 0;
}
