// For workerd, which compiles the module itself.

import wasm from 'headword/headword.wasm';
import index from './keys.headword';
import { ask } from './ask.mjs';

export default {
  async fetch() {
    return new Response(await ask(index, { wasm }));
  },
};
