import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { headword } from 'headword/vite';

export default defineConfig({
  base: '/app/starlight/',
  outDir: process.env.OUT,
  cacheDir: process.env.CACHE,
  integrations: [
    starlight({
      title: 'Keys',
      pagefind: false,
      components: { Search: './src/components/Search.astro' },
    }),
  ],
  vite: { plugins: [headword({ docs: 'src/content/docs' })] },
});
