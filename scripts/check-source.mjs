/** Checks the rules for single sources that no linter knows: `node scripts/check-source.mjs`. The rules are data, in lib/source-rules.mjs. */
import { checkSource } from './lib/source-rules.mjs';
import { readSources, report } from './lib/sources.mjs';

report([...readSources()].flatMap(([path, text]) => checkSource(path, text)));
