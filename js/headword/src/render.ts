// Results as text for people. `crates/cli/src/render.rs` prints the same bytes.

import { type Style, bold, cyan, dim, link } from './style.js';
import type { Answer, BuildReport, Facet, Finding, Hit, Inspection, PageContent, PartSize, Piece } from './types.js';

/** A result as JSON, for people and programs. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A result as JSON in one line, where more of them follow. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** The build report, of so many files, written to `file`. */
export function renderReport(
  report: BuildReport,
  files: number,
  file: string,
  milliseconds: number,
  style: Style,
): string {
  const counts = [
    plural(report.pages, 'page', 'pages'),
    plural(report.sections, 'section', 'sections'),
    plural(report.terms, 'term', 'terms'),
  ];
  let text = `${counts.join(', ')} from ${plural(files, 'file', 'files')}\n\n${renderParts(report.parts, report.bytes, style)}`;
  const share = percent(report.bytes, report.sourceBytes);
  text += `\nThe index is ${share} % of the ${grouped(report.sourceBytes)} bytes it was built from.\n`;
  text += renderMoves(report);
  if (report.warnings.length > 0) {
    text += `Probable mistakes: ${codes(report.warnings)}; "headword check" lists them.\n`;
  }
  return text + wrote(file, milliseconds);
}

/** What became of pages of the previous index: a line each, but for those of a great renaming. */
function renderMoves({ moves, removed }: BuildReport): string {
  const shown = 10;
  const part = (count: number, what: string, lines: readonly string[]): string => {
    if (count === 0) return '';
    const more = count > shown ? `  and ${grouped(count - shown)} more, which --json lists\n` : '';
    return `\n${what}\n${lines.slice(0, shown).join('')}${more}`;
  };
  const moved = moves.map(({ from, to, confidence }) => `  ${oneLine(from)} → ${oneLine(to)}  ${confidence} % sure\n`);
  const gone = removed.map(({ path }) => `  ${oneLine(path)}\n`);
  const addresses = plural(moves.length, 'address', 'addresses');
  const pages = plural(removed.length, 'page', 'pages');
  return (
    part(moves.length, `Moved since the previous index: ${addresses}`, moved) +
    part(removed.length, `Gone since the previous index: ${pages}`, gone)
  );
}

/** What a written run holds. */
export function renderRun(
  { queries, answered, lines }: { readonly queries: number; readonly answered: number; readonly lines: number },
  file: string,
  milliseconds: number,
): string {
  const found = `${grouped(answered)} of ${plural(queries, 'query', 'queries')} found something`;
  return `${found}: ${plural(lines, 'line', 'lines')}\n${wrote(file, milliseconds)}`;
}

function wrote(file: string, milliseconds: number): string {
  const tenths = Math.floor((milliseconds + 50) / 100);
  return `Wrote ${printable(file)} in ${Math.floor(tenths / 10)}.${tenths % 10} s\n`;
}

/** The parts of an index, a line each. */
function renderParts(parts: readonly PartSize[], total: number, style: Style): string {
  const header = total - parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [{ name: 'header', bytes: header }, ...parts, { name: 'total', bytes: total }];
  const wide = widest(rows.map(({ name }) => name));
  const digits = grouped(total).length;
  const lines = rows.map(({ name, bytes }) => {
    const share = percent(bytes, total).padStart(5);
    const line = `${name.padEnd(wide)}  ${grouped(bytes).padStart(digits)} bytes  ${share} %`;
    return `  ${name === 'total' ? bold(style, line) : line}\n`;
  });
  return lines.join('');
}

