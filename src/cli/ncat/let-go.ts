/** Letting go of a connection whose peer may have said something that nobody read. */
import type { OpenChannel } from '../../io/channel.ts';
import { tcpRow } from '../../io/proc-net.ts';

/** Milliseconds that the peer gets to acknowledge what it was sent. */
const MOST = 5000;
const LOOK_EVERY = 10;

/**
 * Half-closes and closes. A system that still has unread bytes answers a close with a reset and throws away what it has not sent yet;
 * then the close waits until all of that is with the peer.
 */
export const letGo = async (channel: OpenChannel): Promise<void> => {
  await channel.end().catch(() => {});
  const { localIp, remoteIp, scheme } = channel.facts;
  if (localIp !== undefined && remoteIp !== undefined && scheme !== 'udp') {
    const row = (): ReturnType<typeof tcpRow> => tcpRow(localIp, remoteIp);
    const isInDanger = (at: ReturnType<typeof tcpRow>): boolean => at !== undefined && at.unread > 0 && at.unacknowledged > 0;
    for (let waited = 0; waited < MOST && isInDanger(row()); waited += LOOK_EVERY)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
  channel.close();
};
