/** State: what a conversation of TLS has agreed upon so far, for both sides. */
import { type Bytes, EMPTY } from '../../core/bytes.ts';
import type { ConversationFacts } from '../../wire/stream.ts';
import type { Sealing } from '../shared/tls/cipher-suites.ts';
import type { RecordKeys, TlsMessage } from './message.ts';

/** Which keys a side uses in TLS 1.3. */
export const Epoch = { plain: 0, early: 1, handshake: 2, application: 3 } as const;

export interface SideState {
  /** Before TLS 1.3: it has changed to the negotiated keys. */
  changed: boolean;
  epoch: number;
  keys: RecordKeys | undefined;
  /** What the last record that could be opened was opened with. */
  opened: RecordKeys | undefined;
  /** The traffic secret behind them. */
  secret: Bytes | undefined;
  /** Number of the next record under the keys. */
  sequence: number;
  /** How many records nobody could open since the last one that was. */
  missed: number;
  /** Records are missing. */
  gap: boolean;
  /** The newest record has keys, and begins with a block of the one before it that is missing. */
  headless: boolean;
  /** A handshake message that is not whole: its bytes so far, in how many records, and its length with its header. */
  partial: Bytes;
  have: number;
  fragments: number;
  /** Bytes of a message too long to keep that are still to come. */
  skip: number;
  /** The last message that was like many others: it is used again for the next one that is the same. */
  last: TlsMessage | undefined;
}

export interface TlsState {
  readonly facts: ConversationFacts;
  /** 0 until it is agreed upon. */
  version: number;
  suite: number;
  sealing: Sealing | undefined;
  /** Before TLS 1.3, where both sides want it (RFC 7366). */
  encryptThenMac: boolean;
  alpn: string;
  clientRandom: Bytes;
  serverRandom: Bytes;
  /** The session that the client wants to go on with, and whether the server does. */
  session: Bytes;
  resumed: boolean;
  /** The client random in hexadecimal digits, made when keys are looked for. */
  random: string;
  /** Suites of TLS 1.3 that a client that sends early data has offered. */
  offered: readonly number[];
  /** Title of the protocol above. */
  protocol: string;
  readonly sides: readonly [SideState, SideState];
}

const side = (): SideState => ({
  changed: false,
  epoch: Epoch.plain,
  keys: undefined,
  opened: undefined,
  secret: undefined,
  sequence: 0,
  missed: 0,
  gap: false,
  headless: false,
  partial: EMPTY,
  have: 0,
  fragments: 0,
  skip: 0,
  last: undefined,
});

export const openState = (facts: ConversationFacts, protocol: string): TlsState => ({
  facts,
  version: 0,
  suite: 0,
  sealing: undefined,
  encryptThenMac: false,
  alpn: '',
  clientRandom: EMPTY,
  serverRandom: EMPTY,
  session: EMPTY,
  resumed: false,
  random: '',
  offered: [],
  protocol,
  sides: [side(), side()],
});
