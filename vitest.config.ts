/** How the tests run: beside the sources and under test/, in as many processes as a small machine bears. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Examples and tests name the library as its users do.
    alias: [
      { find: /^wirecat$/, replacement: fileURLToPath(new URL('./src/index.ts', import.meta.url)) },
      { find: /^wirecat\/(.*)$/, replacement: fileURLToPath(new URL('./src/$1.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // What is played beside other netcats and what attacks the program take minutes: `npm run test:peers`, `npm run test:safety`;
    // what captures wants a network namespace: `npm run test:capture`.
    exclude: ['test/peers/**', 'test/safety/**', 'test/page/**', 'test/capture/**'],
    setupFiles: ['./test/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Test files of one process share the modules: to load them again for each takes longer than most tests.
    isolate: false,
    // What computes takes as long as it takes: only a test that hangs is ended.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Long enough beside a busy machine: what is waited for is a word, never a time.
    expect: { poll: { timeout: 120_000, interval: 10 } },
    // An `only` that was left behind must not hide the other tests.
    allowOnly: false,
    reporters: ['default', './test/reporter.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'] },
  },
});
