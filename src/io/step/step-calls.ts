/** Step calls: what each call of a step console needs and does. */
import { quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import { now } from '../base/clock.ts';
import {
  type Called,
  FAMILIES,
  type Family,
  HOWS,
  type How,
  SOCKET_OPTIONS,
  type SocketOption,
  type SocketType,
  TYPES,
} from '../host/socket-calls.ts';
import type { StepSocket, StepSockets } from './step-sockets.ts';
import { bytesOf, type Step, type Word } from './words.ts';

/** A call that was made. */
export interface Outcome {
  /** As C has it: `bind(3, 127.0.0.1:7007)`. */
  readonly shown: string;
  readonly called: Called;
  /** The socket that it gave. */
  readonly made?: StepSocket;
  /** How many bytes were to be sent. */
  readonly asked?: number;
}

/** A call under way. */
export interface Begun {
  readonly shown: string;
  readonly done: Promise<Outcome>;
}

/** What a call needs and does. */
interface CallSpec {
  readonly usage: string;
  begin(m: StepSockets, args: readonly Word[], names: readonly string[]): Promise<Begun>;
}

/** `sendall` is `send`. */
export const canonical = (call: string): string => (Object.hasOwn(ALIASES, call) ? (ALIASES[call] ?? call) : call);

/** Resolves when the call was made; its `done` when it returned. Throws a UsageError where the words make no call. */
export const beginCall = async (sockets: StepSockets, { call, args, names }: Step): Promise<Begun> => {
  const name = canonical(call);
  const spec = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (spec === undefined) throw unknownCall(call);
  const begun = await spec.begin(sockets, args, names);
  const on = sockets.find(args[0]);
  if (on !== undefined) on.under++;
  const done = begun.done.then((outcome) => {
    if (on !== undefined && --on.under === 0) sockets.release(on);
    if (on !== undefined && outcome.called.error !== undefined) sockets.failed(on, outcome.called.error);
    sockets.settle();
    return outcome;
  });
  return { ...begun, done };
};

const unknownCall = (call: string): UsageError => {
  const like = nearest(call, [...Object.keys(CALLS), ...Object.keys(ALIASES)]);
  return UsageError.of(
    'step',
    sayWrong('noCall', { call: quote(call) }),
    like === undefined ? sayWrong('helpLists') : sayWrong('perhaps', { near: like }),
  );
};

// ---- the calls -------------------------------------------------------------------------------------------------------

const ALIASES: Readonly<Record<string, string>> = {
  sendall: 'send',
  write: 'send',
  read: 'recv',
  setblocking: 'blocking',
  settimeout: 'timeout',
};

const said = (bytes: Uint8Array): string => {
  const text = JSON.stringify(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
  return bytes.length > 40 ? `${text.slice(0, -1)}…"` : text;
};

/** A call that returns at once. */
const at = (shown: string, called: Called, made?: StepSocket): Begun => ({
  shown,
  done: Promise.resolve({ shown, called, ...(made && { made }) }),
});

const KINDS: Readonly<Record<string, readonly [Family, SocketType]>> = {
  tcp: ['AF_INET', 'SOCK_STREAM'],
  udp: ['AF_INET', 'SOCK_DGRAM'],
  tcp6: ['AF_INET6', 'SOCK_STREAM'],
  udp6: ['AF_INET6', 'SOCK_DGRAM'],
  unix: ['AF_UNIX', 'SOCK_STREAM'],
  unixgram: ['AF_UNIX', 'SOCK_DGRAM'],
  raw: ['AF_INET', 'SOCK_RAW'],
};

const kindOf = (args: readonly Word[]): readonly [Family, SocketType, number] => {
  const [first, second, third] = args.map(({ text }) => text);
  const short = KINDS[first ?? 'tcp'];
  if (short !== undefined) return [...short, Number(second ?? (short[1] === 'SOCK_RAW' ? 1 : 0))];
  if (first !== undefined && Object.hasOwn(FAMILIES, first) && Object.hasOwn(TYPES, second ?? 'SOCK_STREAM'))
    return [first as Family, (second ?? 'SOCK_STREAM') as SocketType, Number(third ?? 0)];
  const kind = quote(args.map((w) => w.text).join(', '));
  throw UsageError.of('step', sayWrong('noKind', { kind }), sayWrong('type', { line: CALLS['socket']?.usage ?? '' }));
};

const count = (word: Word | undefined, otherwise: number, most: number): number => {
  const n = word === undefined ? otherwise : Number(word.text);
  if (!Number.isInteger(n) || n < 0 || n > most) throw new UsageError('step', sayWrong('zeroTo', { most: String(most) }), word?.text ?? '');
  return n;
};

/** Bytes to send: a text, and perhaps how many bytes of it. */
const payload = (text: Word | undefined, length: Word | undefined, usage: string): Uint8Array => {
  if (text === undefined) throw UsageError.of('step', sayWrong('payloadMissing'), sayWrong('type', { line: usage }));
  const bytes = bytesOf(text);
  const most = length !== undefined && /^\d+$/.test(length.text) ? Number(length.text) : bytes.length;
  return bytes.subarray(0, Math.max(most, 0));
};

const received = (m: StepSockets, s: StepSocket, key: string, called: Called): void => {
  const end = s.ends.get(key) ?? (called.from ? m.endWith(s, key, called.from, 'acceptor') : undefined);
  const time = now();
  if (called.bytes !== undefined && called.bytes.length > 0) end?.received(called.bytes, time);
  else if (called.value === 0 && s.type === 'SOCK_STREAM') end?.peerEnded(time);
  else if (called.error === 'ECONNRESET') end?.reset('peer', time, 'reset by the other side');
};

const LARGEST = 1 << 20;

const CALLS: Readonly<Record<string, CallSpec>> = {
  socket: {
    usage: 's = socket tcp',
    begin: async (m, args, [name]) => {
      const [family, type, protocol] = kindOf(args);
      const called = m.calls.socket(family, type, protocol);
      const made =
        called.value < 0 ? undefined : m.add({ name: name ?? m.freeName('s'), fd: called.value, family, type, local: '', remote: '' });
      return at(`socket(${family}, ${type}, ${protocol})`, called, made);
    },
  },
  bind: {
    usage: 'bind s 127.0.0.1:7007',
    begin: async (m, [word, ...rest]) => {
      const s = m.socket(word, 'bind s 127.0.0.1:7007');
      const place = await m.place(rest, s.family, 'bind s 127.0.0.1:7007');
      const called = m.calls.bind(s.fd, place);
      if (called.value === 0) m.learnNames(s);
      return at(`bind(${s.fd}, ${place})`, called);
    },
  },
  listen: {
    usage: 'listen s 5',
    begin: async (m, [word, length]) => {
      const s = m.socket(word, 'listen s 5');
      const backlog = count(length, 5, 65_535);
      const called = m.calls.listen(s.fd, backlog);
      if (called.value === 0) m.learnNames(s);
      return at(`listen(${s.fd}, ${backlog})`, called);
    },
  },
  accept: {
    usage: 'c = accept s',
    begin: async (m, [word], [name]) => {
      const s = m.socket(word, 'c = accept s');
      const shown = `accept(${s.fd})`;
      const done = m.calls.accept(s.fd).then((called) => {
        if (called.value < 0) return { shown, called };
        const local = m.calls.getsockname(called.value).from ?? '';
        const made = m.add({
          name: name ?? m.freeName('c'),
          fd: called.value,
          family: s.family,
          type: s.type,
          local,
          remote: called.from ?? '',
        });
        m.opened(made, 'acceptor', now(), now());
        return { shown, called, made };
      });
      return { shown, done };
    },
  },
  connect: {
    usage: 'connect s 127.0.0.1:7007',
    begin: async (m, [word, ...rest]) => {
      const s = m.socket(word, 'connect s 127.0.0.1:7007');
      const place = await m.place(rest, s.family, 'connect s 127.0.0.1:7007');
      const before = s.remote;
      s.remote = place;
      const shown = `connect(${s.fd}, ${place})`;
      const started = now();
      const done = m.calls.connect(s.fd, place).then((called) => {
        if (called.value === 0) m.opened(s, 'initiator', started, now());
        else if (called.error === 'EINPROGRESS') s.connecting = started;
        else if (called.error === 'EALREADY' || called.error === 'EISCONN') s.remote = before;
        else m.refused(s, s.connecting ?? started, called.error);
        return { shown, called };
      });
      return { shown, done };
    },
  },
  send: {
    usage: 'send s "hello\\n"',
    begin: async (m, [word, text, length]) => {
      const s = m.socket(word, 'send s "hello\\n"');
      m.settle();
      const bytes = payload(text, length, 'send s "hello\\n"');
      const shown = `send(${s.fd}, ${said(bytes)}, ${bytes.length})`;
      const end = s.ends.get('') ?? (s.type === 'SOCK_DGRAM' && s.remote !== '' ? m.endWith(s, '', s.remote, 'initiator') : undefined);
      const time = now();
      const done = m.calls.send(s.fd, bytes).then((called) => {
        if (called.value > 0) end?.sent(bytes.subarray(0, called.value), time);
        return { shown, called, asked: bytes.length };
      });
      return { shown, done };
    },
  },
  sendto: {
    usage: 'sendto s "hello" 127.0.0.1:7007',
    begin: async (m, [word, text, ...rest]) => {
      const s = m.socket(word, 'sendto s "hello" 127.0.0.1:7007');
      const place = await m.place(rest, s.family, 'sendto s "hello" 127.0.0.1:7007');
      const bytes = payload(text, undefined, 'sendto s "hello" 127.0.0.1:7007');
      const shown = `sendto(${s.fd}, ${said(bytes)}, ${bytes.length}, ${place})`;
      const done = m.calls.sendto(s.fd, bytes, place).then((called) => {
        if (called.value < 0) return { shown, called };
        m.learnNames(s);
        m.endWith(s, place, place, 'initiator').sent(bytes.subarray(0, called.value), now());
        return { shown, called };
      });
      return { shown, done };
    },
  },
  recv: {
    usage: 'recv s 1024',
    begin: async (m, [word, most]) => {
      const s = m.socket(word, 'recv s 1024');
      const size = count(most, 1024, LARGEST);
      const shown = `recv(${s.fd}, buffer, ${size})`;
      const done = m.calls.recv(s.fd, size).then((called) => {
        m.settle();
        received(m, s, '', called);
        return { shown, called };
      });
      return { shown, done };
    },
  },
  recvfrom: {
    usage: 'recvfrom s 1024',
    begin: async (m, [word, most]) => {
      const s = m.socket(word, 'recvfrom s 1024');
      const size = count(most, 1024, LARGEST);
      const shown = `recvfrom(${s.fd}, buffer, ${size})`;
      const done = m.calls.recvfrom(s.fd, size).then((called) => {
        received(m, s, s.type === 'SOCK_STREAM' ? '' : (called.from ?? ''), called);
        return { shown, called };
      });
      return { shown, done };
    },
  },
  shutdown: {
    usage: 'shutdown s WR',
    begin: async (m, [word, which]) => {
      const s = m.socket(word, 'shutdown s WR');
      const how = howOf(which);
      const called = m.calls.shutdown(s.fd, how);
      if (called.value === 0 && how !== 'SHUT_RD') s.ends.get('')?.ended(now());
      return at(`shutdown(${s.fd}, ${how})`, called);
    },
  },
  close: {
    usage: 'close s',
    begin: async (m, [word]) => {
      const s = m.socket(word, 'close s');
      const shown = `close(${s.fd})`;
      return at(shown, m.close(s));
    },
  },
  setsockopt: {
    usage: 'setsockopt s SO_REUSEADDR 1',
    begin: async (m, [word, ...rest]) => {
      const s = m.socket(word, 'setsockopt s SO_REUSEADDR 1');
      const [option, value] = rest.filter(({ text }) => text !== 'SOL_SOCKET').map(({ text }) => text);
      if (option === undefined || !Object.hasOwn(SOCKET_OPTIONS, option))
        throw UsageError.of(
          'step',
          sayWrong('noOption', { option: quote(option ?? '') }),
          sayWrong('thereAre', { names: Object.keys(SOCKET_OPTIONS).join(', ') }),
        );
      return at(
        `setsockopt(${s.fd}, SOL_SOCKET, ${option}, ${value ?? '1'})`,
        m.calls.setsockopt(s.fd, option as SocketOption, Number(value ?? 1)),
      );
    },
  },
  blocking: {
    usage: 'blocking s off',
    begin: async (m, [word, on]) => {
      const s = m.socket(word, 'blocking s off');
      const blocks = !/^(off|no|false|0)$/i.test(on?.text ?? 'on');
      const called = m.calls.setBlocking(s.fd, blocks);
      if (called.value >= 0) s.blocks = blocks;
      return at(`fcntl(${s.fd}, F_SETFL, ${blocks ? '0' : 'O_NONBLOCK'})`, called);
    },
  },
  timeout: {
    usage: 'timeout s 2',
    begin: async (m, [word, seconds]) => {
      const s = m.socket(word, 'timeout s 2');
      const value = Number(seconds?.text ?? 0);
      if (!(value >= 0)) throw new UsageError('step', sayWrong('seconds'), seconds?.text ?? '');
      const [receive, send] = [m.calls.setsockopt(s.fd, 'SO_RCVTIMEO', value), m.calls.setsockopt(s.fd, 'SO_SNDTIMEO', value)];
      return at(`setsockopt(${s.fd}, SOL_SOCKET, SO_RCVTIMEO and SO_SNDTIMEO, ${value})`, receive.value < 0 ? receive : send);
    },
  },
  getsockname: {
    usage: 'getsockname s',
    begin: async (m, [word]) => {
      const s = m.socket(word, 'getsockname s');
      return at(`getsockname(${s.fd})`, m.calls.getsockname(s.fd));
    },
  },
  getpeername: {
    usage: 'getpeername s',
    begin: async (m, [word]) => {
      const s = m.socket(word, 'getpeername s');
      return at(`getpeername(${s.fd})`, m.calls.getpeername(s.fd));
    },
  },
};

const howOf = (word: Word | undefined): How => {
  const text = (word?.text ?? 'WR').toUpperCase();
  const how = Object.keys(HOWS).find((name, k) => name === text || name === `SHUT_${text}` || String(k) === text);
  if (how === undefined) throw new UsageError('step', sayWrong('directions'), word?.text ?? '');
  return how as How;
};

/** How each call is typed. */
export const callUsages = (): readonly CallUsage[] => Object.entries(CALLS).map(([call, { usage }]) => ({ call, usage }));

export interface CallUsage {
  readonly call: string;
  readonly usage: string;
}
