// `headword search --explain`: what scores are made of. `crates/cli/src/explain.rs` does the same.

import type { Explain } from './args.js';
import { why } from './explain.js';
import type { BuilderModule } from './glue.js';
import { print } from './output.js';
import { refused } from './refused.js';
import { renderExplanation, renderParts } from './render-explain.js';
import { json, renderAnswer } from './render.js';
import type { Style } from './style.js';
import { ask } from './search-options.js';
import { wholeEngine } from './whole-engine.js';

/** Does what the command line asks. */
export async function explain(line: Explain, module: BuilderModule, style: Style): Promise<void> {
  const { index, query, path, options } = line;
  const { engine } = await wholeEngine(index, module);
  const explained = (path: string) => refused(() => why(query, path, options)(engine));
  if (path !== '') {
    const explanation = explained(path);
    return print(line.json ? json(explanation) : renderExplanation(explanation, style));
  }
  const answer = refused(() => ask(query, options)(engine));
  const explanations = answer.hits.map((hit) => explained(hit.path));
  if (line.json) return print(json({ ...answer, explanations }));
  const below = explanations.map((explanation) => renderParts(explanation, style));
  print(renderAnswer(answer, query, options.offset ?? 0, style, below));
}
