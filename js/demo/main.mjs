// npm run demo: serves the page until it is stopped.

import { existsSync } from 'node:fs';
import { serve } from './serve.mjs';

if (!existsSync(new URL('../../prebuilt-index/workos.headword', import.meta.url))) {
  console.error('prebuilt-index/workos.headword is missing: run "npm start" once, which builds it.');
  process.exit(1);
}

try {
  const { url } = await serve({ port: Number(process.env.PORT ?? 4173) });
  console.log(`Open ${url} (Ctrl+C stops)`);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${error.port} is taken: set PORT to another.`);
  process.exit(1);
}
