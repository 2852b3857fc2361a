// `headword test`: whether an index finds what its site expects. `crates/cli/src/test.rs` does the same.

import type { Test } from './args.js';
import { Failure } from './failure.js';
import type { BuilderModule } from './glue.js';
import { readInput } from './input.js';
import { print } from './output.js';
import { refused } from './refused.js';
import { renderOutcomes } from './render-test.js';
import { grouped, json, plural } from './render.js';
import type { Style } from './style.js';
import { wholeEngine } from './whole-engine.js';

/** Does what the command line asks. */
export async function test(line: Test, module: BuilderModule, style: Style): Promise<void> {
  const { file, index } = line;
  const { engine } = await wholeEngine(index, module);
  const source = await readInput(file, 'cases');
  const cases = refused(() => engine.test(file, source));
  print(line.json ? json({ file, cases }) : renderOutcomes(file, cases, style));
  const failed = cases.filter(({ passed }) => !passed).length;
  if (failed === 0) return;
  throw Failure.several([], `${grouped(failed)} of ${plural(cases.length, 'case', 'cases')} failed`);
}
