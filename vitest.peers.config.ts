/** Other programs of this machine beside ours (`npm run test:peers`): the netcats, every word, ending and pair; and tshark, wherever a test asks for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

const besideTshark = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.test.ts') && /needs\([^)]*'tshark'/.test(readFileSync(join(root, path), 'utf8'))),
);

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/peers/**/*.test.ts', ...besideTshark],
    exclude: [],
    env: { WIRECAT_PEERS: '1' },
    testTimeout: 60_000,
  },
});
