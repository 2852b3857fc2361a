// What the tests beside this file run the server with.

import { install } from '../install.mjs';

export const { folder, program, load } = install('mcp');
/** The Node that the inspector and the conformance suite need. */
export const node22 = program('node');
