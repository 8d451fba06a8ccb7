/** Builds dist/: `cli`, what the command `wirecat` runs, `page`, what a browser gets, and `lib`, the library, as ES modules with declarations, one file a source. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { at } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

await prepare({ page: true });
rmSync(at('dist/lib'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.lib.json')], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
