/** Other programs of this machine beside ours (`npm run test:peers`): the netcats, every word, ending and pair; and tshark, curl and the like, wherever a test asks for them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

const besideOthers = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (path) =>
        path.endsWith('.test.ts') &&
        !path.startsWith('test/capture/') &&
        /needs\([^)]*'(tshark|irssi|ncat|socat|curl|dig|tcpdump|editcap)'/.test(readFileSync(join(root, path), 'utf8')),
    ),
);

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/peers/**/*.test.ts', ...besideOthers],
    exclude: [],
    env: { WIRECAT_PEERS: '1' },
    testTimeout: 300_000,
  },
});
