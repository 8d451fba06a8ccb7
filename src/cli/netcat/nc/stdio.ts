/** Standard input and output as nc uses them: two channels of their own, because one may fail or end without the other. */
import { fstatSync } from 'node:fs';
import type { FastChannel } from '../../../io/base/channel.ts';
import { SHARED, type Sink } from '../../../io/base/on-read.ts';
import { inputChannel, outputChannel } from '../../../io/endpoints/stdio/input.ts';
import { writeFd } from '../../../io/fd/fd-write.ts';
import type { Output } from '../../command/output.ts';
import { mayBeTerminal } from '../../command/terminal.ts';
import { terminalWrite } from '../../terminal/terminal-write.ts';
import type { Typing } from '../wire.ts';
import { readerGone } from './reader-gone.ts';

export interface Stdio {
  readonly input: StdinChannel;
  readonly output: FastChannel;
  /** Whether standard output goes to a file or a pipe. */
  readonly outputIsKept: boolean;
  /** Whether nobody reads standard output any more; undefined where that cannot be asked. */
  readonly readerGone?: (() => boolean) | undefined;
}

/** Standard input outlives a conversation (`-k`): `park` takes it from whoever reads, the next one who feeds on it goes on from there. */
export interface StdinChannel extends FastChannel {
  readonly kind: 'terminal' | 'file' | 'stream';
  park(): void;
}

/** `out` shows the bytes where standard output is a terminal: controls become visible there unless `raw`. */
export const openStdio = (out: Output, raw: boolean, typing: Typing | undefined): Stdio => {
  if (typing !== undefined) return { input: stdinChannel(typing.input, 'terminal'), output: typing.output, outputIsKept: false };
  const write = out.isTerminal && !raw ? terminalWrite(out) : writeFd(1, true);
  return {
    input: stdinChannel(inputChannel('nc'), kindOf(0)),
    output: outputChannel('nc', write),
    outputIsKept: !out.isTerminal,
    readerGone: readerGone(),
  };
};

const kindOf = (fd: number): StdinChannel['kind'] => (fstatSync(fd).isFile() ? 'file' : mayBeTerminal(fd) ? 'terminal' : 'stream');

const stdinChannel = (inner: FastChannel, kind: StdinChannel['kind']): StdinChannel => {
  const parked = new ParkedReads();
  const { facts, ledger, local, remote, incoming, pending } = inner;
  return {
    kind,
    ...{ facts, ledger, local, remote, incoming, pending },
    write: (chunk) => inner.write(chunk),
    put: (bytes, written) => inner.put(bytes, written),
    end: () => inner.end(),
    abort: (reason) => inner.abort(reason),
    close: () => inner.close(),
    resume: () => inner.resume(),
    feed: (sink) => {
      for (const chunk of parked.leave()) sink.take(chunk);
      return inner.feed(sink);
    },
    park: () => {
      inner.feed(parked).catch(() => {}); // its end is told to the next one who feeds
    },
  };
};

/** Takes the one read that was under way, and stops. */
class ParkedReads implements Sink {
  readonly buffer = SHARED;
  #chunks: Uint8Array[] = [];

  leave(): readonly Uint8Array[] {
    const left = this.#chunks;
    this.#chunks = [];
    return left;
  }

  keep(n: number, from: Uint8Array): Uint8Array {
    return from.slice(0, n);
  }

  take(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk);
    return false;
  }
}
