// `headword merge`: several indexes become one. `crates/cli/src/merge.rs` does the same.

import { reader } from '#load';
import type { Merge } from './args.js';
import type { BuilderModule } from './glue.js';
import { print, writeFile } from './output.js';
import { refused } from './refused.js';
import { json, renderReport } from './render.js';
import type { Style } from './style.js';
import { wholeIndex } from './whole.js';

/** Does what the command line asks. */
export async function merge(line: Merge, { Builder, Config }: BuilderModule, style: Style): Promise<void> {
  const started = performance.now();
  const { indexes, out, name, baseUrl } = line;
  const config = new Config();
  refused(() => {
    if (name !== undefined) config.set('name', name, 'flag');
    if (baseUrl !== undefined) config.set('base-url', baseUrl, 'flag');
  });
  const builder = new Builder(config);
  for (const index of indexes) {
    const bytes = await wholeIndex(index, reader());
    refused(() => builder.addIndex(index, bytes), index);
  }
  const { bytes, report } = refused(() => builder.finish());
  await writeFile(out, bytes);
  const milliseconds = Math.floor(performance.now() - started);
  print(line.json ? json(report) : renderReport(report, indexes.length, out, milliseconds, style));
}
