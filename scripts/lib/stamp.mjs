/** Stamps: whether something that was made from files is still what those files would make. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * All files below the given files and folders of the checkout, sorted, absolute.
 * @param {readonly string[]} places
 * @param {(path: string) => boolean} [wanted]
 */
export const filesBelow = (places, wanted = () => true) => {
  /** @type {string[]} */
  const files = [];
  /** @param {string} path */
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else if (wanted(child)) files.push(child);
    }
  };
  for (const place of places) {
    const path = join(ROOT, place);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) visit(path);
    else if (stat !== undefined) files.push(path);
  }
  return files.sort();
};

/**
 * Whether the stamp file agrees with the files. Times and sizes are looked at first; where they differ (a fresh checkout, a touched
 * file) the contents decide, and the stamp learns the new times.
 * @param {string} stampFile
 * @param {readonly string[]} files
 */
export const isCurrent = (stampFile, files) => {
  const stamp = readStamp(stampFile);
  if (stamp === undefined) return false;
  const times = timesOf(files);
  if (stamp.times === times) return true;
  if (stamp.contents !== contentsOf(files)) return false;
  writeStamp(stampFile, { times, contents: stamp.contents });
  return true;
};

/**
 * What the files are now: to be taken before something is made from them, so that one edited meanwhile counts as changed.
 * @param {readonly string[]} files
 * @returns {Stamp}
 */
export const stampOf = (files) => ({ times: timesOf(files), contents: contentsOf(files) });

/** @typedef {{ times: string, contents: string }} Stamp */

/**
 * @param {string} stampFile
 * @param {Stamp} stamp
 */
export const writeStamp = (stampFile, stamp) => {
  mkdirSync(dirname(stampFile), { recursive: true });
  const next = `${stampFile}.${process.pid}`;
  writeFileSync(next, JSON.stringify(stamp));
  renameSync(next, stampFile);
};

/**
 * @param {string} file
 * @returns {Stamp | undefined}
 */
const readStamp = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** @param {readonly string[]} files */
const timesOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(ROOT, file)}\0${mtimeMs}\0${size}\0`);
  }
  return hash.digest('base64');
};

/** @param {readonly string[]} files */
const contentsOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`${relative(ROOT, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('base64');
};
