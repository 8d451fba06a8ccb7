/** Lock: two builds of one checkout at the same time wait for each other. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while holding the folder `path`. A lock whose owner died is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T> | T} work
 */
export const withLock = async (path, work) => {
  while (!take(path)) {
    if (abandoned(path)) rmSync(path, { recursive: true, force: true });
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
};

/** @param {string} path */
const take = (path) => {
  try {
    mkdirSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(path, 'owner'), String(process.pid));
  return true;
};

/** @param {string} path */
const abandoned = (path) => {
  try {
    process.kill(Number(readFileSync(join(path, 'owner'), 'utf8')), 0);
    return false;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ESRCH') return true;
    // The owner has made the folder and not yet written its number, or has just removed it.
    return code === 'ENOENT' && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5000;
  }
};
