// Markdown as blocks of text for a preview. It is a glance at a section, not a rendering of it: links
// are their words, images are left out, tables are rows of text, and nothing becomes HTML.

/** A part of a line. */
export interface Span {
  readonly text: string;
  readonly code: boolean;
}

/** A block of a section. */
export type Block =
  | { readonly type: 'heading' | 'text' | 'item' | 'row'; readonly spans: readonly Span[] }
  | { readonly type: 'code'; readonly text: string };

/** The most characters that are looked at, and the most blocks. */
const LONGEST = 12_000;
const MOST = 80;

/** The blocks of a text, from its start as far as a glance goes. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.slice(0, LONGEST).split('\n');
  let paragraph: string[] = [];
  const end = (): void => {
    if (paragraph.length > 0) push(blocks, 'text', paragraph.join(' '));
    paragraph = [];
  };
  for (let at = 0; at < lines.length && blocks.length < MOST; at++) {
    const line = (lines[at] ?? '').replace(/^(\s{0,3}> ?)+/, '').slice(0, 2000);
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line)?.[1];
    if (fence !== undefined) {
      end();
      const code: string[] = [];
      const indent = /^\s*/.exec(line)?.[0].length ?? 0;
      for (at++; at < lines.length && !(lines[at] ?? '').trimStart().startsWith(fence); at++) {
        code.push((lines[at] ?? '').replace(new RegExp(`^\\s{0,${indent}}`), ''));
      }
      blocks.push({ type: 'code', text: code.join('\n') });
    } else if (heading !== undefined) {
      end();
      push(blocks, 'heading', heading);
    } else if (item !== undefined) {
      end();
      push(blocks, 'item', item);
    } else if (/^\s*\|/.test(line)) {
      end();
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim()).filter((cell) => cell !== '');
      if (!cells.every((cell) => /^:?-+:?$/.test(cell))) push(blocks, 'row', cells.join(' · ').replaceAll('\\|', '|'));
    } else if (line.trim() === '' || /^\s*([-*_])(?:\s*\1){2,}\s*$/.test(line)) end();
    else paragraph.push(line.trim());
  }
  end();
  return blocks;
}

function push(blocks: Block[], type: 'heading' | 'text' | 'item' | 'row', text: string): void {
  const spans = spansOf(text);
  if (spans.some((span) => span.text.trim() !== '')) blocks.push({ type, spans });
}

/** A line as spans: what stands between backticks is code, and the rest is without marks. */
function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  // A link whose words are code is code; links around other words are undone below, where nothing is code.
  const unlinked = text.replace(/\[(`[^`]{1,200}`)\]\([^()\s]*\)/g, '$1');
  for (const part of unlinked.split(/(`+[^`]+`+)/)) {
    const code = /^`+([^`]+)`+$/.exec(part)?.[1];
    const plain = code ?? plainly(part);
    if (plain !== '') spans.push({ text: plain, code: code !== undefined });
  }
  return spans;
}

function plainly(text: string): string {
  return text
    .replace(/<!--.*?-->/g, '')
    .replace(/!\[[^[\]]*\]\([^()]*\)/g, '')
    .replace(/\[([^[\]]*)\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^[\]]*\])/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])/g, '$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, '$1');
}
