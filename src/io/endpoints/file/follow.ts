/** A file that grows: read to its end, and then what is appended. One that was cut short is read again from its beginning. */
import { fstatSync, readSync } from 'node:fs';
import type { OpenRead, ReadHalf, ReadTarget } from '../../channels/half.ts';

export interface Follow {
  /** Begin with what is appended from now on. */
  readonly fromEnd: boolean;
  readonly told: (line: string) => void;
}

/** Milliseconds between two looks at the end. */
const LOOK_EVERY = 100;

export const followFile =
  (fd: number, follow: Follow): OpenRead =>
  (to) =>
    new Follower(fd, follow, to);

class Follower implements ReadHalf {
  readonly #fd: number;
  readonly #follow: Follow;
  readonly #to: ReadTarget;
  #position: number;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(fd: number, follow: Follow, to: ReadTarget) {
    this.#fd = fd;
    this.#follow = follow;
    this.#to = to;
    this.#position = follow.fromEnd ? fstatSync(fd).size : 0;
  }

  resume(): void {
    if (!this.#over) this.#timer ??= setTimeout(this.#look, 0);
  }

  release(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    try {
      const more = this.#read();
      if (more !== 'stop') this.#timer = setTimeout(this.#look, more === 'end' ? LOOK_EVERY : 0);
    } catch (cause) {
      this.#over = true;
      this.#to.failed(cause);
    }
  };

  #read(): 'more' | 'end' | 'stop' {
    const { onRead } = this.#to;
    const buffer = onRead.buffer();
    const n = readSync(this.#fd, buffer, 0, buffer.length, this.#position);
    if (n > 0) {
      this.#position += n;
      return onRead.callback(n, buffer) ? 'more' : 'stop';
    }
    if (fstatSync(this.#fd).size < this.#position) {
      this.#follow.told('was cut short; reading it again from the beginning');
      this.#position = 0;
    }
    return 'end';
  }
}
