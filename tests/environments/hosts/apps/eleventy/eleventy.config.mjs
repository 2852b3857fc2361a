import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'headword/build';

export default function (config) {
  config.addGlobalData('layout', 'page.njk');
  config.addPassthroughCopy({ '../../node_modules/headword/dist/site': 'headword' });
  // Of the pages as they are published: what layouts add around them is no part of the index.
  config.on('eleventy.after', async ({ directories }) => {
    const { bytes } = await build({ dir: directories.output }, { name: 'Acme', baseUrl: 'https://acme.example/' });
    await writeFile(join(directories.output, 'docs.headword'), bytes);
  });
  return { pathPrefix: '/app/eleventy/', dir: { input: '.', includes: '_includes' } };
}
