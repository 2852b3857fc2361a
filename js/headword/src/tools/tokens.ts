// What text costs, and how it is made short.

/** What tokenizers keep together, in runs; every character outside ASCII is alone. */
const [CAPITAL, SMALL, DIGIT, SPACE, LINE, TAB, SIGN] = [0, 1, 2, 3, 4, 5, 6];
/** The kinds of the characters of ASCII. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Z]/.test(character)) return CAPITAL;
  if (/[a-z]/.test(character)) return SMALL;
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[\n\r]/.test(character)) return LINE;
  return character === ' ' ? SPACE : character === '\t' ? TAB : SIGN;
});
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
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) {
      const isPair = (code & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
      tokens += isPair ? 4 : 1;
      at += isPair ? 2 : 1;
      continue;
    }
    const kind = KINDS[code];
    let end = endOf(text, at + 1, kind);
    if (kind === SPACE) {
      // One that stands before a word is part of it.
      const next = kindAt(text, end);
      if (end > at + 1 || next === DIGIT || next === LINE || end === text.length) tokens += 1;
    } else if (kind === LINE || kind === TAB) tokens += 1;
    else if (kind === DIGIT) tokens += Math.ceil((end - at) / 3);
    else if (kind === SIGN) tokens += Math.ceil((end - at) / 2);
    else {
      const small = kind === CAPITAL ? end : at;
      end = endOf(text, small, SMALL);
      const capitals = small - at;
      if (capitals <= 1) tokens += Math.ceil((end - at) / 4);
      else tokens += Math.ceil((2 * capitals) / 3) + Math.ceil((end - small) / 4);
    }
    at = end;
  }
  return tokens;
}

/** The kind of a character; none behind the end, and outside ASCII. */
function kindAt(text: string, at: number): number | undefined {
  return KINDS[text.charCodeAt(at)];
}

/** Where a run of this kind ends that begins no later than here. */
function endOf(text: string, from: number, kind: number | undefined): number {
  let end = from;
  while (end < text.length && kindAt(text, end) === kind) end++;
  return end;
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
