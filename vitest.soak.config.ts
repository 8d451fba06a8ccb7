/** How the long tests run (`npm run soak`): one after the other, with the machine to themselves. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 180_000,
    allowOnly: false,
    reporters: ['verbose', './test/reporter.ts'],
  },
});
