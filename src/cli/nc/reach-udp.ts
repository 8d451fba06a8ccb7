/** Connecting over UDP: a socket with its one peer, who under `-v` is asked whether anybody is there. */
import { addressesOf, sourceOf } from './connect.ts';
import type { Peer } from './conversation.ts';
import type { NcOptions } from './options.ts';
import { bindUdp, connectUdp, sendOne } from './udp.ts';
import { type Inbox, inboxOf, udpPeer } from './udp-peer.ts';

export interface UdpReached {
  readonly address: string;
  peer(): Peer;
  close(): void;
}

/** Undefined where the host has no address; `silent` where its system says that nobody listens. */
export const reachUdp = async (o: NcOptions, host: string, port: number): Promise<UdpReached | 'silent' | undefined> => {
  const [to] = await addressesOf(o, host, String(port));
  if (to === undefined) return undefined;
  const inbox = inboxOf(await bindUdp(o, to.family, await sourceOf(o, to.family)));
  await connectUdp(inbox.socket, to.address, port);
  const close = (): void => void inbox.socket.close();
  if (o.verbose === 0 || (await answers(inbox, o.timeout))) return { address: to.address, peer: () => udpPeer(inbox), close };
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
