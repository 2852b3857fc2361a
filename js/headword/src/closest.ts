/**
 * The known name that is a slip away from `found`: one edit, or a third of its letters.
 * `crates/cli/src/usage.rs` draws the same line.
 */
export function closest(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Infinity;
  for (const name of known) {
    // A known name can stand where it is not understood, such as after `--`.
    if (name === found) continue;
    const edits = distance(found, name);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best !== undefined && fewest <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}

/**
 * Letters to insert, remove, replace or swap with the next to get from `a` to `b` (optimal string alignment).
 * @internal
 */
export function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  const rows = [[0, ...to.map((_, j) => j + 1)]];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = at(rows, i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = swaps ? at(rows, i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j) + 1));
    }
    rows.push(row);
  }
  return at(rows, from.length, to.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
