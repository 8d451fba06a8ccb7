/** Builds dist/: `cli`, what the command `wirecat` runs, `page`, what a browser gets, and `lib`, the library. */
import { buildLib } from './lib/build-lib.mjs';
import { prepare } from './lib/prepare.mjs';

await prepare({ page: true });
process.exitCode = await buildLib();
