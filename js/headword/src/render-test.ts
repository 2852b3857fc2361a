// Cases as text for people. `crates/cli/src/render_test.rs` prints the same bytes.

import type { CaseOutcome, CasePlace } from './evaluation.js';
import { grouped, oneLine, plural } from './render.js';
import { type Style, cyan } from './style.js';

/** Each case that failed, with what is wrong, and how many did not. */
export function renderOutcomes(file: string, cases: readonly CaseOutcome[], style: Style): string {
  const failed = cases.filter(({ passed }) => !passed);
  const texts = failed.map(({ line, query, within, missing, unwanted, found }) => {
    const place = cyan(style, `${oneLine(file)}:${line}`);
    const pages = found.length === 0 ? 'nothing' : found.map(oneLine).join(', ');
    const where = within === 1 ? 'first' : `among the first ${grouped(within)}`;
    const lines = [
      `${place}: "${oneLine(query)}" finds ${pages}`,
      ...missing.map((place) => `  ${oneLine(place.path)} is not ${where}: ${whereabouts(place)}`),
      ...unwanted.map(({ path, rank }) => {
        return `  ${oneLine(path)} should not be ${where}: it is found at ${grouped(rank ?? 0)}`;
      }),
    ];
    return `${lines.join('\n')}\n\n`;
  });
  const passed = grouped(cases.length - failed.length);
  return `${texts.join('')}${passed} of ${plural(cases.length, 'case', 'cases')} passed\n`;
}

function whereabouts({ rank, pageRank, inIndex }: CasePlace): string {
  if (rank !== null) return `it is found at ${grouped(rank)}`;
  if (pageRank !== null) return `its page is found at ${grouped(pageRank)}, with another section`;
  return inIndex ? 'it is not found' : 'the index has no such page';
}