/** What an index is made of. */
export function renderInspection({ info, parts, options, pages, terms }: Inspection, style: Style): string {
  const counts = [
    plural(info.pages, 'page', 'pages'),
    plural(info.sections, 'section', 'sections'),
    plural(info.terms, 'term', 'terms'),
  ];
  let text = info.name === '' ? '' : `${bold(style, oneLine(info.name))}\n`;
  text += `${counts.join(', ')}\n`;
  text += `Written by ${oneLine(info.generator)}, format ${info.format}, analyzer ${info.analyzer}.\n\n`;
  text += renderParts(parts, info.bytes, style);

  const used = options.filter(({ count }) => count > 0);
  if (used.length > 0) text += '\nWhat an index need not have, how many, and what they take of it:\n';
  const wide = widest(used.map(({ name }) => name));
  const many = widest(used.map(({ count }) => grouped(count)));
  let digits = widest(used.map(({ bytes }) => grouped(bytes)));
  for (const { name, count, bytes } of used) {
    const share = percent(bytes, info.bytes).padStart(5);
    text += `  ${name.padEnd(wide)}  ${grouped(count).padStart(many)}  ${grouped(bytes).padStart(digits)} bytes  ${share} %\n`;
  }

  const all = parts.reduce((sum, { name, bytes }) => (name === 'text' ? sum + bytes : sum), 0);
  digits = widest(pages.map(({ bytes }) => grouped(bytes)));
  text += '\nThe largest pages, and their share of the text:\n';
  for (const { path, sections, bytes } of pages) {
    const share = percent(bytes, all).padStart(5);
    const count = dim(style, plural(sections, 'section', 'sections'));
    text += `  ${grouped(bytes).padStart(digits)} bytes  ${share} %  ${cyan(style, oneLine(path))}  ${count}\n`;
  }

  digits = widest(terms.map(({ sections }) => grouped(sections)));
  if (terms.length > 0) text += '\nThe most frequent terms, and the share of sections that hold them:\n';
  for (const { term, sections } of terms) {
    const share = percent(sections, info.sections).padStart(5);
    text += `  ${grouped(sections).padStart(digits)}  ${share} %  ${oneLine(term)}\n`;
  }
  return text;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

/** Probable mistakes, a line each, and how many there are of each code. */
export function renderFindings(findings: readonly Finding[], count: number, style: Style): string {
  const files = plural(count, 'file', 'files');
  if (findings.length === 0) return `Nothing to mend in ${files}.\n`;
  let text = '';
  const counts = new Map<string, number>();
  for (const { file, line, code, message } of findings) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    const place = line === 0 ? oneLine(file) : `${oneLine(file)}:${line}`;
    text += `${cyan(style, place)}: ${oneLine(message)} ${dim(style, `[${code}]`)}\n`;
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${text}\n${codes(sorted.map(([code, count]) => ({ code, count })))} in ${files}\n`;
}

/** `2 dead-link, 1 orphan` */
function codes(counts: readonly { readonly code: string; readonly count: number }[]): string {
  return counts.map(({ code, count }) => `${grouped(count)} ${code}`).join(', ');
}

/** The pages that answer a query, each with the lines that stand in `below` for it. */
export function renderAnswer(
  answer: Answer,
  query: string,
  offset: number,
  style: Style,
  below: readonly (readonly string[])[] = [],
): string {
  const { hits, total, didYouMean, relaxed } = answer;
  const facets = renderFacets(answer.facets, style);
  if (hits.length === 0) return `No ${total > 0 ? 'more ' : ''}results for "${oneLine(query)}".\n${facets}`;
  const last = offset + hits.length;
  const digits = String(last).length;
  const indent = ' '.repeat(digits + 2);
  const texts = hits.map((hit, i) => {
    const lines = (below[i] ?? []).map((line) => `${indent}${line}\n`);
    return renderHit(hit, String(offset + i + 1).padStart(digits), style) + lines.join('');
  });
  const pages = plural(total, 'page', 'pages');
  const shown = offset === 0 ? grouped(hits.length) : `${grouped(offset + 1)} to ${grouped(last)}`;
  const count = hits.length === total ? pages : `${shown} of ${pages}`;
  const meant = didYouMean === null ? '' : `Results for "${bold(style, oneLine(didYouMean))}".\n\n`;
  const words = relaxed ? 'No section has all that the query insists on; these have its words.\n\n' : '';
  return `${meant}${words}${texts.join('\n')}\n${dim(style, count)}\n${facets}`;
}

/** How many pages have each value, a line each key. */
function renderFacets(facets: readonly Facet[], style: Style): string {
  const lines = facets.map(({ key, values, others }) => {
    const counts = values.map(({ value, count }) => `${oneLine(value)} (${grouped(count)})`);
    if (others > 0) counts.push(plural(others, 'other', 'others'));
    return `${bold(style, oneLine(key))}: ${counts.length === 0 ? 'none' : counts.join(', ')}\n`;
  });
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

function renderHit(hit: Hit, number: string, style: Style): string {
  const indent = ' '.repeat(number.length + 2);
  let title = bold(style, oneLine(hit.title));
  // A page without a title has that of its first heading.
  if (hit.heading !== '' && hit.heading !== hit.title) title += ` › ${bold(style, oneLine(hit.heading))}`;
  if (hit.breadcrumb.length > 0) title += `  ${dim(style, `(${trail(hit.breadcrumb)})`)}`;
  const lines = [`${dim(style, number)}  ${title}`];

  const excerpt = renderExcerpt(hit.excerpt, style);
  if (excerpt !== '') lines.push(indent + excerpt);

  const url = hit.url === '' ? '' : `  ${link(style, hit.url, dim(style, oneLine(hit.url)))}`;
  lines.push(indent + link(style, hit.url, cyan(style, oneLine(hit.path))) + url);

  for (const section of hit.sections) {
    const heading = oneLine(section.heading === '' ? hit.title : section.heading);
    lines.push(`${indent}  › ${heading}  ${link(style, section.url, cyan(style, oneLine(section.path)))}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A page or a section, as the Markdown it is, under its place in the docs. */
export function renderPage(page: PageContent, style: Style): string {
  const heading = page.heading === '' || page.heading === page.title ? [] : [page.heading];
  let text = `${bold(style, trail([...page.breadcrumb, page.title, ...heading]))}\n`;
  if (page.description !== '') text += `${dim(style, oneLine(page.description))}\n`;
  if (page.url !== '') text += `${link(style, page.url, dim(style, oneLine(page.url)))}\n`;
  // Nothing in a page may steer the terminal it is read on. Into a file it goes as it is.
  const source = style.isTerminal ? printable(page.markdown) : page.markdown;
  const markdown = source.replace(/^\n+/, '').replace(/(?<!\n)\n+$/, '');
  if (markdown !== '') text += `\n${markdown}\n`;

  if (page.cursor !== null) {
    const left = plural(page.left, 'token', 'tokens');
    text += `\n${dim(style, `Cut here, about ${left} are left: --cursor ${page.cursor}`)}\n`;
  }
  const below = page.outline.filter(({ path }) => path !== page.path);
  if (below.length > 0) {
    text += `\n${dim(style, 'Sections:')}\n`;
    const top = Math.min(...below.map(({ level }) => level));
    for (const { path, heading, level, tokens } of below) {
      const indent = '  '.repeat(1 + level - top);
      const cost = page.markdown === '' ? `  ~${grouped(tokens)}` : '';
      text += `${indent}${oneLine(heading)}  ${cyan(style, oneLine(path))}${cost}\n`;
    }
  }
  return text;
}

/** The lines for standard error. */
export function renderError(code: string | undefined, message: string): string {
  return printable(`error${code === undefined ? '' : `[${code}]`}: ${message}\n`);
}

function trail(titles: readonly string[]): string {
  return titles.map(oneLine).join(' › ');
}

function renderExcerpt(pieces: readonly Piece[], style: Style): string {
  // A terminal shows the marks; elsewhere there is nothing calm to show them with.
  const texts = pieces.map(({ text, mark }) => (mark ? bold(style, spaced(text)) : spaced(text)));
  return trimmed(texts.join(''));
}

/** `1 page`, `2,908 pages`. */
export function plural(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** The digits in groups of three. Not `toLocaleString`, which depends on the machine's settings. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** With one decimal, rounded half up. */
function percent(part: number, whole: number): string {
  const tenths = whole === 0 ? 0 : Math.floor((part * 1000 + Math.floor(whole / 2)) / whole);
  return `${grouped(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** The text on one line, its white space made single. */
export function oneLine(text: string): string {
  return trimmed(spaced(text));
}

/** Runs of white space become one space. Pieces of an excerpt keep the space that parts them. */
function spaced(text: string): string {
  return printable(text).replace(/[ \t\n]+/g, ' ');
}

function trimmed(text: string): string {
  return text.replace(/^ +/, '').replace(/(?<! ) +$/, '');
}

/**
 * The text without control characters, which could move the cursor, recolour the screen or type
 * into the shell: U+FFFD takes their place. Tabs and line ends stay.
 */
export function printable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}
