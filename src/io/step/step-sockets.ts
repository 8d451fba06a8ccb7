/** Step sockets: the sockets of a step console by their names, and what their calls tell of their conversations. */
import { joinHostPort, parsePort, splitHostPort } from '../../core/address.ts';
import { quote, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { now } from '../base/clock.ts';
import type { ChannelFacts, Tap } from '../base/tap.ts';
import type { Called, Family, SocketCalls, SocketType } from '../host/socket-calls.ts';
import { tcpRow } from '../net/proc-net.ts';
import { factsOf, ipEnd, SocketTaps, type TapEnd } from './socket-taps.ts';
import type { Word } from './words.ts';

export interface StepSocket {
  readonly name: string;
  /** -1 once it is closed: the system gives its number to others. */
  fd: number;
  readonly family: Family;
  readonly type: SocketType;
  local: string;
  remote: string;
  blocks: boolean;
  isClosed: boolean;
  /** Calls on it that have not returned. */
  under: number;
  /** A connection that was begun and not waited for: when. */
  connecting: number | undefined;
  /** What tells a tap of its connection, or of its datagrams with each peer. */
  readonly ends: Map<string, TapEnd>;
}

export interface StepOptions {
  readonly tap: Tap | undefined;
  /** A connection that nobody answered, or that was refused. */
  readonly attempted: (facts: ChannelFacts) => void;
  /** Addresses of a name, the best first. */
  readonly resolve: (name: string, family: Family) => Promise<string>;
}

export class StepSockets {
  readonly sockets = new Map<string, StepSocket>();
  readonly calls: SocketCalls;
  readonly #taps: SocketTaps;
  /** Descriptors of sockets that were closed while a call blocked on them: the system lets such a call wait on. */
  readonly #held = new Map<StepSocket, number>();
  readonly #options: StepOptions;

  constructor(calls: SocketCalls, options: StepOptions) {
    this.calls = calls;
    this.#options = options;
    this.#taps = new SocketTaps(options.tap);
  }

  /** Wakes what is blocked, and closes everything. */
  closeAll(): void {
    for (const socket of this.sockets.values()) {
      if (socket.isClosed) continue;
      this.calls.shutdown(socket.fd, 'SHUT_RDWR');
      this.close(socket);
    }
    for (const [socket, fd] of this.#held) {
      this.calls.shutdown(fd, 'SHUT_RDWR');
      this.release(socket);
    }
  }

  /** By its name or its descriptor. */
  find(word: Word | undefined): StepSocket | undefined {
    return (
      this.sockets.get(word?.text ?? '') ?? [...this.sockets.values()].find(({ fd, isClosed }) => !isClosed && String(fd) === word?.text)
    );
  }

  socket(word: Word | undefined, usage: string): StepSocket {
    if (word === undefined) throw UsageError.of('step', sayWrong('socketMissing'), sayWrong('type', { line: usage }));
    const found =
      this.sockets.get(word.text) ?? [...this.sockets.values()].find(({ fd, isClosed }) => !isClosed && String(fd) === word.text);
    if (found !== undefined) return found;
    const names = [...this.sockets.keys()];
    const next = names.length === 0 ? sayWrong('makeOne') : sayWrong('thereAre', { names: names.join(', ') });
    throw UsageError.of('step', sayWrong('noSocket', { name: quote(word.text) }), next);
  }

  add(socket: Omit<StepSocket, 'ends' | 'isClosed' | 'under' | 'blocks' | 'connecting'>): StepSocket {
    const made: StepSocket = { ...socket, blocks: true, isClosed: false, under: 0, connecting: undefined, ends: new Map() };
    this.sockets.set(made.name, made);
    return made;
  }

  /** A name that nobody has yet. */
  freeName(letter: string): string {
    for (let n = 0; ; n++) {
      const name = n === 0 ? letter : `${letter}${n}`;
      if (!this.sockets.has(name)) return name;
    }
  }

  learnNames(socket: StepSocket): void {
    socket.local = this.calls.getsockname(socket.fd).from ?? socket.local;
    socket.remote = this.calls.getpeername(socket.fd).from ?? socket.remote;
  }

  /** The connection is there. */
  opened(socket: StepSocket, role: ChannelFacts['role'], started: number, opened: number): void {
    this.learnNames(socket);
    socket.connecting = undefined;
    if (socket.type === 'SOCK_STREAM') this.endWith(socket, '', socket.remote, role, started, opened);
  }

  /** What tells of the conversation with `remote`. */
  endWith(s: StepSocket, key: string, remote: string, role: ChannelFacts['role'], started = now(), opened = started): TapEnd {
    const known = s.ends.get(key);
    if (known !== undefined) return known;
    const local = s.local === '' ? s.name : s.local;
    const made = this.#taps.open({
      local: near(local, remote),
      remote: remote === '' ? 'peer' : remote,
      role,
      scheme: schemeOf(s),
      started,
      opened,
    });
    s.ends.set(key, made);
    return made;
  }

  close(socket: StepSocket): Called {
    if (!socket.isClosed) this.#closing(socket);
    if (socket.under > 0) this.#hold(socket);
    const called = this.calls.close(socket.fd);
    socket.isClosed = true;
    socket.fd = -1;
    return called;
  }

  #hold(socket: StepSocket): void {
    const { value } = this.calls.dup(socket.fd);
    if (value >= 0) this.#held.set(socket, value);
  }

  /** No call blocks on it any more. */
  release(socket: StepSocket): void {
    const fd = this.#held.get(socket);
    if (fd !== undefined) this.calls.close(fd);
    this.#held.delete(socket);
  }

  /** Of a connection of TCP that no descriptor leads to any more, but that the system still ends in order; else undefined. */
  stateLeft({ family, type, local, remote }: StepSocket): string | undefined {
    if (family === 'AF_UNIX' || type !== 'SOCK_STREAM') return undefined;
    const [here, there] = [ipEnd(local), ipEnd(remote)];
    return here && there && tcpRow(here, there)?.state;
  }

  #closing(socket: StepSocket): void {
    if (socket.connecting !== undefined) this.failed(socket, this.calls.pendingError(socket.fd));
    const unread = socket.type === 'SOCK_STREAM' && socket.ends.size > 0 ? this.calls.waiting(socket.fd) : 0;
    const at = now();
    for (const end of socket.ends.values()) {
      if (unread > 0) end.reset('us', at, `closed with ${unread} bytes unread`);
      else end.ended(at);
      end.left(at);
    }
  }

  /** Connections that were begun without waiting may be there by now. Of one that failed the next call tells why: asking takes the error away. */
  settle(): void {
    for (const socket of this.sockets.values()) {
      if (socket.connecting === undefined || socket.isClosed) continue;
      const state = this.calls.tcpState(socket.fd)?.state;
      if (state === 'SYN_SENT') socket.local = this.calls.getsockname(socket.fd).from ?? socket.local;
      else if (state !== 'CLOSED') this.opened(socket, 'initiator', socket.connecting, now());
    }
  }

  /** A call failed: where a connection was begun on that socket and is no more, for this reason. */
  failed(socket: StepSocket, error: string | undefined): void {
    if (socket.connecting === undefined || this.calls.tcpState(socket.fd)?.state !== 'CLOSED') return;
    this.refused(socket, socket.connecting, error);
  }

  refused(socket: StepSocket, started: number, error: string | undefined): void {
    const { remote } = socket;
    socket.remote = '';
    socket.connecting = undefined;
    if (socket.type !== 'SOCK_STREAM' || socket.family === 'AF_UNIX') return;
    const local = near(this.calls.getsockname(socket.fd).from ?? socket.local, remote);
    const facts = factsOf({ local, remote, role: 'initiator', scheme: 'tcp', started, opened: now() });
    if (error === 'ECONNREFUSED' || error === 'ETIMEDOUT')
      this.#options.attempted({ ...facts, answer: error === 'ECONNREFUSED' ? 'reset' : 'none' });
  }

  async place(words: readonly Word[], family: Family, usage: string): Promise<string> {
    const [first, second] = words;
    if (first === undefined) throw UsageError.of('step', sayWrong('addressMissing'), sayWrong('type', { line: usage }));
    if (family === 'AF_UNIX') return first.text;
    const { host, port } = second === undefined ? splitHostPort(first.text) : { host: first.text, port: second.text };
    const number = parsePort(port, 'step');
    return joinHostPort(await this.#host(host.replace(/^\[|\]$/g, ''), family), number);
  }

  #host(host: string, family: Family): string | Promise<string> {
    const six = family === 'AF_INET6';
    if (host === '' || host === '*' || host === 'INADDR_ANY') return six ? '::' : '0.0.0.0';
    if (/^[0-9.]+$/.test(host) || host.includes(':')) return host;
    return this.#options.resolve(host, family);
  }
}

const schemeOf = ({ family, type }: StepSocket): 'tcp' | 'udp' | 'unix' | 'unixgram' =>
  family === 'AF_UNIX' ? (type === 'SOCK_STREAM' ? 'unix' : 'unixgram') : type === 'SOCK_STREAM' ? 'tcp' : 'udp';

/** The address that the system uses towards a peer, where a socket is bound to all: on loopback the peer's own. */
const near = (local: string, remote: string): string => {
  const { host, port } = splitHostPort(local);
  if (host !== '0.0.0.0' && host !== '::') return local;
  const peer = splitHostPort(remote).host;
  return joinHostPort(peer.startsWith('127.') || peer === '::1' ? peer : host, port);
};
