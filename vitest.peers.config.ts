/** The netcats of this machine beside ours (`npm run test:peers`): every word, ending and pair. */
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

export default defineConfig({ ...usual, test: { ...usual.test, include: ['test/peers/**/*.test.ts'], exclude: [], testTimeout: 60_000 } });
