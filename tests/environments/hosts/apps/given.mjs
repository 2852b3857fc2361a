// For bundlers that do not: the page says where the module is.

import { ask } from './ask.mjs';

document.title = await ask('/index/keys.headword', { wasm: '/headword/wasm/reader_bg.wasm' });
