import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'headword/build';

/** The index of the pages as they are published. */
const headword = () => ({
  name: 'headword',
  async postBuild({ outDir, siteConfig: { title, url, baseUrl } }) {
    const { bytes } = await build({ dir: outDir }, { name: title, baseUrl: new URL(baseUrl, url).href });
    await writeFile(join(outDir, 'docs.headword'), bytes);
  },
});

export default {
  title: 'Acme',
  url: 'https://docs.acme.example',
  baseUrl: '/app/docusaurus/',
  plugins: [headword, ['@docusaurus/plugin-content-docs', { routeBasePath: '/' }]],
  themes: ['@docusaurus/theme-classic'],
};
