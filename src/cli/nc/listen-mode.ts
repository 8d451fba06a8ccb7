/** `-l`: waiting for peers, one after the other. */
import { SocketChannel } from '../../io/socket-channel.ts';
import { strerror } from '../../io/strerror.ts';
import { listenAddresses, listenTcp, peerOf } from './listen.ts';
import { hostName, portOf } from './names.ts';
import type { NcOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import type { Talk } from './talk.ts';
import { bindUdp, connectUdp } from './udp.ts';
import { type Inbox, inboxOf, udpCrowd, udpPeer } from './udp-peer.ts';
import { listenUnix } from './unix.ts';
import type { Voice } from './voice.ts';
import { bound, listening, received } from './words.ts';

/** Gives the exit code. Ends after one peer, with `-k` never. */
export const listenMode = async (o: NcOptions, talk: Talk, voice: Voice): Promise<number> => {
  const verbose: Voice['say'] = o.verbose > 0 ? voice.say : () => {};
  if (o.exec !== undefined) voice.hint(`whoever connects gets ${o.exec.text} with your rights`);
  if (o.udp && o.exec !== undefined) throw new Refusal('-e and -c need a connection, and with -u there is none');
  try {
    if (o.family === 'unix') await (o.udp ? listenUnixDatagrams(o, talk, verbose) : listenUnixStreams(o, talk, verbose));
    else await (o.udp ? listenDatagrams(o, talk, verbose) : listenStreams(o, talk, voice, verbose));
  } finally {
    talk.close();
  }
  return talk.exitCode;
};

type Say = (line: string) => void;

const listenStreams = async (o: NcOptions, talk: Talk, voice: Voice, verbose: Say): Promise<void> => {
  const { listener, address, port } = await listenTcp(o);
  if (o.verbose > 0) verbose(listening(await hostName(address, port, o.numeric), port));
  if (!/^(127\.|::1$)/.test(address)) voice.hint(`${address} ${port} can be reached from other machines`);
  for await (const channel of listener) {
    if (!(channel instanceof SocketChannel)) continue;
    const peer = peerOf(channel);
    if (o.verbose > 0) verbose(received(await hostName(peer.address, peer.port, o.numeric), peer.port));
    await talk.withSocket(channel);
    if (!o.keep) break;
  }
};

const listenUnixStreams = async (o: NcOptions, talk: Talk, verbose: Say): Promise<void> => {
  const path = o.host ?? '';
  const { listener, close } = await listenUnix(path);
  verbose(bound(path));
  verbose(listening(path));
  for await (const channel of listener) {
    if (!(channel instanceof SocketChannel)) continue;
    verbose(received(path));
    await talk.withSocket(channel);
    if (o.keep) continue;
    await close();
    break;
  }
};

const listenDatagrams = async (o: NcOptions, talk: Talk, verbose: Say): Promise<void> => {
  const inbox = await bindInbox(o);
  const { address, port } = inbox.socket.address();
  if (o.verbose > 0) verbose(bound(await hostName(address, port, o.numeric), port));
  const from = await inbox.firstSender();
  // Without -k the first peer is the only one; with it everybody is heard, and nobody answered.
  if (o.keep) return talk.with(udpCrowd(inbox), { timeout: undefined });
  await connectUdp(inbox.socket, from.address, from.port);
  if (o.verbose > 0) verbose(received(await hostName(from.address, from.port, o.numeric), from.port));
  await talk.with(udpPeer(inbox, from));
};

const bindInbox = async (o: NcOptions): Promise<Inbox> => {
  const port = portOf(o.ports[0] ?? '', 'udp');
  let failed: unknown;
  for (const on of await listenAddresses(o)) {
    try {
      return inboxOf(await bindUdp(o, on.family, { address: on.address, port }));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      failed = error;
    }
  }
  throw new Refusal(strerror(failed));
};

const listenUnixDatagrams = async (o: NcOptions, talk: Talk, verbose: Say): Promise<void> => {
  const { awaitUnixPeer, bindUnixDatagrams, unixDatagramPeer } = await import('./unix-datagram.ts');
  const path = o.host ?? '';
  const datagrams = bindUnixDatagrams(path, '');
  verbose(bound(path));
  if (o.keep) return talk.with(unixDatagramPeer(datagrams, false), { timeout: undefined });
  await awaitUnixPeer(datagrams);
  verbose(received(path));
  await talk.with(unixDatagramPeer(datagrams, true));
};
