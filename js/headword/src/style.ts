// Escape sequences: which may be printed, and how text is painted with them. `crates/cli/src/style.rs` does the same.

import type { When } from './args.js';

/** What standard output can show. */
export interface Style {
  /** Bold, dim and cyan. */
  readonly hasColour: boolean;
  /** Addresses that can be opened. */
  readonly hasLinks: boolean;
  readonly isTerminal: boolean;
}

/**
 * What `--color` says of standard output. Unless it says anything, a terminal has colours where `NO_COLOR` holds nothing
 * (https://no-color.org).
 */
export function styleOf(when: When): Style {
  const isTerminal = process.stdout.isTTY;
  const hasColour = when === 'always' || (when === 'auto' && isTerminal && !process.env['NO_COLOR']);
  return { hasColour, hasLinks: hasColour && isTerminal && knowsLinks(process.env), isTerminal };
}

/** Whether a terminal shows links, by what the crate `supports-hyperlinks` asks. */
function knowsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env['FORCE_HYPERLINK'] !== undefined) return env['FORCE_HYPERLINK'] !== '0';
  if (env['DOMTERM'] !== undefined || env['WT_SESSION'] !== undefined || env['KONSOLE_VERSION'] !== undefined) return true;
  if (Number(env['VTE_VERSION'] ?? 0) >= 5000) return true;
  const programs = ['Hyper', 'iTerm.app', 'terminology', 'WezTerm', 'vscode', 'ghostty'];
  return programs.includes(env['TERM_PROGRAM'] ?? '') || ['xterm-kitty', 'alacritty'].includes(env['TERM'] ?? '');
}

export function bold(style: Style, text: string): string {
  return paint(style, '1', text, '22');
}

export function dim(style: Style, text: string): string {
  return paint(style, '2', text, '22');
}

export function cyan(style: Style, text: string): string {
  return paint(style, '36', text, '39');
}

/** Painted text as a link to an address of the web (OSC 8). */
export function link(style: Style, url: string, text: string): string {
  // What is no address could end the sequence and begin another.
  const isAddress = url.includes('://') && /^[!-~]+$/.test(url);
  return style.hasLinks && isAddress ? `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\` : text;
}

function paint(style: Style, on: string, text: string, off: string): string {
  return style.hasColour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
}
