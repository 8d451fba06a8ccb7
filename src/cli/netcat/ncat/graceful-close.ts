/** gracefulClose: closes a connection whose peer may have sent bytes that were not read. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { discardIncoming } from '../../../io/channels/lingering-close.ts';
import { tcpRow } from '../../../io/net/proc-net.ts';

/** Milliseconds in which what has come already shows itself. */
const GLANCE = 5;
/** Milliseconds that a peer who sends gets to acknowledge what it was sent, and between two looks. */
const MOST = 2000;
const LOOK_EVERY = 50;
/** Bytes that are thrown away meanwhile. */
const BYTES = 16 << 20;

/**
 * Half-closes and closes. A system that still has unread bytes answers a close with a reset and throws away what it has not sent yet:
 * so what came is read and thrown away, and where something did come, the close waits until the peer has acknowledged everything.
 */
export const gracefulClose = async (channel: OpenChannel): Promise<void> => {
  await channel.end().catch(() => {});
  const before = channel.ledger.received;
  const over = discardIncoming(channel, BYTES).then(
    () => true,
    () => true,
  );
  const wait = (ms: number): Promise<boolean> => Promise.race([over, new Promise<false>((resolve) => setTimeout(resolve, ms, false))]);
  let done = await wait(GLANCE);
  if (channel.ledger.received > before)
    for (let waited = 0; !done && waited < MOST && !isDelivered(channel); waited += LOOK_EVERY) done = await wait(LOOK_EVERY);
  channel.close();
};

/** False where the system knows that something is under way, or does not tell. */
const isDelivered = ({ facts: { localIp, remoteIp } }: OpenChannel): boolean => {
  if (localIp === undefined || remoteIp === undefined) return true;
  return tcpRow(localIp, remoteIp)?.unacknowledged === 0;
};
