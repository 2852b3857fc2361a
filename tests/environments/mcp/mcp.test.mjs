// One file for all, since only one process may install what they need.

import './bundle.mjs';
import './clients.mjs';
import './package.mjs';
