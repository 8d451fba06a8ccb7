/** Row: what the packet list says of a record: the messages in it, by their names. */
import { u8, u16, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { type Seen, written } from '../../wire/row.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { ALERT_LEVELS, ALERTS, HANDSHAKE_TYPES } from '../shared/tls/names.ts';
import { Content, FRAGMENT, HEADER, type TlsMessage } from './message.ts';
import { versionLabel } from './names.ts';

/** One record may hold thousands of empty messages; a row names the first of them. */
const MOST = 16;

export const tlsRow = written((out, at) => {
  if (isWhole(at)) write(out, at);
  if (at.wire > at.end) putIncomplete(out, at.end, at.wire);
});

/** Whether all of the record was captured. */
const isWhole = ({ b, o, end, wire }: Seen): boolean => wire <= end || (end - o >= HEADER && o + HEADER + u16(b, o + 3) <= end);

const write = (out: TextBuffer, at: Seen): void => {
  const message = at.message as TlsMessage | undefined;
  if (message === undefined) writeContent(out, u8(at.b, at.o));
  else if (message.sealed) out.put(SEALED[message.content] ?? UNKNOWN);
  else if (message.content === Content.handshake) writeHandshake(out, message.says);
  else if (message.content === Content.alert) writeAlert(out, message.says);
  else if (message.content === Content.heartbeat) out.put(heartbeatText(at, message));
  else if (message.waiting > 0) out.put(PART);
  else writeContent(out, message.content);
};

/** The protocol column: the version that was negotiated, else that of the record. */
export const tlsLabel = (at: Seen): string => {
  const version = (at.message as TlsMessage | undefined)?.version ?? 0;
  return versionLabel(version === 0 && at.end - at.o >= 3 ? u16(at.b, at.o + 1) : version);
};

/** `Server Hello, Certificate`; the same text for trees. */
export const handshakeText = (says: readonly number[]): string => {
  const parts = says.slice(0, MOST).map(messageText);
  return says.length > MOST ? `${parts.join(', ')}, …` : parts.join(', ');
};

const messageText = (code: number): string => {
  const name = HANDSHAKE_TYPES[code & 255] ?? (code === (FRAGMENT | 255) ? 'Handshake' : `Unknown type (${code & 255})`);
  return code >= FRAGMENT ? `[${name} Fragment]` : name;
};

/** `Alert (Level: Fatal, Description: Unknown CA)` */
export const alertText = (level: number, description: number): string =>
  `Alert (Level: ${ALERT_LEVELS[level] ?? 'Unknown'}, Description: ${ALERTS[description] ?? 'Unknown'})`;

const writeHandshake = (out: TextBuffer, says: readonly number[]): void => {
  for (let k = 0; k < says.length && k < MOST; k++) {
    if (k > 0) out.put(COMMA);
    const code = says[k] ?? 0;
    TYPES[code] ??= utf8(messageText(code));
    out.put(TYPES[code]);
  }
  if (says.length > MOST) out.put(MORE_TEXT);
};

const writeAlert = (out: TextBuffer, says: readonly number[]): void => {
  const [level, description] = says;
  out.text(level === undefined || description === undefined ? 'Alert' : alertText(level, description));
};

const writeContent = (out: TextBuffer, content: number): void => out.put(CONTENTS[content] ?? UNKNOWN);

const heartbeatText = ({ b, o, end }: Seen, message: TlsMessage): Uint8Array => {
  const type = message.keys === undefined && end - o > HEADER ? u8(b, o + HEADER) : 0;
  return type === 1 ? HEARTBEAT_REQUEST : type === 2 ? HEARTBEAT_RESPONSE : UNKNOWN_HEARTBEAT;
};

const TYPES: (Uint8Array | undefined)[] = [];
const COMMA = utf8(', ');
const PART = utf8('[TLS segment of a reassembled PDU]');
const MORE_TEXT = utf8(', …');
const UNKNOWN = utf8('Unknown Record');
const HEARTBEAT_REQUEST = utf8('Heartbeat Request');
const HEARTBEAT_RESPONSE = utf8('Heartbeat Response');
const UNKNOWN_HEARTBEAT = utf8('Heartbeat');

const encoded = (texts: Readonly<Record<number, string>>): Readonly<Record<number, Uint8Array>> =>
  Object.fromEntries(Object.entries(texts).map(([n, text]) => [n, utf8(text)]));

const CONTENTS = encoded({ 20: 'Change Cipher Spec', 21: 'Alert', 22: 'Handshake', 23: 'Application Data', 24: 'Heartbeat' });
const SEALED = encoded({ 21: 'Encrypted Alert', 22: 'Encrypted Handshake Message', 23: 'Application Data', 24: 'Encrypted Heartbeat' });
