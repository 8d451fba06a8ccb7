/** Inbox: a UDP socket whose datagrams wait until somebody wants them: first who sends, then what, as the classic netcats read. */
import type { RemoteInfo, Socket } from 'node:dgram';
import { joinHostPort } from '../../../core/address.ts';
import type { FastChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { countedWrite } from '../../channels/counted-write.ts';
import { NO_WRITE, type OpenRead, type OpenWrite, type ReadTarget } from '../../channels/half.ts';
import { JoinedChannel } from '../../channels/joined-channel.ts';
import { connectSocket } from './socket.ts';

interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: RemoteInfo;
}

/** Bytes that may wait; more are lost, as in the system's own buffer. */
const ROOM = 4 << 20;

/** Datagrams that came and wait for somebody to read them. */
export class Inbox {
  readonly socket: Socket;
  #waiting: Datagram[] = [];
  #bytes = 0;
  #failure: Error | undefined;
  #came: () => void = () => {};
  #failed: (error: Error) => void = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('message', (bytes, from) => this.#arrive({ bytes, from }));
    socket.on('error', (error) => {
      this.#failure = error;
      this.#failed(error);
    });
  }

  /** The last error that the system told: the ICMP answer to a datagram of ours. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** The sender of the first datagram, which stays where it is. Rejects with the socket's error. */
  firstSender(): Promise<RemoteInfo> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#came = () => {
        const [first] = this.#waiting;
        if (first !== undefined) resolve(first.from);
      };
      this.#came();
    });
  }

  /** From here on only that peer is heard, and its refusals are told. Rejects with the system's error; the socket is closed then. */
  async connect(to: RemoteInfo): Promise<void> {
    try {
      await connectSocket(this.socket, to.address, to.port);
    } catch (cause) {
      this.socket.close();
      throw cause;
    }
  }

  /** From here on `to` gets them as it asks, if `wants` says so of their sender; an empty one is the end where `ends`, and nothing is read behind it. */
  deliver(to: ReadTarget, wants: (from: RemoteInfo, bytes: Uint8Array) => boolean, ends: boolean): { resume(): void } {
    let wanted = false;
    let over = false;
    this.#failed = (error) => to.failed(error);
    this.#came = () => {
      while (wanted && !over) {
        const next = this.#next();
        if (next === undefined) return;
        if (!wants(next.from, next.bytes)) continue;
        if (next.bytes.length > 0) wanted = to.take(next.bytes);
        else if (ends) {
          over = true;
          to.ended();
        }
      }
    };
    return {
      resume: () => {
        wanted = true;
        this.#came();
      },
    };
  }

  #arrive(datagram: Datagram): void {
    if (this.#bytes > ROOM) return;
    this.#bytes += datagram.bytes.length;
    this.#waiting.push(datagram);
    this.#came();
  }

  #next(): Datagram | undefined {
    const next = this.#waiting.shift();
    this.#bytes -= next?.bytes.length ?? 0;
    return next;
  }
}

/**
 * The peer of a connected socket. `from` is known where it was heard before the socket was connected, and others may have been too.
 * An empty datagram is the end.
 */
export const inboxPeer = (inbox: Inbox, from?: RemoteInfo): FastChannel => {
  const wants = (sender: RemoteInfo): boolean => from === undefined || (sender.port === from.port && sender.address === from.address);
  return channelOver(
    inbox,
    peerFacts(inbox.socket, from),
    (to) => inbox.deliver(to, wants, true),
    countedWrite((bytes, sent) => inbox.socket.send(bytes, sent)),
  );
};

/** Told of each datagram before it is read. */
export type Heard = (from: RemoteInfo, bytes: Uint8Array) => void;

/** Everybody; nothing can be sent, as the socket has no one peer. */
export const inboxPeers = (inbox: Inbox, heard: Heard = () => {}): FastChannel => {
  const wants = (from: RemoteInfo, bytes: Uint8Array): boolean => {
    heard(from, bytes);
    return true;
  };
  return channelOver(inbox, factsAt(now()), (to) => inbox.deliver(to, wants, false), NO_WRITE);
};

const factsAt = (at: number): ChannelFacts => ({
  scheme: 'udp',
  framing: 'datagram',
  role: 'acceptor',
  local: '',
  remote: '',
  started: at,
  opened: at,
});

/** Whoever was heard before has come to us. */
export const peerFacts = (socket: Socket, from: RemoteInfo | undefined): ChannelFacts => {
  const [local, remote] = [socket.address(), from ?? socket.remoteAddress()];
  return {
    ...factsAt(now()),
    role: from === undefined ? 'initiator' : 'acceptor',
    local: joinHostPort(local.address, local.port),
    remote: joinHostPort(remote.address, remote.port),
    localIp: { address: local.address, port: local.port },
    remoteIp: { address: remote.address, port: remote.port },
  };
};

const channelOver = (inbox: Inbox, facts: ChannelFacts, deliver: (to: ReadTarget) => { resume(): void }, write: OpenWrite): FastChannel => {
  const read: OpenRead = (to) => ({ ...deliver(to), release: () => {} });
  return new JoinedChannel(facts, { place: 'udp', read, write, release: () => inbox.socket.close() });
};
