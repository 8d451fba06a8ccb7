/** The names of all declared protocols, as `layer('NAME', …)` says them below src/protocols. */
import { readFileSync } from 'node:fs';
import { filesBelow } from './stamp.mjs';

/** @returns {ReadonlySet<string>} */
export const protocolNames = () => {
  const files = filesBelow(['src/protocols'], (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  return new Set(files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\blayer\('([^']+)'/g)].map(([, name = '']) => name)));
};
