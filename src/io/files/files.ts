/**
 * Files: the checked view of a folder, through which services reach the disk. What is not below the folder, begins with a dot (unless
 * asked for), or is neither a file nor a folder does not exist here. Refusals are IoErrors; their code says what is wrong.
 */

import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { codeOf, ioError } from '../base/errors.ts';
import { type Located, locate, type Walk } from './locate.ts';
import { type NewFile, newFile, writeInto } from './new-file.ts';
import { OpenFile } from './open-file.ts';
import { isServedName, pathNames } from './path.ts';
import { RecentFiles } from './recent-files.ts';

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
  /** The name of a folder in it whose files may be run. Nobody writes there. */
  readonly programs?: string;
}

export interface Files {
  /** The folder as the system calls it; for who runs the service, not for its clients. */
  readonly root: string;
  readonly writable: boolean;
  /** ENOENT where there is nothing. */
  look(path: string): FileEntry;
  /** By name. ENOENT, ENOTDIR. */
  list(path: string): readonly FileEntry[];
  /** What `list` would name, without a look at each: quick where there are thousands. */
  names(path: string): readonly string[];
  /** ENOENT, EISDIR, EACCES. Whoever opens it closes it. */
  open(path: string): OpenFile;
  /** Where the system has a file of the folder of programs that this user may run. EACCES for all others. */
  program(path: string): string;
  /** A new file in place of what has that name, once it is finished; `after` bytes of the old one stay where given. EROFS, EISDIR, ENOENT. */
  create(path: string, after?: number): NewFile;
  makeFolder(path: string): void;
  /** A file, or an empty folder. */
  remove(path: string): void;
  rename(from: string, to: string): void;
  /** When a file was changed last: milliseconds since 1970. */
  setModified(path: string, at: number): void;
}

/** Rejects with an IoError where it is no folder. */
export const openFiles = (folder: string, options: FilesOptions = {}): Files => {
  try {
    closeSync(openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY));
    return new CheckedFiles({ root: realpathSync(folder), dotfiles: options.dotfiles === true }, options);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') throw new IoError(folder, 'ENOENT', sayTrouble('noSuchFolder'), cause);
    throw ioError(folder, 'a folder', cause);
  }
};

class CheckedFiles implements Files {
  readonly root: string;
  readonly writable: boolean;
  readonly #walk: Walk;
  readonly #programs: string | undefined;
  readonly #recent = new RecentFiles();

  constructor(walk: Walk, { write, programs }: FilesOptions) {
    this.root = walk.root;
    this.writable = write === true;
    this.#walk = walk;
    this.#programs = programs?.toLowerCase();
  }

  look(path: string): FileEntry {
    return this.#with(path, (at) => entryOf(at, at.names.at(-1) ?? '') ?? missing(path));
  }

  list(path: string): readonly FileEntry[] {
    return this.#with(path, (at) => this.#namesIn(at, path).flatMap((name) => this.#entryIn(at, name) ?? []));
  }

  names(path: string): readonly string[] {
    return this.#with(path, (at) => this.#namesIn(at, path));
  }

  #namesIn(at: Located, path: string): readonly string[] {
    if (!at.stat.isDirectory()) throw refusal(path, 'ENOTDIR', 'a folder', 'it is a file');
    return readdirSync(at.path)
      .filter((name) => isServedName(name, this.#walk))
      .sort();
  }

  open(path: string): OpenFile {
    const place = join(this.root, ...(pathNames(path, this.#walk) ?? missing(path)));
    return this.#recent.find(place) ?? this.#recent.keep(place, ...this.#openNow(path));
  }

  #openNow(path: string): [OpenFile, Stats] {
    return this.#with(path, (at) => {
      if (at.stat.isDirectory()) throw refusal(path, 'EISDIR', 'a file', 'it is a folder');
      if (!at.stat.isFile()) return missing(path);
      const fd = openSync(at.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const stat = fstatSync(fd);
      return [new OpenFile(fd, stat), stat];
    });
  }

  program(path: string): string {
    return this.#with(path, (at) => {
      const [folder = ''] = at.names;
      if (folder.toLowerCase() !== this.#programs || !at.stat.isFile()) throw refusal(path, 'EACCES', 'a program', 'it is none');
      accessSync(at.path, constants.X_OK);
      return join(this.root, ...at.names);
    });
  }

  create(path: string, after?: number): NewFile {
    const place = this.#place(path);
    if (place.there === 'folder') throw refusal(path, 'EISDIR', 'a file', 'there is a folder of that name');
    return this.#in(place, (at) => {
      if (after === undefined) return newFile(at, place.name);
      return this.#with(path, (old) => {
        this.#checkNoProgram(path, old.names);
        return writeInto(old, after);
      });
    });
  }

  makeFolder(path: string): void {
    const place = this.#place(path);
    if (place.there !== undefined) throw refusal(path, 'EEXIST', 'a new name', 'something has it already');
    this.#in(place, (at) => mkdirSync(`${at.path}/${place.name}`, 0o700));
  }

  remove(path: string): void {
    const place = this.#place(path);
    if (place.there === undefined) missing(path);
    this.#in(place, (at) => (place.there === 'folder' ? rmdirSync : unlinkSync)(`${at.path}/${place.name}`));
  }

  rename(from: string, to: string): void {
    const old = this.#place(from);
    const made = this.#place(to);
    if (old.there === undefined) missing(from);
    if (made.there !== undefined) throw refusal(to, 'EEXIST', 'a new name', 'something has it already');
    this.#in(old, (a) => this.#in(made, (b) => renameSync(`${a.path}/${old.name}`, `${b.path}/${made.name}`)));
  }

  setModified(path: string, at: number): void {
    if (this.#place(path).there === undefined) missing(path);
    this.#with(path, (old) => {
      this.#checkNoProgram(path, old.names);
      utimesSync(old.path, at / 1000, at / 1000);
    });
  }

  #place(path: string): Place {
    if (!this.writable) throw refusal(path, 'EROFS', 'to read only', 'nothing may be written here (--write allows it)');
    const names = pathNames(path, this.#walk);
    const name = names?.at(-1);
    if (names === undefined || name === undefined) throw refusal(path, 'EACCES', 'a name', 'it is none that may be written');
    const folder = names.slice(0, -1);
    const there = this.#entry(names);
    if (there === undefined && locatedKind(this.#walk, folder) !== 'folder') missing(path);
    return { folder: `/${folder.join('/')}`, name, there: there?.kind };
  }

  /** Acts in the folder where something is to be written. */
  #in<T>({ folder, name }: Place, act: (at: Located) => T): T {
    return this.#with(folder, (at) => {
      this.#checkNoProgram(`${folder}/${name}`, [...at.names, name]);
      return act(at);
    });
  }

  #checkNoProgram(path: string, names: readonly string[]): void {
    if (this.#programs !== undefined && names[0]?.toLowerCase() === this.#programs)
      throw refusal(path, 'EROFS', 'to read only', 'what lies there may be run, and is not for clients to write');
  }

  /** Of a folder that is held: only a link has to be followed from the root. */
  #entryIn(folder: Located, name: string): FileEntry | undefined {
    const stat = lstatSync(`${folder.path}/${name}`, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    return stat.isSymbolicLink() ? this.#entry([...folder.names, name]) : entryOf({ stat }, name);
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

/** Where something is to be written: the folder it lies in, its name, and what has that name now. */
interface Place {
  readonly folder: string;
  readonly name: string;
  readonly there: FileEntry['kind'] | undefined;
}

const entryOf = ({ stat }: Pick<Located, 'stat'>, name: string): FileEntry | undefined => {
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
