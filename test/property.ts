/**
 * fast-check, with one seed for all, so that a run that failed fails again. `npm run fuzz` takes another seed each time (it says which) and
 * tries every property many times more often.
 */
import fc from 'fast-check';

const FACTOR = Number(process.env['WIRECAT_FUZZ'] ?? 1);

/** Of every random choice of the run. */
export const SEED = Number(process.env['WIRECAT_SEED'] ?? 1);

/** How often a property is tried, where `usual` times are enough for every day. */
export const runs = (usual: number): number => Math.ceil(usual * FACTOR);

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });

export { fc };
