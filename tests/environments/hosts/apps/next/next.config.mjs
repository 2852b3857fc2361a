import { fileURLToPath } from 'node:url';

export default {
  output: 'export',
  // Not bundled for the server: it finds its module beside itself.
  serverExternalPackages: ['headword'],
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
};
