/**
 * `npm run fuzz`: tries every property and every mutation so many times as often as `npm test` does (`npm run fuzz -- 200`; default 20), with a
 * seed of its own. WIRECAT_SEED gives a seed back.
 */
process.env['WIRECAT_FUZZ'] = process.argv[2] ?? '20';
process.env['WIRECAT_SEED'] ??= String(Date.now() & 0x7fff_ffff);
console.log(`fuzz: WIRECAT_SEED=${process.env['WIRECAT_SEED']} npm run fuzz -- ${process.env['WIRECAT_FUZZ']}`);
process.argv.splice(2, 1, '--config', 'vitest.fuzz.config.ts');
await import('./test.mjs');
