// Where the builder comes from in browsers, workers and at the edge.

import { getModule } from './fetch.js';
import { starter } from './glue.js';
import { moduleOf } from './module.js';
import * as glue from '../wasm/builder.js';

/** The builder, once its module is loaded. */
export const builder = starter(
  glue,
  // The URL is written out so that bundlers see the file and ship it.
  (wasm) => moduleOf(wasm ?? new URL('../wasm/builder_bg.wasm', import.meta.url), getModule),
  (module) => glue.default({ module_or_path: module }),
);
