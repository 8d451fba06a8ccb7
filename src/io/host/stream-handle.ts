/**
 * StreamHandle: an accepted TCP connection as libuv's handle alone, without the streams that Node lays over it: a third of their memory and
 * less than half of their time for each connection. Where Node does not show what it takes, there is none, and its sockets are used.
 */
import { getSystemErrorMap, getSystemErrorName } from 'node:util';
import { withoutStack } from '../base/errors.ts';
import { callHandle, hasMethod } from './handles.ts';
import { IS_PLAIN } from './plain-host.ts';
import { lacksPeer } from './socket-reset.ts';

/** Who has the connection. */
export interface StreamOwner {
  /** Where the next read goes. */
  readonly readsInto: Uint8Array;
  /** `n` bytes lie at the start of `from`. False: stop reading. */
  read(n: number, from: Uint8Array): boolean;
  /** Nothing more comes: the peer's end, or the system's error. */
  readOver(error?: Error): void;
}

export interface StreamAddresses {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

/** An address as handles tell it. */
export interface Name {
  readonly address?: string;
  readonly port?: number;
}

/** What Node's own streams use of its native side. */
interface Wraps {
  readonly WriteWrap: new () => Request;
  readonly ShutdownWrap: new () => Request;
  readonly streamBaseState: Int32Array;
  readonly kReadBytesOrError: number;
  readonly kLastWriteWasAsync: number;
}

/** Of a write or a shutdown. What is written is kept until the system has it. */
interface Request {
  oncomplete?: (status: number) => void;
  handle?: object;
  bytes?: Uint8Array;
}

interface Handle {
  [STREAM]?: StreamHandle;
  onread: (this: Handle) => Uint8Array | undefined;
  getpeername(name: Name): number;
  getsockname(name: Name): number;
  setNoDelay(on: boolean): number;
  setKeepAlive(on: boolean, seconds: number): number;
  useUserBuffer(buffer: Uint8Array): void;
  readStart(): number;
  readStop(): number;
  writeBuffer(request: Request, bytes: Uint8Array): number;
  shutdown(request: Request): number;
  close(closed: () => void): void;
  reset(closed: () => void): number;
  readonly fd: number;
}

/** Where a handle keeps its StreamHandle. */
const STREAM = Symbol('stream');

const METHODS = ['useUserBuffer', 'readStart', 'readStop', 'writeBuffer', 'shutdown', 'close', 'reset'].concat(
  'getpeername',
  'getsockname',
  'setNoDelay',
  'setKeepAlive',
);

/** One that was looked at stands for all of its kind. */
const isHandle = (handle: object): handle is Handle => {
  if (!known.has(handle.constructor) && METHODS.every((name) => hasMethod(handle, name)) && 'onread' in handle)
    known.add(handle.constructor);
  return known.has(handle.constructor);
};
const known = new Set<unknown>();

const isWraps = (found: unknown): found is Wraps =>
  typeof found === 'object' &&
  found !== null &&
  ['WriteWrap', 'ShutdownWrap'].every((name) => hasMethod(found, name)) &&
  ['kReadBytesOrError', 'kLastWriteWasAsync'].every((name) => typeof Reflect.get(found, name) === 'number') &&
  Reflect.get(found, 'streamBaseState') instanceof Int32Array;

const findWraps = (): Wraps | undefined => {
  try {
    const found: unknown = IS_PLAIN ? undefined : callHandle(process, 'binding', 'stream_wrap');
    return isWraps(found) ? found : undefined;
  } catch {
    return undefined;
  }
};

let wraps: Wraps | undefined;
let asked = false;

/** Whether handles can be used by themselves. */
export const hasStreamHandles = (): boolean => {
  if (!asked) wraps = findWraps();
  asked = true;
  return wraps !== undefined;
};

/** Undefined where it is not as expected. */
export const streamHandle = (handle: object): StreamHandle | undefined =>
  hasStreamHandles() && wraps !== undefined && isHandle(handle) ? new StreamHandle(handle, wraps) : undefined;

/** What `write` and `shutdown` tell. */
type Done = (error: Error | null) => void;

/** A request that the system did not need for the last write, which it took at once. */
let spare: Request | undefined;

export class StreamHandle {
  readonly #handle: Handle;
  readonly #wraps: Wraps;
  #owner: StreamOwner | undefined;
  /** Where the system reads to now: kept, for the handle does not. */
  #buffer: Uint8Array | undefined;
  #isReading = false;
  #isClosing = false;

  constructor(handle: Handle, found: Wraps) {
    this.#handle = handle;
    this.#wraps = found;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  get fd(): number {
    return this.#handle.fd;
  }

