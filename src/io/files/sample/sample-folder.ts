/** A folder of samples, for services that show a folder where none was given: a temporary one, which goes with this process. */
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ioError } from '../../base/errors.ts';
import { ownFolder } from '../own-folder.ts';
import { sampleFiles } from './pages.ts';

/** Takes no room on the disk: nothing was ever written to it. */
const LARGE = { name: 'large.bin', size: 40 << 20 };

export interface SampleFolder {
  readonly path: string;
  /** Harmless the second time. */
  remove(): void;
}

/** Throws an IoError where it cannot be made. */
export const sampleFolder = (): SampleFolder => {
  const path = made(() => ownFolder('files'));
  const remove = (): void => {
    process.removeListener('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  made(() => fill(path));
  return { path, remove };
};

const fill = (folder: string): void => {
  for (const { path, content, program } of sampleFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, path), content, { mode: program === true ? 0o700 : 0o600 });
  }
  writeFileSync(join(folder, LARGE.name), '', { mode: 0o600 });
  truncateSync(join(folder, LARGE.name), LARGE.size);
};

const made = <T>(act: () => T): T => {
  try {
    return act();
  } catch (cause) {
    throw ioError(tmpdir(), 'to make the folder of samples (--files DIR takes another)', cause);
  }
};
