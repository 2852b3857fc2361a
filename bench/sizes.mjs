// Bytes as they are stored and as they travel.

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** The content after brotli of this quality, or as it is where that is smaller: it may be compressed already. */
export async function compressed(content, quality) {
  const bytes = Buffer.from(content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = await promisify(brotliCompress)(bytes, { params });
  return brotli.length < bytes.length ? brotli : bytes;
}

/** The bytes of these contents raw and after brotli; each is compressed by itself, as servers do. */
export async function sizes(contents, quality) {
  const brotli = await Promise.all(contents.map(async (content) => (await compressed(content, quality)).length));
  const sum = (lengths) => lengths.reduce((total, length) => total + length, 0);
  return { raw: sum(contents.map((content) => Buffer.byteLength(content))), brotli: sum(brotli) };
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
