/** Connecting over UDP: a socket with its one peer, who under `-v` is asked whether anybody is there. */
import type { Socket } from 'node:dgram';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import type { Peer } from '../peer.ts';
import { addressesOf, sourceAddress } from './connect.ts';
import type { NcOptions } from './options.ts';
import { notConnected } from './texts.ts';
import { bindUdp, connectUdp, sendOne } from './udp.ts';
import { type Inbox, inboxOf, udpPeer } from './udp-peer.ts';

export interface UdpConnected {
  readonly address: string;
  peer(): Peer;
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
      await connectUdp(socket, to.address, port);
    } catch (error) {
      const how = `failed: ${strerror(error)}`;
      if (o.verbose > 0) say(notConnected(host, o.numeric ? undefined : to.address, String(port), 'udp', how));
      continue;
    }
    return asked(o, to.address, inboxOf(socket));
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
  if (o.verbose === 0 || (await answers(inbox, o.timeout))) return { address, peer: () => udpPeer(inbox), close };
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

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
