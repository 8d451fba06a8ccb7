/** The page in Debian's Chromium (`npm run test:page`): what is seen, who is let in, what hostile bytes cannot do. */
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

export default defineConfig({
  ...usual,
  test: { ...usual.test, include: ['test/page/**/*.test.ts'], exclude: [], maxWorkers: 1, testTimeout: 120_000 },
});
