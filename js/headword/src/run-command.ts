// `headword search --queries`: what an index answers to a file of questions. `crates/cli/src/run.rs` does the same.

import type { Run } from './args.js';
import type { BuilderModule } from './glue.js';
import { readInput } from './input.js';
import { print, writeFile } from './output.js';
import { refused } from './refused.js';
import { json, jsonLine, renderRun } from './render.js';
import { wholeEngine } from './whole-engine.js';

/** Does what the command line asks. */
export async function run(line: Run, module: BuilderModule): Promise<void> {
  const started = performance.now();
  const { queries, index, out, limit } = line;
  const source = await readInput(queries, 'queries');
  const questions = refused(() => module.Questions.read(queries, source));
  const { engine } = await wholeEngine(index, module);
  const texts: string[] = [];
  const written = { queries: questions.length, answered: 0, lines: 0 };
  for (let number = 0; number < questions.length; number++) {
    const { lines, trec } = refused(() => questions.run(engine, number, limit));
    if (lines.length > 0) written.answered++;
    written.lines += lines.length;
    texts.push(out === undefined && line.json ? lines.map(jsonLine).join('') : trec);
  }
  const text = texts.join('');
  if (out === undefined) return print(text);
  await writeFile(out, new TextEncoder().encode(text));
  const milliseconds = Math.floor(performance.now() - started);
  print(line.json ? json(written) : renderRun(written, out, milliseconds));
}
