// What text costs, and how it is made short.

/** Runs of what tokenizers keep together: words, numbers, spaces, line ends, signs, and each other character alone. */
const PIECES = /[A-Z]+[a-z]*|[a-z]+|[0-9]+| +|[\n\r]+|\t+|[!-/:-@[-`{-~\0-\x08\x0e-\x1f\x7f]+|./gsu;
/** What short texts of rare words cost beside the sum of their parts. */
const SLACK = 2;

/**
 * How many tokens a text costs, at most: what no common tokenizer exceeds on documentation. Costs a pass over the text.
 *
 * The same as `crates/core/src/tokens.rs`, which says how it counts and what it is held to; tests hold the two together.
 * Answers are measured many times while they are put together, which is quicker here than across to the engine.
 *
 * @example
 * ```ts
 * estimateTokens('Rotate the API key.'); // 9
 * ```
 */
export function estimateTokens(text: string): number {
  let tokens = text === '' ? 0 : SLACK;
  PIECES.lastIndex = 0;
  for (let found = PIECES.exec(text); found !== null; found = PIECES.exec(text)) {
    tokens += cost(found[0], text[PIECES.lastIndex]);
  }
  return tokens;
}

/** What a piece costs, given the character behind it. */
function cost(piece: string, next: string | undefined): number {
  const first = piece.charCodeAt(0);
  if (first > 0x7f) return piece.length === 2 ? 4 : 1;
  if (piece[0] === ' ') return piece.length > 1 || next === undefined || /[0-9\n\r]/.test(next) ? 1 : 0;
  if (piece[0] === '\t' || piece[0] === '\n' || piece[0] === '\r') return 1;
  if (/^[0-9]/.test(piece)) return Math.ceil(piece.length / 3);
  if (!/^[A-Za-z]/.test(piece)) return Math.ceil(piece.length / 2);
  const small = piece.search(/[a-z]/);
  const capitals = small < 0 ? piece.length : small;
  if (capitals <= 1) return Math.ceil(piece.length / 4);
  return Math.ceil((2 * capitals) / 3) + Math.ceil((piece.length - capitals) / 4);
}

/** The bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // Each half of a surrogate pair counts two of the pair's four bytes.
    else if (unit >= 0xd800 && unit <= 0xdfff) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}

/** The text, or as much of its beginning as fits `max` characters with an ellipsis; on one line. */
export function oneLine(text: string, max: number): string {
  // Only the part that can be shown is cleaned: a query may be a megabyte long.
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= max && text.length <= max * 4) return line;
  // A surrogate pair cut in two would reach the client as U+FFFD.
  return `${line
    .slice(0, max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

/**
 * What was given, in quotation marks, short enough for an error: at most 60 characters and 90 bytes, since a byte
 * that is in no word costs a token. Control characters are left out.
 */
export function quote(text: string): string {
  const clean = text.slice(0, 1000).replace(/\p{C}+/gu, ' ');
  let max = 60;
  while (utf8Length(oneLine(clean, max)) > 90) max -= 5;
  return `"${oneLine(clean, text.length > 1000 ? Math.min(max, 59) : max)}"`;
}

/** The text on one line, within `tokens`. */
export function atMost(text: string, tokens: number): string {
  let max = tokens * 3;
  while (max > 1 && estimateTokens(oneLine(text, max)) > tokens) max -= 10;
  return oneLine(text, max);
}

/** `1234567` as `1,234,567`, the same in every locale. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 page`, `1,200 pages`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}
