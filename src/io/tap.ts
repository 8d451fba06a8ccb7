/** Tap: what sees every byte of a channel. It gets each event as it happens on our side of the socket; frames are made of it elsewhere. */

/** What is known of a channel when it opens. */
export interface ChannelFacts {
  /** Scheme of the endpoint: `tcp`, `udp`, `unix` … */
  readonly scheme: string;
  /** Set where a chunk is a datagram whose boundaries matter. */
  readonly framing?: 'datagram';
  /** Whether we called connect or accepted. */
  readonly role: 'initiator' | 'acceptor';
  /** As text, for people and for endpoints without IP addresses. */
  readonly local: string;
  readonly remote: string;
  /** IP address and port of each side where the endpoint has them. */
  readonly localIp?: IpEnd;
  readonly remoteIp?: IpEnd;
  /** When connect was called or, on the accepting side, when the connection arrived: milliseconds since 1970, with a fraction. */
  readonly started: number;
  /** When it was open. */
  readonly opened: number;
  /** Largest segment, where the system tells. */
  readonly mss?: number;
}
export interface IpEnd {
  readonly address: string;
  readonly port: number;
}

export type Direction = 'sent' | 'received';

/** One channel being observed. Bytes handed over are only valid during the call: copy what is kept. Times are milliseconds since 1970. */
export interface TappedChannel {
  /** A stretch of a stream, or one datagram. */
  chunk(direction: Direction, bytes: Uint8Array, at: number): void;
  /** One direction ended in order: we half-closed, or the peer did. */
  ended(by: 'us' | 'peer', at: number): void;
  /** The channel was cut: reset, or aborted by us. */
  reset(by: 'us' | 'peer', at: number, reason: string): void;
  /** Nothing more will be reported. */
  closed(at: number): void;
}

export interface Tap {
  open(facts: ChannelFacts): TappedChannel;
}
