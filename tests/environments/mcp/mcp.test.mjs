// One file for all, since only one process may install what they need.

import './clients.mjs';
import './package.mjs';
