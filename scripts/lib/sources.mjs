/** The sources under src/ as texts by path, without tests and declarations. */
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { ROOT } from './paths.mjs';
import { filesBelow } from './stamp.mjs';

/** @returns {Map<string, string>} */
export const readSources = () => {
  const files = filesBelow(['src'], (path) => /\.tsx?$/.test(path) && !/\.(test|d)\.ts$/.test(path));
  return new Map(files.map((file) => [relative(ROOT, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
};

/**
 * Prints what was found wrong, a line each, and sets the exit code.
 * @param {readonly { path: string, line: number, text: string }[]} complaints
 */
export const report = (complaints) => {
  for (const { path, line, text } of complaints) console.log(`${path}:${line}: ${text}`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
};