  /** Nothing of the peer where it is gone already. `local` is said of our side where it is known. */
  addresses(local: Name = this.#local()): StreamAddresses {
    const remote: Name = {};
    this.#handle.getpeername(remote);
    return { localAddress: local.address, localPort: local.port, remoteAddress: remote.address, remotePort: remote.port };
  }

  #local(): Name {
    const name: Name = {};
    this.#handle.getsockname(name);
    return name;
  }

  /** Whether the system knows of no peer any more. */
  lacksPeer(): boolean {
    return lacksPeer(this.#handle);
  }

  setNoDelay(on: boolean): void {
    this.#handle.setNoDelay(on);
  }

  setKeepAlive(on: boolean, milliseconds: number): void {
    this.#handle.setKeepAlive(on, Math.floor(milliseconds / 1000));
  }

  start(owner: StreamOwner): void {
    if (this.#isReading || this.#isClosing) return;
    this.#isReading = true;
    if (this.#owner === undefined) {
      this.#owner = owner;
      this.#buffer = owner.readsInto;
      this.#handle.useUserBuffer(this.#buffer);
      this.#handle[STREAM] = this;
      this.#handle.onread = onRead;
    }
    const status = this.#handle.readStart();
    if (status < 0) this.#over(status);
  }

  /** From the system, by `onRead`. Gives the buffer of the next read where it is another one. */
  arrived(): Uint8Array | undefined {
    const n = this.#wraps.streamBaseState[this.#wraps.kReadBytesOrError] ?? 0;
    const [owner, buffer] = [this.#owner, this.#buffer];
    if (owner === undefined || buffer === undefined || n === 0 || this.#isClosing) return undefined;
    if (n < 0) {
      this.#over(n);
      return undefined;
    }
    if (!owner.read(n, buffer)) this.#stop();
    const next = owner.readsInto;
    if (next === buffer) return undefined;
    this.#buffer = next;
    return next;
  }

  #stop(): void {
    this.#isReading = false;
    if (!this.#isClosing) this.#handle.readStop();
  }

  #over(status: number): void {
    this.#isReading = false;
    this.#owner?.readOver(status === EOF ? undefined : systemError(status, 'read'));
  }

  /** True where the system took it at once, and `done` is not called. Throws nothing. */
  write(bytes: Uint8Array, done: Done): boolean {
    const request = spare ?? new this.#wraps.WriteWrap();
    spare = undefined;
    const status = this.#handle.writeBuffer(request, bytes);
    if (status !== 0) {
      done(systemError(status, 'write'));
      return false;
    }
    if (this.#wraps.streamBaseState[this.#wraps.kLastWriteWasAsync] === 0) {
      spare = request;
      return true;
    }
    request.bytes = bytes;
    request.handle = this.#handle;
    request.oncomplete = (code) => done(code < 0 ? systemError(code, 'write') : null);
    return false;
  }

  /** Ends our direction after all that was written. */
  shutdown(done: Done): void {
    const request = new this.#wraps.ShutdownWrap();
    request.handle = this.#handle;
    request.oncomplete = (status) => done(shutdownError(status));
    const status = this.#handle.shutdown(request);
    if (status !== 0) done(shutdownError(status));
  }

  close(closed: () => void = () => {}): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#handle.close(closed);
  }

  /** Cuts it (RST). While the system works on our FIN it takes no reset: then everything is with it already. */
  reset(closed: () => void): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    if (this.#handle.reset(closed) !== 0) this.#handle.close(closed);
  }
}

/** What a read gives at the peer's end. */
const EOF = [...getSystemErrorMap()].find(([, [name]]) => name === 'EOF')?.[0];

function onRead(this: Handle): Uint8Array | undefined {
  return this[STREAM]?.arrived();
}

/** As Node makes them. */
class SystemError extends Error {
  readonly errno: number;
  readonly code: string;
  readonly syscall: string;

  constructor(errno: number, code: string, syscall: string) {
    super(`${syscall} ${code}`);
    this.errno = errno;
    this.code = code;
    this.syscall = syscall;
  }
}

/** Those of one status and call are alike, and nothing is ever written on them: one is made for all. */
const systemError = (status: number, syscall: keyof typeof systemErrors): Error => {
  const known = systemErrors[syscall].get(status);
  if (known !== undefined) return known;
  const made = withoutStack(() => new SystemError(status, getSystemErrorName(status), syscall));
  systemErrors[syscall].set(status, made);
  return made;
};
const systemErrors = { read: new Map<number, Error>(), write: new Map<number, Error>(), shutdown: new Map<number, Error>() };

/** Whoever is not connected any more has nothing to end. */
const shutdownError = (status: number): Error | null =>
  status >= 0 || getSystemErrorName(status) === 'ENOTCONN' ? null : systemError(status, 'shutdown');
