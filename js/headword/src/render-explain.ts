// What a score is made of, as text for people. `crates/cli/src/render_explain.rs` prints the same bytes.

import { type Explanation, type TermScore, type WordScore, scoreSteps } from './explanation.js';
import { grouped, oneLine, plural } from './render.js';
import { type Style, bold, cyan } from './style.js';

const NOT_FOUND = {
  noWord: 'it has none of the words',
  leftOut: 'it has what the query leaves out',
  unmet: 'it lacks what the query insists on',
  filtered: 'it does not meet the filters',
} as const;

/** A section with the parts of its score. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const relaxed = 'No section has all that the query insists on; it is searched by its words.';
  const lines = [cyan(style, oneLine(explanation.path)), ...(explanation.relaxed ? [relaxed] : [])];
  return [...lines, ...renderParts(explanation, style)].map((line) => `${line}\n`).join('');
}

/** A line that says what became of a section, and one for each part of its score. */
export function renderParts(explanation: Explanation, style: Style): string[] {
  const words = explanation.words.flatMap((word): [number, string][] => {
    const name = `"${oneLine(word.word)}${word.begins ? '…' : ''}"`;
    const here: [number, string] = [word.sectionPoints, `${name} ${terms(word)}`];
    return word.pagePoints > 0 ? [here, [word.pagePoints, `${name} on its page`]] : [here];
  });
  const steps = explanation.steps.map(({ step, points }): [number, string] => [points, scoreSteps[step]]);
  const parts = [...words, ...steps].map(([points, text]) => [grouped(points), text] as const);
  const digits = Math.max(0, ...parts.map(([points]) => points.length));
  return [bold(style, outcome(explanation)), ...parts.map(([points, text]) => `  ${points.padStart(digits)}  ${text}`)];
}

function outcome({ outcome, score, rank, sections }: Explanation): string {
  if (outcome !== 'ranked' && outcome !== 'wordsAlone') return `Not found: ${NOT_FOUND[outcome]}`;
  const found = `Score ${grouped(score)}, place ${grouped(rank ?? 0)} of ${plural(sections, 'section', 'sections')}`;
  return outcome === 'ranked' ? found : `${found}; not among the hundred that are looked at twice`;
}

/** `here: key ×2.31 in 4 sections, keys (form) ×0.84 in 1 section` */
function terms(word: WordScore): string {
  const here = word.terms.filter(({ frequency }) => frequency !== null).map(term);
  if (here.length > 0) return `here: ${here.join(', ')}`;
  const elsewhere = word.terms.map(term);
  if (word.others > 0) elsewhere.push(plural(word.others, 'word that begins so', 'words that begin so'));
  return elsewhere.length === 0 ? 'is not in the index' : `not here: ${elsewhere.join(', ')}`;
}

function term({ term, how, edits, sections, frequency }: TermScore): string {
  const note = how === 'form' ? ' (form)' : how === 'typo' ? ` (${plural(edits, 'edit', 'edits')})` : '';
  return `${oneLine(term)}${note}${frequency === null ? '' : times(frequency)} in ${plural(sections, 'section', 'sections')}`;
}

/** With two decimals, rounded half up. */
function times(frequency: number): string {
  const hundredths = Math.floor((frequency * 100 + 128) / 256);
  return ` ×${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
}
