import { headword } from 'headword/vite';
import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'Acme',
  base: '/app/vitepress/',
  outDir: process.env.OUT,
  cacheDir: process.env.CACHE,
  // The pages are where VitePress has them; `headword.toml` says how they are published.
  vite: { plugins: [headword({ docs: '.' })] },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('headword-') } } },
});
