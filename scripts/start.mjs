/** `npm start`: prepares the checkout, then is `wirecat` in this same process, so that words, input, output, signals and exit code are its own. */
import { createRequire } from 'node:module';
import { at } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

try {
  const [command] = process.argv.slice(2);
  await prepare({ page: command === undefined || command === 'page' });
  process.argv[1] = at('bin/wirecat');
  createRequire(import.meta.url)(at('dist/cli/wirecat.cjs'));
} catch (error) {
  console.error(`wirecat: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
