// For bundlers that know `new URL(…, import.meta.url)`: a page, and a worker.

import { openInWorker } from 'headword/worker';
import { ask } from './ask.mjs';

const docs = await openInWorker('/index/keys.headword');
const { hits } = await docs.search('three steps');
document.title = `${await ask('/index/keys.headword')} ${hits[0].path}`;
