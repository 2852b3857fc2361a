// Measures as text for people. `crates/cli/src/render_eval.rs` prints the same bytes.

import type { Evaluation, Measures } from './evaluation.js';
import { grouped, oneLine, plural } from './render.js';
import { type Style, bold, dim } from './style.js';

/** A line for each file, one for all of them, and how long searches took. */
export function renderEvaluation(evaluation: Evaluation, style: Style): string {
  const { files, mean, latencyMicroseconds: latency } = evaluation;
  const head = dim(style, 'nDCG@10  MRR@10  recall@10  success@1  queries  unit     file');
  const rows = files.map(({ file, unit, queries, measures }) => `${row(measures, queries, unit, oneLine(file))}\n`);
  const queries = files.reduce((sum, file) => sum + file.queries, 0);
  const all = bold(style, row(mean, queries, '', `mean of ${plural(files.length, 'file', 'files')}`));
  const times = (['p50', 'p90', 'p99', 'max'] as const).map((name) => `${name} ${milliseconds(latency[name])}`);
  const searches = plural(latency.searches, 'warm search', 'warm searches');
  return `${head}\n${rows.join('')}${all}\n\n${searches} for 10 hits: ${times.join(', ')}\n`;
}

function row({ ndcg10, mrr10, recall10, success1 }: Measures, queries: number, unit: string, name: string): string {
  const wide: readonly (readonly [number, number])[] = [[ndcg10, 7], [mrr10, 6], [recall10, 9], [success1, 9]];
  const numbers = wide.map(([number, width]) => number.toFixed(4).padStart(width));
  return [...numbers, grouped(queries).padStart(7), unit.padEnd(7), name].join('  ');
}

/** With two decimals, rounded half up. */
function milliseconds(microseconds: number): string {
  const hundredths = Math.floor((microseconds + 5) / 10);
  return `${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')} ms`;
}
