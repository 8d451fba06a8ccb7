/**
 * Socket taps: what the calls on sockets of ours tell a tap, so that their packets can be drawn. Where both ends are ours one tap sees both,
 * and bytes are on the wire when they are sent, not when somebody receives them.
 */
import { splitHostPort } from '../../core/address.ts';
import type { ChannelFacts, IpEnd, Tap, TappedChannel } from '../base/tap.ts';

export interface TapEnds {
  readonly local: string;
  readonly remote: string;
  readonly role: ChannelFacts['role'];
  readonly scheme: 'tcp' | 'udp' | 'unix' | 'unixgram';
  /** When connect was called, and when the connection was there: milliseconds since 1970. */
  readonly started: number;
  readonly opened: number;
}

/** One conversation, seen from the end that opened its tap. */
interface Told {
  readonly tapped: TappedChannel;
  readonly key: string;
  readonly over: Set<'us' | 'peer'>;
}

/** An end of a conversation that is tapped. */
export interface TapEnd {
  sent(bytes: Uint8Array, at: number): void;
  received(bytes: Uint8Array, at: number): void;
  /** This end says nothing more. */
  ended(at: number): void;
  /** The other end has said its last. */
  peerEnded(at: number): void;
  reset(by: 'us' | 'peer', at: number, why: string): void;
  /** Nothing more will be told from here. */
  left(at: number): void;
}

export class SocketTaps {
  readonly #tap: Tap | undefined;
  readonly #told = new Map<string, Told>();

  constructor(tap: Tap | undefined) {
    this.#tap = tap;
  }

  /** The other end of a conversation that is tapped already, or a new one. */
  open(ends: TapEnds): TapEnd {
    const theirs = this.#told.get(keyOf(ends.remote, ends.local, ends.scheme));
    if (theirs !== undefined) return this.#end(theirs, true);
    const key = keyOf(ends.local, ends.remote, ends.scheme);
    const tapped = this.#tap?.open(factsOf(ends));
    const told = { tapped: tapped ?? NOBODY, key, over: new Set<'us' | 'peer'>() };
    this.#told.set(key, told);
    return this.#end(told, false);
  }

  /** `isOther`: the end that did not open the tap, whose partner tells what arrives. */
  #end(told: Told, isOther: boolean): TapEnd {
    const [us, peer] = isOther ? (['peer', 'us'] as const) : (['us', 'peer'] as const);
    const { tapped, over } = told;
    const ended = (by: 'us' | 'peer', at: number): void => {
      if (over.has(by)) return;
      over.add(by);
      tapped.ended(by, at);
      if (over.size === 2) this.#closed(told, at);
    };
    const isBoth = (): boolean => isOther || this.#isJoined.has(told);
    if (isOther) this.#isJoined.add(told);
    return {
      sent: (bytes, at) => tapped.chunk(isOther ? 'received' : 'sent', bytes, at),
      received: (bytes, at) => {
        if (!isBoth()) tapped.chunk('received', bytes, at);
      },
      ended: (at) => ended(us, at),
      peerEnded: (at) => ended(peer, at),
      reset: (by, at, why) => {
        if (over.size === 2) return;
        tapped.reset(by === 'us' ? us : peer, at, why);
        over.add('us').add('peer');
        this.#closed(told, at);
      },
      left: (at) => {
        if (!isBoth()) this.#closed(told, at);
      },
    };
  }

  readonly #isJoined = new WeakSet<Told>();

  #closed(told: Told, at: number): void {
    if (this.#told.get(told.key) !== told) return;
    this.#told.delete(told.key);
    told.tapped.closed(at);
  }
}

const NOBODY: TappedChannel = { chunk: () => {}, ended: () => {}, reset: () => {}, closed: () => {} };

const keyOf = (local: string, remote: string, scheme: string): string => `${scheme} ${local} ${remote}`;

export const factsOf = ({ local, remote, role, scheme, started, opened }: TapEnds): ChannelFacts => {
  const [localIp, remoteIp] = [ipEnd(local), ipEnd(remote)];
  return {
    scheme,
    role,
    local,
    remote,
    started,
    opened,
    ...(scheme.endsWith('gram') || scheme === 'udp' ? { framing: 'datagram' as const } : {}),
    ...(localIp !== undefined && remoteIp !== undefined && { localIp, remoteIp }),
  };
};

/** Of `127.0.0.1:7007`; undefined for what is no address of IP. */
export const ipEnd = (place: string): IpEnd | undefined => {
  const split = /^(\[[^\]]+\]|[0-9.]+):\d+$/.test(place) ? splitHostPort(place) : undefined;
  return split === undefined ? undefined : { address: split.host, port: Number(split.port) };
};
