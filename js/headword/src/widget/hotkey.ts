// Keys that open the search.

/** The parts of a key event that tell which key it is. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Whether a key is one of those named: `mod+k /` are two. `mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export function isHotkey(press: Press, names: string, isMac: boolean): boolean {
  return names.toLowerCase().split(/\s+/).some((name) => name !== '' && isKey(press, name, isMac));
}

function isKey(press: Press, name: string, isMac: boolean): boolean {
  const parts = name.split('+');
  const key = parts.pop();
  const wants = (part: string): boolean => parts.includes(part);
  if (press.key.toLowerCase() !== key) return false;
  const ctrl = wants('ctrl') || (wants('mod') && !isMac);
  const meta = wants('meta') || (wants('mod') && isMac);
  if (press.ctrlKey !== ctrl || press.metaKey !== meta || press.altKey !== wants('alt')) return false;
  // A sign such as `/` needs Shift on some keyboards.
  return press.shiftKey === wants('shift') || key.length === 1 && !/[a-z]/.test(key);
}

/** Whether the key alone types a character, so that it must not be taken from someone who types. */
export function isTyped(press: Press): boolean {
  return press.key.length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;
}

/** The first of the keys, as people write it: `⌘K`, `Ctrl K`. */
export function shown(names: string, isMac: boolean): string {
  const [first = ''] = names.trim().toLowerCase().split(/\s+/);
  if (first === '' || first === 'off') return '';
  const words: Readonly<Record<string, string>> = isMac
    ? { mod: '⌘', meta: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' }
    : { mod: 'Ctrl ', meta: 'Meta ', ctrl: 'Ctrl ', alt: 'Alt ', shift: 'Shift ' };
  const parts = first.split('+');
  return parts.map((part, place) => (place < parts.length - 1 ? (words[part] ?? '') : part.toUpperCase())).join('');
}
