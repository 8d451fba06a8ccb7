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
  /** The name of the other side, where one was typed: what a certificate must be for. */
  readonly remoteName?: string;
  /** Of a raw socket: what a chunk is. */
  readonly packets?: 'ethernet' | 'ip' | { readonly protocol: number };
  /** What TLS agreed on. */
  readonly tls?: TlsFacts;
  /** What the handshake of a WebSocket said; texts of a client are its own and not safe to show. */
  readonly ws?: { readonly path: string; readonly protocol?: string; readonly origin?: string };
  /** When connect was called or, on the accepting side, when our SYN, ACK left, `opened` where nobody knows: milliseconds since 1970, with a fraction. */
  readonly started: number;
  /** When it was open. */
  readonly opened: number;
  /** What came of an attempt to connect that opened nothing: a reset at `opened`, or nothing until it was given up then. */
  readonly answer?: 'reset' | 'none';
  /** Largest segment, where the system tells. */
  readonly mss?: number;
}
export interface IpEnd {
  readonly address: string;
  readonly port: number;
}

export interface TlsFacts {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** Name of the cipher suite as the RFCs write it. */
  readonly cipher: string;
  /** The application protocol agreed on (ALPN). */
  readonly alpn?: string;
  /** The name that the client asked for (SNI). */
  readonly serverName?: string;
  /** Whether the peer has shown a certificate that was verified. */
  readonly verified: boolean;
  /** Of the peer's certificate, where it has shown one; texts are the peer's own and not safe to show. */
  readonly peer?: { readonly subject: string; readonly issuer: string; readonly sha1: string; readonly sha256: string };
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
  /** A line of the key log (NSS format) of the TLS inside this channel. A secret: with it the channel's bytes can be read. */
  secret?(line: string, at: number): void;
  /** Whether secrets of what is received may be told only after its bytes, in the same turn: who writes them down should let them go first. */
  expectsSecrets?(expected: boolean): void;
  /** Nothing more will be reported. */
  closed(at: number): void;
}

export interface Tap {
  open(facts: ChannelFacts): TappedChannel;
}

/** One tap for all of them; undefined where there is none. */
export const allOf = (taps: readonly Tap[]): Tap | undefined =>
  taps.length === 0 ? undefined : taps.reduce((a, b) => ({ open: (facts) => both(a.open(facts), b.open(facts)) }));

export const both = (a: TappedChannel, b: TappedChannel): TappedChannel => ({
  chunk: (direction, bytes, at) => {
    a.chunk(direction, bytes, at);
    b.chunk(direction, bytes, at);
  },
  ended: (by, at) => {
    a.ended(by, at);
    b.ended(by, at);
  },
  reset: (by, at, reason) => {
    a.reset(by, at, reason);
    b.reset(by, at, reason);
  },
  secret: (line, at) => {
    a.secret?.(line, at);
    b.secret?.(line, at);
  },
  expectsSecrets: (expected) => {
    a.expectsSecrets?.(expected);
    b.expectsSecrets?.(expected);
  },
  closed: (at) => {
    a.closed(at);
    b.closed(at);
  },
});
