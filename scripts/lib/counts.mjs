/** Counts of a run: how many checks passed, failed and were skipped, and which failed, as a file for programs and as a line for people. */
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: readonly string[] }} Counts */

/**
 * What test/reporter.ts or a check has left; undefined if it left nothing.
 * @param {string} file
 * @returns {Counts | undefined}
 */
export const readCounts = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** @param {Counts} counts */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
