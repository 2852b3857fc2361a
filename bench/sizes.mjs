// Bytes as they are stored and as they travel.

import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The bytes of these contents raw, gzip 9 and brotli 11; each file is compressed by itself, as servers do. */
export function sizes(...contents) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const content of contents) {
    const bytes = Buffer.from(content);
    total.raw += bytes.length;
    total.gzip += gzipSync(bytes, { level: 9 }).length;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    total.brotli += brotliCompressSync(bytes, { params }).length;
  }
  return total;
}

/**
 * The files that a browser loads for a module: it and all that it imports.
 * @param names - Where names lead that are not relative, as an import map would say.
 */
export async function modules(entry, names = {}) {
  const found = new Map();
  const visit = async (url) => {
    if (found.has(url.href)) return;
    const source = await readFile(url, 'utf8');
    found.set(url.href, source);
    for (const [, name] of source.matchAll(/^(?:import|export)\s+(?:[\w*{}\s,$]+\s+from\s+)?['"]([^'"]+)['"]/gm)) {
      await visit(names[name] ?? new URL(name, url));
    }
  };
  await visit(entry);
  return [...found.values()];
}
