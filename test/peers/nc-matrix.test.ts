/** wirecat nc and wirecat ncat as sender and as receiver, with every other netcat there is: all bytes arrive, nobody hangs, everybody ends with 0. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { OUR_NCAT, OURS, shell, untilBound, untilListening, untilUnix } from '../e2e/nc-programs.ts';
import { scratch } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';

const folder = scratch();
const SENT = join(folder, 'sent');
let copies = 0;
writeFileSync(SENT, randomBytes(300_000));
const FEW = join(folder, 'few');
writeFileSync(FEW, randomBytes(3000));
/** No byte, one, as many as a pipe holds, and more than all buffers. */
const SIZES = [0, 1, 65_536, 5 << 20].map((size) => {
  const file = join(folder, `size${size}`);
  writeFileSync(file, randomBytes(size));
  return [size, file] as const;
});

/** Shell lines of one program; P is the port, S the path of a unix socket. Ours are the ones of lecture notes, without `-N`. */
interface Netcat {
  readonly tool?: string;
  /** Calls and sends its input; calls and receives. */
  readonly send: string;
  readonly receive: string;
  /** The same, waiting for the call. Ncat passes on the end of its empty input at once, and busybox would quit at it with bytes unsent. */
  readonly serve: string;
  readonly take: string;
  readonly unix?: { readonly send: string; readonly take: string };
  /** Over UDP nothing tells the end: each is told when to stop. */
  readonly udp?: { readonly send: string; readonly take: string };
}

const NETCATS: Readonly<Record<string, Netcat>> = {
  'nc.openbsd': {
    tool: 'nc.openbsd',
    send: 'nc.openbsd -N 127.0.0.1 P',
    receive: 'nc.openbsd 127.0.0.1 P',
    serve: 'nc.openbsd -N -l 127.0.0.1 P',
    take: 'nc.openbsd -l 127.0.0.1 P',
    unix: { send: 'nc.openbsd -N -U S', take: 'nc.openbsd -l -U S' },
    udp: { send: 'nc.openbsd -u -q 0 127.0.0.1 P', take: 'nc.openbsd -u -l -w 1 127.0.0.1 P' },
  },
  'nc.traditional': {
    tool: 'nc.traditional',
    send: 'nc.traditional -q 0 127.0.0.1 P',
    receive: 'nc.traditional 127.0.0.1 P',
    serve: 'nc.traditional -q 0 -l -s 127.0.0.1 -p P',
    take: 'nc.traditional -l -s 127.0.0.1 -p P',
    // Its -w counts while it waits for the first datagram, too.
    udp: { send: 'nc.traditional -u -q 0 127.0.0.1 P', take: 'nc.traditional -u -l -w 6 -s 127.0.0.1 -p P' },
  },
  ncat: {
    tool: 'ncat',
    send: 'ncat 127.0.0.1 P',
    receive: 'ncat --recv-only 127.0.0.1 P',
    serve: 'ncat -l 127.0.0.1 P',
    take: 'ncat -l --no-shutdown 127.0.0.1 P',
    unix: { send: 'ncat -U S', take: 'ncat -l -U S' },
    udp: { send: 'ncat -u --send-only 127.0.0.1 P', take: 'ncat -u -l -i 6 127.0.0.1 P' },
  },
  socat: {
    tool: 'socat',
    send: 'socat -u STDIN TCP:127.0.0.1:P',
    receive: 'socat -u TCP:127.0.0.1:P STDOUT',
    serve: 'socat -u STDIN TCP-LISTEN:P,bind=127.0.0.1,reuseaddr',
    take: 'socat -u TCP-LISTEN:P,bind=127.0.0.1,reuseaddr STDOUT',
    unix: { send: 'socat -u STDIN UNIX-CONNECT:S', take: 'socat -u UNIX-LISTEN:S STDOUT' },
    udp: { send: 'socat -u STDIN UDP:127.0.0.1:P', take: 'socat -u -T 1 UDP-LISTEN:P,bind=127.0.0.1 STDOUT' },
  },
  busybox: {
    tool: 'busybox',
    send: 'busybox nc 127.0.0.1 P',
    receive: 'busybox nc 127.0.0.1 P',
    serve: 'busybox nc -l -p P',
    take: 'busybox nc -l -p P',
  },
  wirecat: {
    send: `${OURS} 127.0.0.1 P`,
    receive: `${OURS} 127.0.0.1 P`,
    serve: `${OURS} -l 127.0.0.1 P`,
    take: `${OURS} -l 127.0.0.1 P`,
    unix: { send: `${OURS} -U S`, take: `${OURS} -l -U S` },
    udp: { send: `${OURS} -u -q 0 127.0.0.1 P`, take: `${OURS} -u -l -w 1 127.0.0.1 P` },
  },
  'wirecat ncat': {
    send: `${OUR_NCAT} 127.0.0.1 P`,
    receive: `${OUR_NCAT} --recv-only 127.0.0.1 P`,
    serve: `${OUR_NCAT} -l 127.0.0.1 P`,
    take: `${OUR_NCAT} -l --no-shutdown 127.0.0.1 P`,
    unix: { send: `${OUR_NCAT} -U S`, take: `${OUR_NCAT} -l -U S` },
    udp: { send: `${OUR_NCAT} -u --send-only 127.0.0.1 P`, take: `${OUR_NCAT} -u -l -i 6 127.0.0.1 P` },
  },
};

