/** Checks that imports go down the floors only: `node scripts/check-imports.mjs`. The floors are data, in lib/floors.mjs. */
import { checkImports } from './lib/imports.mjs';
import { readSources, report } from './lib/sources.mjs';

report(checkImports(readSources()));
