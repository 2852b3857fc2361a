// Tables as Markdown, which a terminal shows as well as a browser does.

/** A table whose first column is text and whose others are numbers that were rendered already. */
export function table(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length), 3));
  const line = (cells) => `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** What stands where nothing was measured. */
export const NONE = '–';

/** `1234567` as `1,234,567`. */
export function count(value) {
  return value === undefined ? NONE : String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Bytes as thousands of them. */
export function kilobytes(value) {
  return value === undefined ? NONE : count(Math.round(value / 1000));
}

/** Bytes as millions of them. */
export function megabytes(value) {
  return value === undefined ? NONE : (value / 1e6).toFixed(1);
}

/** A time, with as many digits as were measured. */
export function time(value) {
  return value === undefined ? NONE : value.toFixed(value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** How many times `value` is of `base`. */
export function ratio(value, base) {
  if (value === undefined || base === undefined) return NONE;
  const times = value / base;
  return `${times < 100 ? times.toFixed(times < 0.1 ? 3 : 2) : count(Math.round(times))}×`;
}
