// The results as Markdown, which a terminal shows as well as a browser does.

/** A table whose first column is text and whose others are numbers that were rendered already. */
export function table(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length), 3));
  const line = (cells) => `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** `1234567` as `1,234,567`. */
export function bytes(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds, with as many digits as were measured. */
export function ms(value) {
  return value.toFixed(value < 10 ? 3 : 1);
}

/** How many times `value` is of `base`. */
export function ratio(value, base) {
  return `${(value / base).toFixed(2)}×`;
}
