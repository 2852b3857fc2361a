import { withBase } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { h } from 'vue';

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'nav-bar-content-before': () => h('headword-search', { src: withBase('/docs.headword'), base: withBase('/') }),
    }),
  enhanceApp: () => {
    // The elements are for the page, and not for the build.
    if (!import.meta.env.SSR) import('headword/widget');
  },
};
