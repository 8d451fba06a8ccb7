/**
 * Files: the checked view of a folder, through which services reach the disk. What is not below the folder, begins with a dot (unless
 * asked for), or is neither a file nor a folder does not exist here. Refusals are IoErrors; their code says what is wrong.
 */
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { IoError } from '../../core/fault.ts';
import { ioError } from '../base/errors.ts';
import { type Located, locate, type Walk } from './locate.ts';
import { type NewFile, newFile, writeInto } from './new-file.ts';
import { OpenFile } from './open-file.ts';
import { isServedName, pathNames } from './path.ts';

export interface FileEntry {
  /** Its last name; empty for the folder itself. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface FilesOptions {
  readonly write?: boolean;
  readonly dotfiles?: boolean;
}

export interface Files {
  /** The folder as the system calls it; for who runs the service, not for its clients. */
  readonly root: string;
  readonly writable: boolean;
  /** ENOENT where there is nothing. */
  look(path: string): FileEntry;
  /** By name. ENOENT, ENOTDIR. */
  list(path: string): readonly FileEntry[];
  /** ENOENT, EISDIR, EACCES. Whoever opens it closes it. */
  open(path: string): OpenFile;
  /** A new file in place of what has that name, once it is finished; `after` bytes of the old one stay where given. EROFS, EISDIR, ENOENT. */
  create(path: string, after?: number): NewFile;
  makeFolder(path: string): void;
  /** A file, or an empty folder. */
  remove(path: string): void;
  rename(from: string, to: string): void;
}

/** Rejects with an IoError where it is no folder. */
export const openFiles = (folder: string, options: FilesOptions = {}): Files => {
  try {
    closeSync(openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY));
    return new CheckedFiles({ root: realpathSync(folder), dotfiles: options.dotfiles === true }, options.write === true);
  } catch (cause) {
    throw ioError(folder, 'a folder', cause);
  }
};

class CheckedFiles implements Files {
  readonly root: string;
  readonly writable: boolean;
  readonly #walk: Walk;

  constructor(walk: Walk, writable: boolean) {
    this.root = walk.root;
    this.writable = writable;
    this.#walk = walk;
  }

  look(path: string): FileEntry {
    return this.#with(path, (at) => entryOf(at, at.names.at(-1) ?? '') ?? missing(path));
  }

  list(path: string): readonly FileEntry[] {
    return this.#with(path, (at) => {
      if (!at.stat.isDirectory()) throw refusal(path, 'ENOTDIR', 'a folder', 'it is a file');
      const names = readdirSync(at.path).filter((name) => isServedName(name, this.#walk));
      return names.sort().flatMap((name) => this.#entry([...at.names, name]) ?? []);
    });
  }

  open(path: string): OpenFile {
    return this.#with(path, (at) => {
      if (at.stat.isDirectory()) throw refusal(path, 'EISDIR', 'a file', 'it is a folder');
      if (!at.stat.isFile()) return missing(path);
      const fd = openSync(at.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      return new OpenFile(fd, fstatSync(fd));
    });
  }

  create(path: string, after?: number): NewFile {
    const { folder, name, there } = this.#place(path);
    if (there === 'folder') throw refusal(path, 'EISDIR', 'a file', 'there is a folder of that name');
    return this.#with(folder, (at) => {
      if (after === undefined) return newFile(at, name);
      return this.#with(path, (old) => writeInto(old, after));
    });
  }

  makeFolder(path: string): void {
    const { folder, name, there } = this.#place(path);
    if (there !== undefined) throw refusal(path, 'EEXIST', 'a new name', 'something has it already');
    this.#with(folder, (at) => mkdirSync(`${at.path}/${name}`, 0o700));
  }

  remove(path: string): void {
    const { folder, name, there } = this.#place(path);
    if (there === undefined) missing(path);
    this.#with(folder, (at) => (there === 'folder' ? rmdirSync : unlinkSync)(`${at.path}/${name}`));
  }

  rename(from: string, to: string): void {
    const old = this.#place(from);
    const made = this.#place(to);
    if (old.there === undefined) missing(from);
    if (made.there !== undefined) throw refusal(to, 'EEXIST', 'a new name', 'something has it already');
    this.#with(old.folder, (a) => this.#with(made.folder, (b) => renameSync(`${a.path}/${old.name}`, `${b.path}/${made.name}`)));
  }

  /** Where something is to be written: the folder it lies in, its name, and what has that name now. */
  #place(path: string): { readonly folder: string; readonly name: string; readonly there: FileEntry['kind'] | undefined } {
    if (!this.writable) throw refusal(path, 'EROFS', 'to read only', 'nothing may be written here (--write allows it)');
    const names = pathNames(path, this.#walk);
    const name = names?.at(-1);
    if (names === undefined || name === undefined) throw refusal(path, 'EACCES', 'a name', 'it is none that may be written');
    const folder = names.slice(0, -1);
    const there = this.#entry(names);
    if (there === undefined && locatedKind(this.#walk, folder) !== 'folder') missing(path);
    return { folder: `/${folder.join('/')}`, name, there: there?.kind };
  }

  #entry(names: readonly string[]): FileEntry | undefined {
    const at = locate(this.#walk, names);
    at?.release();
    return at === undefined ? undefined : entryOf(at, names.at(-1) ?? '');
  }

  #with<T>(path: string, act: (at: Located) => T): T {
    const names = pathNames(path, this.#walk);
    const at = names === undefined ? undefined : locate(this.#walk, names);
    if (at === undefined) return missing(path);
    try {
      return act(at);
    } catch (cause) {
      throw ioError(path, 'to be let', cause);
    } finally {
      at.release();
    }
  }
}

const entryOf = ({ stat }: Located, name: string): FileEntry | undefined => {
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : undefined;
  return kind === undefined ? undefined : { name, kind, size: kind === 'file' ? stat.size : 0, modified: stat.mtimeMs };
};

const locatedKind = (walk: Walk, names: readonly string[]): FileEntry['kind'] | undefined => {
  const at = locate(walk, names);
  at?.release();
  return at === undefined ? undefined : entryOf(at, '')?.kind;
};

const refusal = (path: string, code: string, expected: string, because: string): IoError =>
  new IoError(path, code, `expected ${expected}, got ${code}, because ${because}`);

const missing = (path: string): never => {
  throw refusal(path, 'ENOENT', 'a file or folder', 'there is none of that name');
};
