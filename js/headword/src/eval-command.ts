// `headword eval`: how good the answers of an index are, by judged questions, and how fast. `crates/cli/src/eval.rs`
// does the same.

import type { Evaluate } from './args.js';
import { open } from './docs.js';
import type { BuilderModule } from './glue.js';
import { readInput } from './input.js';
import { print } from './output.js';
import { refused } from './refused.js';
import { renderEvaluation } from './render-eval.js';
import { json } from './render.js';
import type { Style } from './style.js';
import { wholeEngine } from './whole-engine.js';

/** Does what the command line asks. */
export async function evaluate(line: Evaluate, module: BuilderModule, style: Style): Promise<void> {
  const { engine, bytes } = await wholeEngine(line.index, module);
  const evaluator = new module.Evaluator();
  for (const file of line.files) {
    const source = await readInput(file, 'queries');
    refused(() => evaluator.add(engine, file, source, line.unit));
  }
  const times = await timesOf(bytes, evaluator.queries());
  const evaluation = refused(() => evaluator.finish(times));
  print(line.json ? json(evaluation) : renderEvaluation(evaluation, style));
}

/**
 * How many nanoseconds each search took, of the package as others use it. What was measured until here was measured
 * by another module, so this one is warmed up first.
 */
async function timesOf(bytes: Uint8Array, queries: readonly string[]): Promise<Float64Array> {
  const docs = await open(bytes);
  for (const query of queries) docs.search(query);
  const times = Float64Array.from(queries, (query) => {
    const started = performance.now();
    docs.search(query);
    return Math.round((performance.now() - started) * 1e6);
  });
  docs.close();
  return times;
}
