/**
 * InputFile: what a program will read as its standard input, laid into a file without a name. It can open it again (`/dev/stdin`) at any time,
 * where a pipe whose writer is gone would have it wait for ever.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ioError } from '../base/errors.ts';

export class InputFile {
  readonly #file: FileHandle;
  #size = 0;

  /** Rejects with an IoError. */
  static async of(pieces: AsyncIterable<Uint8Array>): Promise<InputFile> {
    const name = join(tmpdir(), `wirecat-${randomUUID()}`);
    const file = await open(name, 'wx+', 0o600).catch((cause: unknown) => {
      throw ioError(name, 'a file for the time being', cause);
    });
    const input = new InputFile(file);
    try {
      await unlink(name);
      for await (const piece of pieces) await input.#add(piece, name);
      return input;
    } catch (error) {
      await input.close();
      throw error;
    }
  }

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  get fd(): number {
    return this.#file.fd;
  }

  get size(): number {
    return this.#size;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** At a place, so that whoever reads begins at the start. */
  async #add(piece: Uint8Array, name: string): Promise<void> {
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await this.#file.write(piece, at, piece.length - at, this.#size).catch((cause: unknown) => {
        throw ioError(name, 'room for the input of a program', cause);
      });
      at += bytesWritten;
      this.#size += bytesWritten;
    }
  }
}
