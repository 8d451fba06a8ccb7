/** Connecting: to one port after the other, with a conversation, a program or only a look at each. */
import { randomInt } from 'node:crypto';
import { streamDescriptor } from '../../../io/host/descriptor.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { checkPath, connectUnix, inWords } from '../unix.ts';
import { bindUnixDatagrams, connectUnixDatagrams, temporaryName, unixDatagramPeer } from '../unix-datagram.ts';
import { connectTcp } from './connect.ts';
import { connectUdpPeer } from './connect-udp.ts';
import type { NcMessages } from './messages.ts';
import type { NcOptions } from './options.ts';
import { passSocket } from './pass-socket.ts';
import { portList, serviceName } from './ports.ts';
import { connectThrough } from './proxy.ts';
import type { NcRun } from './run.ts';
import { bound, connected } from './texts.ts';

/** Gives the exit code: 0 if anybody answered. */
export const connectMode = async (o: NcOptions, run: NcRun, messages: NcMessages): Promise<number> => {
  if (o.family === 'unix') await (o.udp ? sendUnixDatagrams(o, run, messages) : talkUnix(o, run));
  else if (!(await tryPorts(o, run, messages))) return 1;
  return run.exitCode;
};

const tryPorts = async (o: NcOptions, run: NcRun, messages: NcMessages): Promise<boolean> => {
  let reached = false;
  for (const port of shuffledIf(o.random, portList(o.ports, o.udp ? 'udp' : 'tcp'))) {
    const answered = await (o.udp ? tryUdp(o, port, run, messages) : tryTcp(o, port, run, messages));
    if (answered !== undefined) reached = answered;
  }
  return reached;
};

/** True if it was reached, false if it is known not to be, undefined if it was not. */
const tryTcp = async (o: NcOptions, port: number, run: NcRun, messages: NcMessages): Promise<boolean | undefined> => {
  const host = o.host ?? '';
  const to = await reach(o, host, port, run, messages);
  if (to === undefined) return undefined;
  run.wire?.watch(to.channel);
  if (o.verbose > 0) messages.say(connectedLine(o, host, to.address, port, 'tcp'));
  if (o.passSocket) passSocket(streamDescriptor(to.channel.socket), () => to.channel.socket.destroy());
  else if (o.scan) await hangUp(to.channel, run);
  else await run.withSocket(to.channel, to.early);
  return true;
};

interface Reached {
  readonly channel: SocketChannel;
  readonly address?: string;
  readonly early?: Uint8Array;
}

const reach = async (o: NcOptions, host: string, port: number, run: NcRun, messages: NcMessages): Promise<Reached | undefined> => {
  if (o.proxy === undefined) return connectTcp(o, host, port, messages.complain, run.wire);
  return connectThrough(o, o.proxy, host, port, messages, run.wire);
};

const tryUdp = async (o: NcOptions, port: number, run: NcRun, messages: NcMessages): Promise<boolean | undefined> => {
  const host = o.host ?? '';
  const to = await connectUdpPeer(o, host, port, messages.complain);
  if (to === undefined) return undefined;
  if (to === 'silent') return false;
  if (o.verbose > 0) messages.say(connectedLine(o, host, to.address, port, 'udp'));
  if (o.passSocket) passSocket(to.descriptor(), to.close);
  else if (o.scan) to.close();
  else await run.with(to.peer());
  return true;
};

const connectedLine = (o: NcOptions, host: string, address: string | undefined, port: number, proto: 'tcp' | 'udp'): string => {
  const service = (o.numeric ? undefined : serviceName(port, proto)) ?? '*';
  return connected(host, o.numeric || o.proxy !== undefined ? undefined : address, String(port), proto, service);
};

const talkUnix = async (o: NcOptions, run: NcRun): Promise<void> => {
  const channel = await connectUnix(o.host ?? '');
  if (o.scan) {
    run.wire?.watch(channel);
    await hangUp(channel, run);
  } else await run.withSocket(channel);
};

/** Its packets are complete where they are recorded. */
const hangUp = async (channel: SocketChannel, run: NcRun): Promise<void> => {
  if (run.wire === undefined) {
    channel.socket.destroy();
    return;
  }
  channel.close();
  await channel.ledger.closing;
};

const sendUnixDatagrams = async (o: NcOptions, run: NcRun, messages: NcMessages): Promise<void> => {
  const path = o.host ?? '';
  inWords(`${path}: `, () => checkPath(path));
  const own = o.source === undefined ? temporaryName() : { path: o.source, remove: () => {} };
  try {
    const datagrams = inWords(`${own.path}: `, () => bindUnixDatagrams(own.path));
    if (o.verbose > 0) messages.say(bound(own.path));
    inWords(`${path}: `, () => connectUnixDatagrams(datagrams, path));
    if (!o.scan) await run.with(unixDatagramPeer(datagrams, true));
  } finally {
    own.remove();
  }
};

/** Fisher and Yates. */
const shuffledIf = (wanted: boolean, ports: readonly number[]): readonly number[] => {
  if (!wanted) return ports;
  const shuffled = [...ports];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] ?? 0, shuffled[i] ?? 0];
  }
  return shuffled;
};
