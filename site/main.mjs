// npm run site: builds the documentation into site/dist and serves it until it is stopped.

import { fileURLToPath } from 'node:url';
import { buildSite } from './build.mjs';
import { serve } from './serve.mjs';

const out = fileURLToPath(new URL('dist/', import.meta.url));
const count = await buildSite(out);
console.log(`${count} pages in site/dist`);
if (!process.argv.includes('--build')) {
  const { url } = await serve(out, Number(process.env.PORT ?? 4174));
  console.log(`Open ${url} (Ctrl+C stops)`);
}
