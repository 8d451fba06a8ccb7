/** Capabilities: what this Node and this system have of what they hide, each with what it is for, what is done without it, and why it is missing. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { takeHandles } from './accepted-handles.ts';
import { canUnblock, descriptorOf, streamDescriptor } from './descriptor.ts';
import { writesDirectly } from './direct-write.ts';
import { handleOf, hasMethod } from './handles.ts';
import { isWide, native } from './native.ts';
import { dtlsSessions } from './openssl.ts';
import { IS_PLAIN, PLAIN } from './plain-host.ts';
import { terminalSpawner } from './terminal.ts';

export interface Capability {
  readonly name: string;
  readonly does: string;
  /** What is done where it is missing. */
  readonly otherwise: string;
  /** Undefined where it is there. */
  readonly missing: string | undefined;
}

/** Tries each of them out. */
export const capabilities = async (): Promise<readonly Capability[]> =>
  Promise.all(TRIALS.map(async ({ find, ...what }) => ({ ...what, missing: await reasonOf(find) })));

interface Trial extends Omit<Capability, 'missing'> {
  /** Says or throws why it is not there. */
  readonly find: () => Promise<string | undefined>;
}

const reasonOf = async (find: Trial['find']): Promise<string | undefined> => {
  if (IS_PLAIN) return PLAIN;
  try {
    return await find();
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
};

/** This Node's socket, server or handle has not what others have. */
const unlike = (isThere: boolean, what: string): string | undefined =>
  isThere ? undefined : `expected ${what}, got none in Node ${process.versions.node}`;

/** With a connected socket and the server that it is connected to. */
const connected = async <T>(use: (socket: Socket, server: ReturnType<typeof createServer>) => T): Promise<T> => {
  const server = createServer((far) =>
    far
      .on('error', () => {})
      .resume()
      .unref(),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const socket = new Socket();
  try {
    await once(socket.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1'), 'connect');
    return use(socket, server);
  } finally {
    socket.destroy();
    server.close();
  }
};

const findDatagramDescriptor = async (): Promise<string | undefined> => {
  const socket = createSocket('udp4');
  try {
    await once(socket.bind(0, '127.0.0.1'), 'listening');
    return unlike(descriptorOf(socket) !== undefined, 'the descriptor of a UDP socket');
  } finally {
    socket.close();
  }
};

const found = async (loading: Promise<unknown>): Promise<undefined> => {
  await loading;
  return undefined;
};

const TRIALS: readonly Trial[] = [
  {
    name: 'accepted-handles',
    does: 'accepted connections are read into buffers of ours',
    otherwise: "each chunk is a buffer of Node's, copied once more",
    find: () =>
      connected((_, server) =>
        unlike(
          takeHandles(server, () => {}),
          'a handle that accepts',
        ),
      ),
  },
  {
    name: 'direct-write',
    does: 'what a link passes on is with the system at once',
    otherwise: 'it goes through the queue of a stream',
    find: () => connected((socket) => unlike(writesDirectly(socket), 'a stream of its own')),
  },
  {
    name: 'reset',
    does: 'a reset that comes with the last bytes is told from an end, and ours is sent at once',
    otherwise: 'the first is taken for an end; ours is a plain close while bytes wait for the peer',
    find: () =>
      connected((socket) =>
        unlike(
          ['getpeername', 'readStart'].every((method) => hasMethod(handleOf(socket) ?? {}, method)),
          'a handle',
        ),
      ),
  },
  {
    name: 'stream-descriptor',
    does: 'a connection is given to a program as its standard input and output (`nc -e`), or away (`nc -F`)',
    otherwise: 'programs get pipes; `-F` is refused',
    find: () => connected((socket) => unlike(streamDescriptor(socket) >= 0 && canUnblock(socket), 'the descriptor of a socket')),
  },
  {
    name: 'datagram-descriptor',
    does: 'datagrams are given to the system at once, and fetched many at a time',
    otherwise: 'one at a time, by Node',
    find: findDatagramDescriptor,
  },
  {
    name: 'client-certificates',
    does: 'a TLS server knows whether the certificate of a client is good, and hears of errors after the handshake',
    otherwise: 'no client certificate is good',
    find: async () => unlike(hasMethod(handleOf(new TLSSocket(new Socket())) ?? {}, 'verifyError'), 'a handle that verifies'),
  },
  {
    name: 'system-calls',
    does: '`unixgram:`, abstract socket names, options of sockets before their use, preallocated recordings, times of accepted handshakes',
    otherwise: 'those are refused; recordings are slower, and say nothing of those times',
    find: () => found(native('host', 'system calls')),
  },
  {
    name: 'laid-out-structures',
    does: 'datagrams many at a time, `nc -F`',
    otherwise: 'datagrams one at a time; `-F` is refused',
    find: async () => (isWide() ? undefined : `unknown layout on ${process.arch}`),
  },
  { name: 'dtls', does: '`ncat -u --ssl`', otherwise: 'it is refused', find: () => found(dtlsSessions('host')) },
  { name: 'terminals', does: '`pty:`', otherwise: 'it is refused', find: () => found(terminalSpawner('host')) },
];
