/** How `npm run fuzz` runs: the properties and mutations of all that reads bytes, each tried many times. */
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

const include = [
  'src/{core,wire,formats,protocols,analysis,view}/**/*.test.ts',
  'test/{fuzz,conformance/protocol,conformance/stream}/**/*.test.ts',
];

export default defineConfig({ ...usual, test: { ...usual.test, include, testTimeout: 3_600_000 } });
