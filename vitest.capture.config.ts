/** Live captures in network namespaces of their own (`npm run test:capture`): what passes is shown and kept as tcpdump keeps it, whatever happens. */
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

export default defineConfig({
  ...usual,
  test: { ...usual.test, include: ['test/capture/**/*.test.ts'], exclude: [], env: { WIRECAT_PEERS: '1' } },
});
