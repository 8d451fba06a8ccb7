/** Listen mode with datagrams: the first peer that sends something gets the socket to itself; with -k and a program, each peer gets a program. */
import type { RemoteInfo, Socket } from 'node:dgram';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { now } from '../../../io/base/clock.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { DatagramChannel } from '../../../io/channels/datagram-channel.ts';
import { udpFacts } from '../../../io/endpoints/udp/open.ts';
import { bindSocket, closeAfterSending, connectSocket, datagramPort } from '../../../io/endpoints/udp/socket.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import { preparePipes } from '../../../io/program/program.ts';
import { CopyClients } from './copy-clients.ts';
import { execute, type ProgramCommand } from './execute.ts';
import { mostOf } from './plan.ts';
import { quit } from './quit.ts';
import { lostBy, type NcatRun } from './run.ts';

/** Resolves when it is over, which without a program it never is. Throws a Quit. */
export const listenDatagrams = async (run: NcatRun): Promise<void> => {
  const { exec, keepOpen } = run.plan.flags;
  if (exec !== undefined && keepOpen) return executeForEach(exec, run);
  const channel = run.keep(await firstPeer(run));
  if (exec === undefined) {
    await new CopyClients(run).enter(channel);
  } else {
    run.watchLog(channel);
    await execute(channel, exec, run);
  }
};

/** A program for each peer. The socket that a peer came to is theirs, and another takes its place; the other sockets stay as they are. */
const executeForEach = async (exec: ProgramCommand, run: NcatRun): Promise<void> => {
  preparePipes();
  let programs = 0;
  const gone = (): void => void programs--;
  const begin = (channel: OpenChannel): void => {
    run.watchLog(run.keep(channel));
    programs++;
    execute(channel, exec, run).then(gone, gone); // what breaks is between the program and its peer
  };
  const isFull = (): boolean => programs >= mostOf(run.plan);
  if (run.plan.transport === 'unix') for (;;) begin(await firstPeer(run));
  const open = new Set<Socket>();
  const place = async (address: string, family: 4 | 6): Promise<Socket> => {
    const socket = await bind(address, family, run);
    open.add(socket);
    return socket;
  };
  const serve = async ({ address, family }: Candidate, first: Socket): Promise<never> => {
    for (let own = first; ; own = await place(address, family)) {
      const channel = await welcome(own, [], run, isFull);
      open.delete(own);
      begin(channel);
    }
  };
  try {
    const starts: (() => Promise<never>)[] = [];
    const all = await bindAll(run);
    for (const [i, at] of run.plan.addresses.entries()) {
      const first = all[i];
      if (first === undefined) continue;
      open.add(first);
      starts.push(() => serve(at, first));
    }
    await Promise.race([...starts.map((start) => start()), untilAborted(run.signal)]);
  } finally {
    for (const socket of open) socket.close();
  }
};

/** Binds, says so, and waits for somebody who may come in. The socket is theirs then: what others send is refused by the system. */
const firstPeer = async (run: NcatRun): Promise<OpenChannel> => {
  if (run.plan.transport === 'unix') return (await import('./unix-datagrams.ts')).firstUnixPeer(run);
  const sockets: Socket[] = [];
  try {
    sockets.push(...(await bindAll(run)));
    if (sockets.length === 0) throw quit('Unable to open any listening sockets.');
    const isFull = (): boolean => mostOf(run.plan) === 0;
    return await Promise.race([...sockets.map((socket) => welcome(socket, sockets, run, isFull)), untilAborted(run.signal)]);
  } catch (cause) {
    for (const socket of sockets) socket.close();
    throw cause;
  }
};

/** All are bound before anything is said: who waits for the first word may speak to any of them. */
const bindAll = async (run: NcatRun): Promise<Socket[]> => {
  const bound = run.plan.addresses.map(({ address, family }) => bindQuietly(address, family, run));
  await Promise.allSettled(bound);
  const sockets: Socket[] = [];
  for (const [i, { address }] of run.plan.addresses.entries()) {
    const socket = await bound[i];
    if (socket === undefined) continue;
    sayBound(address, socket, run);
    sockets.push(socket);
  }
  return sockets;
};

const bind = async (address: string, family: 4 | 6, run: NcatRun): Promise<Socket> => {
  const socket = await bindQuietly(address, family, run);
  sayBound(address, socket, run);
  return socket;
};

const sayBound = (address: string, socket: Socket, { messages }: NcatRun): void => {
  messages.verbose(`Listening on ${address}:${socket.address().port}`);
  messages.test('LISTEN');
};

const bindQuietly = (address: string, family: 4 | 6, run: NcatRun): Promise<Socket> => {
  const { port, flags } = run.plan;
  const at = { host: address, port, ...(flags.keepOpen && { reuse: true }) };
  return bindSocket(at, { address, family, port }, '', '').catch((cause: unknown) => {
    throw quit(`bind to ${address}:${port}: ${strerror(cause)}.`);
  });
};

const welcome = (socket: Socket, all: readonly Socket[], run: NcatRun, isFull = (): boolean => false): Promise<OpenChannel> =>
  new Promise((resolve, reject) => {
    /** Datagrams of the one who is let in that came before the socket was theirs. */
    const early: Buffer[] = [];
    let chosen: RemoteInfo | undefined;
    const take = (from: RemoteInfo): void => {
      chosen = from;
      for (const other of all) if (other !== socket) other.close();
      adopt(socket, from, early, run).then(resolve, (cause: unknown) => reject(lostBy(cause)));
    };
    socket.on('error', (cause) => reject(lostBy(cause)));
    socket.on('message', (datagram, from) => {
      const isChosen = chosen !== undefined && chosen.address === from.address && chosen.port === from.port;
      if (chosen !== undefined && !isChosen) return;
      if (chosen === undefined && !mayCome(from, run, isFull())) return;
      early.push(datagram);
      if (chosen === undefined) take(from);
    });
  });

const mayCome = (from: RemoteInfo, { plan, messages }: NcatRun, isFull: boolean): boolean => {
  const isAllowed = plan.admits === undefined || plan.admits(from.address);
  const refusal = isFull ? `connection limit reached (${mostOf(plan)})` : isAllowed ? undefined : 'not allowed';
  messages.verbose(refusal === undefined ? `Connection from ${from.address}.` : `New connection denied: ${refusal}`);
  return refusal === undefined;
};

const adopt = async (socket: Socket, from: RemoteInfo, early: Buffer[], run: NcatRun): Promise<OpenChannel> => {
  const at = now();
  await connectSocket(socket, from.address, from.port);
  const rules = {
    place: `udp:${from.address}`,
    idle: 0,
    wait: 0,
    onTrouble: (cause: Error) => {
      if (codeOf(cause) === 'ENOBUFS') return;
      // A program's peer may leave; it is for nobody but the program.
      if (run.plan.flags.exec === undefined) run.fail(lostBy(cause));
      else channel.abort(cause);
    },
  };
  const facts = udpFacts('acceptor', socket.address(), from, at, at);
  const channel: DatagramChannel = new DatagramChannel(
    facts,
    datagramPort(socket, () => closeAfterSending(socket)),
    rules,
  );
  socket.removeAllListeners('message');
  socket.removeAllListeners('error');
  socket.on('message', (datagram: Buffer) => channel.arrive(datagram));
  socket.on('error', (cause) => channel.trouble(cause));
  for (const datagram of early.splice(0)) channel.arrive(datagram);
  return channel;
};

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
