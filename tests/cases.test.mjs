// Node answers every search case as Rust does.

import { open } from 'headword';
import { test } from 'node:test';
import { answers, buildIndex, caseFiles, compare } from './cases.mjs';

for (const file of await caseFiles()) {
  test(`Node answers ${file.file}.json as Rust does`, async () => {
    const docs = await open(await buildIndex(file.index));
    await compare(file, answers(docs, file.cases), 'Node');
    docs.close();
  });
}
