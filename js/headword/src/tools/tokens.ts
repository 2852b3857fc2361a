// What text costs, and how it is made short.

/**
 * How many tokens a text costs, estimated without a tokenizer.
 *
 * Every model has its own tokenizer and none is small, so budgets are kept with a count that no
 * common one exceeds on documentation: UTF-8 bytes divided by three, rounded up. English prose runs
 * at 4 to 5 bytes a token, code and URLs at 3 to 4, and a CJK character is 3 bytes and about one
 * token, so the estimate is high by a third on prose and close on the rest.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(utf8Length(text) / 3);
}

// Counted, not encoded: pages are measured line by line, and an encoder would allocate each time.
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