/** Programs that end an idle UDP listener with another code than 0. */
const UDP_CODES: Readonly<Record<string, number>> = { ncat: 2, 'wirecat ncat': 2 };

const entry = (name: string): readonly [string, Netcat] => {
  const found = NETCATS[name];
  if (found === undefined) throw new Error(`${name} is in the table`);
  return [name, found];
};
const OURSELVES = [entry('wirecat'), entry('wirecat ncat')];

interface Pair {
  readonly first: string;
  readonly second: string;
  /** Whether the one that listens is the receiver. */
  readonly listenerReceives: boolean;
  readonly ready: (port: string, socket: string) => Promise<void>;
  readonly file?: string;
  readonly firstCode?: number;
}

/** Starts the listener, then the caller; the receiver has nothing to say. */
const copy = async ({ first, second, listenerReceives, ready, file = SENT, firstCode = 0 }: Pair): Promise<void> => {
  const port = await freePort();
  const got = join(folder, `got${++copies}`);
  const socket = join(folder, `s${copies}`);
  const line = (command: string, receives: boolean): string =>
    `${command.replace(/\bP\b/g, port).replace(/\bS\b/g, socket)} ${receives ? `</dev/null >${got}` : `<${file}`}`;
  const listener = shell(line(first, listenerReceives), 20);
  await ready(port, socket);
  const [a, b] = await Promise.all([listener, shell(line(second, !listenerReceives), 20)]);
  expect({ codes: [a.code, b.code], same: readFileSync(got).equals(readFileSync(file)) }).toEqual({ codes: [firstCode, 0], same: true });
};

const unixReady = async (_port: string, socket: string): Promise<void> => {
  await untilUnix(socket);
};

const PAIRS = OURSELVES.flatMap(([own, ours]) => Object.entries(NETCATS).map(([name, other]) => ({ own, ours, name, other })));

describe.concurrent.each(PAIRS)('$own with $name', ({ own, ours, name, other }) => {
  const test = needs(...(other.tool === undefined ? [] : [other.tool]));
  test('it sends to a listener', () => copy({ first: other.take, second: ours.send, listenerReceives: true, ready: untilListening }));
  test('it listens and receives', () => copy({ first: ours.take, second: other.send, listenerReceives: true, ready: untilListening }));
  test('it listens and sends', () => copy({ first: ours.serve, second: other.receive, listenerReceives: false, ready: untilListening }));
  test('it calls and receives', () => copy({ first: other.serve, second: ours.receive, listenerReceives: false, ready: untilListening }));

  // Each size goes one of the four ways, another one with each program.
  const turn = Object.keys(NETCATS).indexOf(name);
  for (const [i, [size, file]] of SIZES.entries()) {
    const ways = [
      { first: other.take, second: ours.send, listenerReceives: true },
      { first: ours.take, second: other.send, listenerReceives: true },
      { first: ours.serve, second: other.receive, listenerReceives: false },
      { first: other.serve, second: ours.receive, listenerReceives: false },
    ] as const;
    const way = ways[(turn + i) % ways.length];
    if (way !== undefined)
      test(`a copy of ${size} bytes, way ${((turn + i) % ways.length) + 1}`, () => copy({ ...way, ready: untilListening, file }));
  }

  if (other.unix !== undefined && ours.unix !== undefined) {
    const { send, take } = other.unix;
    const { send: ourSend, take: ourTake } = ours.unix;
    test('it sends over a unix socket', () => copy({ first: take, second: ourSend, listenerReceives: true, ready: unixReady }));
    test('it receives over a unix socket', () => copy({ first: ourTake, second: send, listenerReceives: true, ready: unixReady }));
  }

  if (other.udp !== undefined && ours.udp !== undefined) {
    const { send, take } = other.udp;
    const { send: ourSend, take: ourTake } = ours.udp;
    const [firstCode, ownCode] = [UDP_CODES[name] ?? 0, UDP_CODES[own] ?? 0];
    test('it sends datagrams', () =>
      copy({ first: take, second: ourSend, listenerReceives: true, ready: untilBound, file: FEW, firstCode }));
    test('it receives datagrams', () =>
      copy({ first: ourTake, second: send, listenerReceives: true, ready: untilBound, file: FEW, firstCode: ownCode }));
  }
});
