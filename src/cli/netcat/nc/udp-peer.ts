/** UDP peers of nc: one of them, or with `-l -k` all who send. */
import type { RemoteInfo, Socket } from 'node:dgram';
import { now } from '../../../io/base/clock.ts';
import { countedWrite } from '../../../io/channels/counted-write.ts';
import type { OpenRead, OpenWrite, ReadTarget } from '../../../io/channels/half.ts';
import { JoinedChannel } from '../../../io/channels/joined-channel.ts';
import { NO_PEER, type Peer } from '../peer.ts';

export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: RemoteInfo;
}

/** Datagrams that came and wait for somebody to read them. */
export interface Inbox {
  readonly socket: Socket;
  /** The sender of the first datagram, which stays where it is. Rejects with the socket's error. */
  firstSender(): Promise<RemoteInfo>;
  /** From here on `to` gets them as it asks, if `wants` says so of their sender; an empty one is the end where `ends`. */
  deliver(to: ReadTarget, wants: (from: RemoteInfo) => boolean, ends: boolean): { resume(): void };
  /** The last error that the system told: the ICMP answer to a datagram of ours. */
  readonly failure: Error | undefined;
}

/** Bytes that may wait; more are lost, as in the system's own buffer. */
const ROOM = 4 << 20;

export const inboxOf = (socket: Socket): Inbox => {
  const waiting: Datagram[] = [];
  let bytes = 0;
  let came: () => void = () => {};
  let failed: (error: Error) => void = () => {};
  let failure: Error | undefined;
  socket.on('message', (message, from) => {
    if (bytes > ROOM) return;
    bytes += message.length;
    waiting.push({ bytes: message, from });
    came();
  });
  socket.on('error', (error) => {
    failure = error;
    failed(error);
  });
  return {
    socket,
    get failure() {
      return failure;
    },
    firstSender: () =>
      new Promise((resolve, reject) => {
        failed = reject;
        came = () => {
          const [first] = waiting;
          if (first !== undefined) resolve(first.from);
        };
        came();
      }),
    deliver: (to, wants, ends) => {
      let wanted = false;
      failed = (error) => to.failed(error);
      came = () => {
        while (wanted) {
          const next = waiting.shift();
          if (next === undefined) return;
          bytes -= next.bytes.length;
          if (!wants(next.from)) continue;
          if (next.bytes.length > 0) wanted = to.take(next.bytes);
          else if (ends) to.ended();
        }
      };
      return {
        resume: () => {
          wanted = true;
          came();
        },
      };
    },
  };
};

/**
 * The peer of a connected socket. `from` is known where it was heard before the socket was connected, and others may have been too.
 * The original takes an empty datagram for the end.
 */
export const udpPeer = (inbox: Inbox, from?: RemoteInfo): Peer => {
  const wants = (sender: RemoteInfo): boolean => from === undefined || (sender.port === from.port && sender.address === from.address);
  return peerOf(
    inbox,
    (to) => inbox.deliver(to, wants, true),
    countedWrite((bytes, sent) => inbox.socket.send(bytes, sent)),
  );
};

/** Everybody; nothing can be sent, as the socket has no one peer. */
export const udpPeers = (inbox: Inbox): Peer => peerOf(inbox, (to) => inbox.deliver(to, () => true, false), NO_PEER);

const peerOf = (inbox: Inbox, deliver: (to: ReadTarget) => { resume(): void }, write: OpenWrite): Peer => {
  const at = now();
  const facts = { scheme: 'udp', framing: 'datagram', role: 'initiator', local: '', remote: '', started: at, opened: at } as const;
  const read: OpenRead = (to) => ({ ...deliver(to), release: () => {} });
  const channel = new JoinedChannel(facts, { place: 'udp', read, write, release: () => inbox.socket.close() });
  return { channel, drop: () => channel.abort(new Error('dropped')) };
};
