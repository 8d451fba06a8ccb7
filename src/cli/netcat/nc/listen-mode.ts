/** `-l`: waiting for peers, one after the other. */

import type { Socket } from 'node:dgram';
import { Ledger } from '../../../io/base/ledger.ts';
import { type Heard, Inbox, inboxPeer, inboxPeers, peerFacts } from '../../../io/endpoints/udp/inbox.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { SocketChannel } from '../../../io/net/socket-channel.ts';
import { hostName } from '../name-lookup.ts';
import { NcError } from '../nc-error.ts';
import { datagramPeer } from '../peer.ts';
import { inWords, listenUnix, refusalOf } from '../unix.ts';
import { awaitUnixPeer, bindUnixDatagrams, unixDatagramPeer } from '../unix-datagram.ts';
import type { NetcatWire } from '../wire.ts';
import { listenAddresses, listenTcp, peerOf, type TcpListener } from './listen.ts';
import type { NcMessages } from './messages.ts';
import type { NcOptions } from './options.ts';
import { portOf } from './ports.ts';
import type { NcRun } from './run.ts';
import { preparedSocket } from './socket-options.ts';
import { bound, listening, received } from './texts.ts';
import { bindUdp } from './udp.ts';

/** Gives the exit code. Ends after one peer, with `-k` never. */
export const listenMode = async (o: NcOptions, early: TcpListener | undefined, run: NcRun, messages: NcMessages): Promise<number> => {
  const verbose: NcMessages['say'] = o.verbose > 0 ? messages.say : () => {};
  if (o.exec !== undefined) messages.hint(`whoever connects gets ${o.exec.text} with your rights`);
  if (o.udp) await listenDatagrams(o, run, verbose);
  else if (o.family === 'unix') await listenUnixStreams(o, run, verbose);
  else await serveStreams(o, early ?? (await listenPrepared(o)), run, messages, verbose);
  return run.exitCode;
};

type PutLine = (line: string) => void;

const listenPrepared = (o: NcOptions): Promise<TcpListener> =>
  listenTcp(o, ({ address, family }, port) => preparedSocket(o.socket, { kind: 'stream', family, bind: { address, port } }));

const serveStreams = async (o: NcOptions, tcp: TcpListener, run: NcRun, messages: NcMessages, verbose: PutLine): Promise<void> => {
  const { listener, address, port } = tcp;
  verbose(listening(await nameFor(o, address, port), port));
  if (!/^(127\.|::1$)/.test(address)) messages.hint(`${address} ${port} can be reached from other machines`);
  for await (const channel of listener) {
    if (!(channel instanceof SocketChannel)) continue;
    const peer = peerOf(channel);
    verbose(received(await nameFor(o, peer.address, peer.port), peer.port));
    await run.withSocket(channel);
    if (!o.keep || run.quit) break;
  }
};

/** A name is looked up only where it will be said. */
const nameFor = (o: NcOptions, address: string, port: number): Promise<string> => hostName(address, port, o.numeric || o.verbose === 0);

const listenUnixStreams = async (o: NcOptions, run: NcRun, verbose: PutLine): Promise<void> => {
  const path = o.host ?? '';
  const listener = await listenUnix(path);
  verbose(bound(path));
  verbose(listening(path));
  for await (const channel of listener) {
    if (!(channel instanceof SocketChannel)) continue;
    verbose(received(path));
    await run.withSocket(channel);
    if (o.keep && !run.quit) continue;
    break;
  }
};

/** With `-k` everybody is heard by one conversation, which `-w` does not end. A program has one peer at a time. */
const listenDatagrams = async (o: NcOptions, run: NcRun, verbose: PutLine): Promise<void> => {
  const listen = o.family === 'unix' ? listenUnixDatagrams : listenUdp;
  do await listen(o, run, verbose);
  while (o.keep && !run.quit);
};

/** The original lets go of its peer in a way that Linux has for UDP alone, and ends with what the system says to it; not so where time has ended it. */
const letGoInVain = (o: NcOptions, run: NcRun): void => {
  const timeEnds = run.quit && o.quit !== 0;
  if (o.exec === undefined && !timeEnds) throw new NcError('connect: Invalid argument');
};

const listenUdp = async (o: NcOptions, run: NcRun, verbose: PutLine): Promise<void> => {
  const inbox = await bindInbox(o);
  const { address, port } = inbox.socket.address();
  verbose(bound(await nameFor(o, address, port), port));
  // Without -k the first peer is the only one; with it everybody is heard, and nobody answered. Then `-W` is the beginning of `-q`'s seconds.
  if (o.keep && o.exec === undefined) {
    const heard = run.wire && recordEach(run.wire, inbox.socket);
    const isCounted = o.quit !== undefined && o.quit > 0;
    return run.with(
      { ...datagramPeer(inboxPeers(inbox, heard)), many: true },
      { timeout: undefined, ...(!isCounted && { reads: undefined }) },
    );
  }
  const from = await inbox.firstSender();
  await inbox.connect(from);
  verbose(received(await nameFor(o, from.address, from.port), from.port));
  await run.with(datagramPeer(inboxPeer(inbox, from)));
};

/** Each peer has packets of its own. One who comes again after so many others counts as a new one. */
const recordEach = (wire: NetcatWire, socket: Socket): Heard => {
  const ledgers = new Map<string, Ledger>();
  return (from, bytes) => {
    const key = `${from.address} ${from.port}`;
    let ledger = ledgers.get(key);
    if (ledger === undefined) {
      ledger = new Ledger();
      wire.watch({ facts: peerFacts(socket, from), ledger });
      ledgers.set(key, ledger);
      const [oldest] = ledgers;
      if (ledgers.size > MOST_PEERS && oldest !== undefined) {
        ledgers.delete(oldest[0]);
        oldest[1].closed();
      }
    }
    ledger.bytes('received', bytes);
  };
};

const MOST_PEERS = 1000;

const bindInbox = async (o: NcOptions): Promise<Inbox> => {
  const port = portOf(o.ports[0] ?? '', 'udp');
  let failed: unknown;
  for (const on of await listenAddresses(o)) {
    try {
      return new Inbox(await bindUdp(o, on.family, { address: on.address, port }));
    } catch (error) {
      if (error instanceof NcError) throw error;
      failed = error;
    }
  }
  throw new NcError(strerror(failed));
};

const listenUnixDatagrams = async (o: NcOptions, run: NcRun, verbose: PutLine): Promise<void> => {
  const path = o.host ?? '';
  const datagrams = inWords('', () => bindUnixDatagrams(path));
  verbose(bound(path));
  if (o.keep && o.exec === undefined) {
    await run.with(unixDatagramPeer(datagrams, false));
    return letGoInVain(o, run);
  }
  await awaitUnixPeer(datagrams).catch((error: unknown) => {
    throw refusalOf(error, 'connect: ');
  });
  verbose(received(path));
  await run.with(unixDatagramPeer(datagrams, true));
  letGoInVain(o, run);
};
