/** Connecting over UDP: a socket with its one peer, who under `-v` is asked whether anybody is there. */
import type { Socket } from 'node:dgram';
import { Inbox, inboxPeer } from '../../../io/endpoints/udp/inbox.ts';
import { connectSocket } from '../../../io/endpoints/udp/socket.ts';
import { descriptorOf } from '../../../io/host/descriptor.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { datagramPeer, type Peer } from '../peer.ts';
import { addressesOf, sourceAddress } from './connect.ts';
import type { NcOptions } from './options.ts';
import { notConnected } from './texts.ts';
import { bindUdp } from './udp.ts';

export interface UdpConnected {
  readonly address: string;
  peer(): Peer;
  /** Negative where Node does not tell it. */
  descriptor(): number;
  close(): void;
}

type PutLine = (line: string) => void;

/** Undefined where no address of the host can be used, each failure told under `-v`; `silent` where its system says that nobody listens. */
export const connectUdpPeer = async (
  o: NcOptions,
  host: string,
  port: number,
  say: PutLine,
): Promise<UdpConnected | 'silent' | undefined> => {
  for (const to of await addressesOf(o, host, String(port))) {
    const socket = await bound(o, to.family);
    try {
      await connectSocket(socket, to.address, port);
    } catch (error) {
      socket.close();
      const how = `failed: ${strerror(error)}`;
      if (o.verbose > 0) say(notConnected(host, o.numeric ? undefined : to.address, String(port), 'udp', how));
      continue;
    }
    return asked(o, to.address, new Inbox(socket));
  }
  return undefined;
};

const bound = async (o: NcOptions, family: 4 | 6): Promise<Socket> => {
  const source = await sourceAddress(o, family);
  try {
    return await bindUdp(o, family, source);
  } catch (error) {
    throw error instanceof NcError ? error : new NcError(`bind failed: ${strerror(error)}`);
  }
};

const asked = async (o: NcOptions, address: string, inbox: Inbox): Promise<UdpConnected | 'silent'> => {
  const close = (): void => void inbox.socket.close();
  if (o.verbose === 0 || (await answers(inbox, o.timeout)))
    return { address, peer: () => datagramPeer(inboxPeer(inbox)), descriptor: () => descriptorOf(inbox.socket)?.() ?? -1, close };
  close();
  return 'silent';
};

/** Seconds that a host gets to answer, unless `-w` says otherwise. */
const PATIENCE = 3;
/** Milliseconds in which this machine itself tells that nobody listens. */
const AT_ONCE = 20;

/** Silence says yes, an ICMP answer no; asked twice at once and then every second, as the original does it. */
const answers = async (inbox: Inbox, timeout: number | undefined): Promise<boolean> => {
  const asks = 2 + (timeout ?? PATIENCE);
  for (let i = 0; i < asks; i++) {
    if (i > 1) await sleep(1000);
    if ((await sendOne(inbox.socket, 'X')) !== null) return false;
    if (i === 0) await sleep(AT_ONCE);
    if (inbox.failure !== undefined) return false;
  }
  return true;
};

/** Resolves with the error that the system tells at once, such as the ICMP answer to an earlier one. */
const sendOne = (socket: Socket, text: string): Promise<Error | null> => new Promise((resolve) => socket.send(text, resolve));

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
