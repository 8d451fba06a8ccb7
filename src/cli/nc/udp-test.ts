/** Whether anybody may listen on a UDP port: silence says yes, an ICMP answer no. As `-v` of the original asks. */
import { sendOne } from './udp.ts';
import type { Inbox } from './udp-peer.ts';

/** Seconds that a host gets to answer, unless `-w` says otherwise. */
const PATIENCE = 3;
/** Milliseconds in which this machine itself tells that nobody listens. */
const AT_ONCE = 20;

export const answersUdp = async (inbox: Inbox, timeout: number | undefined): Promise<boolean> => {
  const waits = [AT_ONCE, 0, ...Array.from({ length: timeout ?? PATIENCE }, () => 1000)];
  for (const [i, wait] of waits.entries()) {
    if (i > 1) await sleep(wait);
    if ((await sendOne(inbox.socket, 'X')) !== null) return false;
    if (i <= 1) await sleep(wait);
    if (inbox.failure !== undefined) return false;
  }
  return true;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
