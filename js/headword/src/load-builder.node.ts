// Where the builder comes from in Node.

import { starter } from './glue.js';
import { moduleOf } from './module.js';
import { readModule } from './read.node.js';
import * as glue from '../wasm/builder.js';

/** The builder, once its module is loaded. */
export const builder = starter(
  glue,
  (wasm) => moduleOf(wasm ?? new URL('../wasm/builder_bg.wasm', import.meta.url), readModule),
  // The glue's other way in asks for `Response`, for which Node loads its whole HTTP client.
  (module) => glue.initSync({ module }),
);
