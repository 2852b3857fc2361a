// The reader in the script itself.

import { open } from 'headword/inline';

const docs = await open('/index/keys.headword');
document.title = docs.search('three steps').hits[0].path;
