// Written by "headword bundle", and written anew by it.

import { open as openIndex } from 'headword';

export const index = new URL('./docs.headword', import.meta.url);

export function open(options) {
  return openIndex(index, options);
}
