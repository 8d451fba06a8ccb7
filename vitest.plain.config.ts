/** The suites of endpoints, overlays and links in a plain host (`npm run test:plain`): nothing is used that Node or the system hides. */
import { defineConfig } from 'vitest/config';
import { HOST_SUITES } from './scripts/lib/host-suites.mjs';
import usual from './vitest.config.ts';

export default defineConfig({
  ...usual,
  test: { ...usual.test, include: HOST_SUITES.map((folder) => `${folder}/**/*.test.ts`), env: { WIRECAT_HOST: 'plain' } },
});
