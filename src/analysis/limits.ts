/** Limits: what a track remembers at most. Past one, what was quiet longest is forgotten, and counted. */

export interface Limits {
  readonly conversations: number;
  readonly addresses: number;
  /** Conversations of channels, which are told apart by names. */
  readonly channels: number;
  /** Conversations whose streams are read at one time. */
  readonly talks: number;
  /** Bytes of one message. */
  readonly message: number;
  /** Bytes that wait in all streams for the rest of their messages. */
  readonly waiting: number;
  /** Requests that wait for their replies: in one stream, and in datagrams in all. */
  readonly asked: number;
  readonly exchanges: number;
  /** Addresses that somebody has claimed. */
  readonly claims: number;
}

/** Reading a file, which ends. */
export const FILE_LIMITS: Limits = {
  conversations: 4_000_000,
  addresses: 4_000_000,
  channels: 100_000,
  talks: 200_000,
  message: 64 << 20,
  waiting: 512 << 20,
  asked: 1000,
  exchanges: 200_000,
  claims: 200_000,
};

/** A session or a live capture, which may never end. */
export const LIVE_LIMITS: Limits = {
  conversations: 20_000,
  addresses: 20_000,
  channels: 10_000,
  talks: 10_000,
  message: 16 << 20,
  waiting: 64 << 20,
  asked: 1000,
  exchanges: 20_000,
  claims: 20_000,
};

/** What was forgotten because a limit was reached. */
export interface Forgotten {
  readonly conversations: number;
  readonly channels: number;
  /** Conversations whose streams are not read any more. */
  readonly streams: number;
}
