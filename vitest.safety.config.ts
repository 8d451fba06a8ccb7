/** Threats and faults played against the program (`npm run test:safety`): stopped readers, storms, full disks, hostile files and names. */
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

export default defineConfig({ ...usual, test: { ...usual.test, include: ['test/safety/**/*.test.ts'], exclude: [] } });
