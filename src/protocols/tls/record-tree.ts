/** Records in the tree: the header, and what is in them as far as it can be read. */
import { concat, u8, u16 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { HANDSHAKE_TYPES, Version } from '../shared/tls/names.ts';
import { putHandshakes } from './handshake-tree.ts';
import { Content, HEADER, NO_PARTS, type TlsMessage } from './message.ts';
import { protocolTitle, versionLabel } from './names.ts';
import { openMessage } from './open-record.ts';
import { alertText, handshakeText } from './row.ts';
import { putMark } from './vectors.ts';

export const putRecord = (d: Dissecting): void => {
  if (!d.has(d.start, HEADER)) return;
  const { start } = d;
  const end = Math.min(d.end, start + HEADER + u16(d.b, start + 3));
  const message = (d.message as TlsMessage | undefined) ?? loose(d, start, end);
  const isCut = start + HEADER + u16(d.b, start + 3) > end && d.wire > end;
  d.header = end;
  putMark(d, 'record', start, end, isCut && !message.sealed ? 'Record Layer' : recordText(d, message), () => {
    const inner = message.keys?.inner === true || (message.version === Version.tls13 && u8(d.b, start) === Content.applicationData);
    d.put(inner ? 'record.opaque_type' : 'record.content_type', start, 1);
    d.put('record.version', start + 1, 2);
    d.put('record.length', start + 3, 2);
    if (message.keys?.inner) d.put('record.content_type', start, 1, message.content);
    if (message.sealed || !isCut) putContent(d, message, start + HEADER, end);
  });
  if (message.headless) d.fault('sealed', start, 0, HEADLESS, 'note');
  if (isCut) d.has(end, 1);
};

const HEADLESS = 'cannot be opened, although its keys are known: it goes on from a record that was not captured (TLS 1.0)';

/** A record that no reader took: one of a datagram or of a piece of a stream. */
const loose = (d: Dissecting, start: number, end: number): TlsMessage => {
  const content = u8(d.b, start);
  const type = end > start + HEADER ? u8(d.b, start + HEADER) : -1;
  const plain =
    content === Content.handshake ? HANDSHAKE_TYPES[type] !== undefined : content === Content.alert && end - start === HEADER + 2;
  const sealed = content === Content.applicationData || (content !== Content.changeCipherSpec && !plain);
  const says = content === Content.alert && plain ? [type, u8(d.b, start + HEADER + 1)] : plain ? [type] : [];
  return { ...LOOSE, content, sealed, says };
};
const LOOSE: Omit<TlsMessage, 'content' | 'sealed' | 'says'> = {
  version: 0,
  suite: 0,
  resumed: false,
  protocol: protocolTitle('', 0),
  headless: false,
  keys: undefined,
  sequence: 0,
  fragments: 0,
  before: undefined,
  waiting: 0,
  parts: NO_PARTS,
};

/** `TLSv1.3 Record Layer: Handshake Protocol: Server Hello` */
const recordText = (d: Dissecting, message: TlsMessage): string => {
  const label = versionLabel(message.version === 0 ? u16(d.b, d.start + 1) : message.version);
  return `${label} Record Layer: ${contentText(message)}`;
};

const contentText = ({ content, sealed, says, protocol }: TlsMessage): string => {
  if (content === Content.changeCipherSpec) return 'Change Cipher Spec Protocol: Change Cipher Spec';
  if (content === Content.alert) return sealed || says.length < 2 ? 'Encrypted Alert' : alertText(says[0] ?? 0, says[1] ?? 0);
  if (content === Content.heartbeat) return sealed ? 'Encrypted Heartbeat' : 'Heartbeat';
  if (content === Content.applicationData) return `Application Data Protocol: ${protocol || 'Application Data'}`;
  return `Handshake Protocol: ${sealed ? 'Encrypted Handshake Message' : says.length > 1 ? 'Multiple Handshake Messages' : handshakeText(says)}`;
};

const putContent = (d: Dissecting, message: TlsMessage, o: number, end: number): void => {
  if (message.content === Content.applicationData) putData(d, message, o, end);
  else if (message.sealed) putSealed(d, message, o, end);
  else if (message.keys === undefined) putPlain(d, message, o, end);
  else {
    const plain = openMessage(d.tools, message, d.b, o - HEADER);
    if (plain) d.within('Decrypted TLS', plain.bytes, () => putPlain(d, message, 0, plain.bytes.length));
  }
};

const putData = (d: Dissecting, message: TlsMessage, o: number, end: number): void => {
  if (end > o) d.put('app_data', o, end - o);
  if (message.waiting > 0 || message.parts.length > 0) putSegments(d, message, o);
  else if (message.keys !== undefined && d.inner.length === 0 && d.wantsAbove()) {
    const plain = openMessage(d.tools, message, d.b, o - HEADER);
    if (plain && plain.bytes.length > 0) d.followBytes(undefined, 'Decrypted TLS', plain.bytes);
  }
  if (message.protocol !== '') d.add('app_data_proto', message.protocol);
};

/** What of the data belongs to messages that go over several records, and the records of the one that ends here. */
const putSegments = (d: Dissecting, message: TlsMessage, o: number): void => {
  if (!d.wants('segment.data') && !d.wants('segments') && !d.wantsAbove()) return;
  const { parts, waiting } = message;
  const plain = openMessage(d.tools, message, d.b, o - HEADER);
  if (plain === undefined) return;
  const { length } = plain.bytes;
  const put = (): void => {
    // As Wireshark has it: with what follows the end of the message.
    if (parts.length > 0) d.put('segment.data', 0, length);
    if (waiting > 0) d.put('segment.data', length - waiting, waiting);
  };
  d.within('Decrypted TLS', plain.bytes, put, waiting);
  const [whole] = d.inner;
  if (parts.length === 0 || whole === undefined) return;
  const all = d.add('segments', true);
  if (all) all.text = `${parts.length}, ${whole.length} bytes: ${parts.map((p) => `#${p.frame}(${p.length})`).join(', ')}`;
  d.under(all, () => {
    for (const { frame } of parts) d.add('segment', frame);
    d.add('segment.count', parts.length);
    d.add('reassembled.length', whole.length);
    if (whole.bytes) d.add('reassembled.data', whole.bytes);
  });
};

const putSealed = (d: Dissecting, { content }: TlsMessage, o: number, end: number): void => {
  if (content === Content.handshake) putMark(d, 'handshake', o, end, 'Handshake Protocol: Encrypted Handshake Message', () => undefined);
  else if (content === Content.alert) putMark(d, 'alert_message', o, end, 'Alert Message: Encrypted Alert', () => undefined);
  else if (content === Content.heartbeat) putMark(d, 'heartbeat_message', o, end, 'Encrypted Heartbeat Message', () => undefined);
};

/** Content that can be read, in [o, end) of the bytes that are dissected now. */
const putPlain = (d: Dissecting, message: TlsMessage, o: number, end: number): void => {
  if (message.content === Content.handshake) putMessages(d, message, o, end);
  else if (message.content === Content.alert) putAlert(d, o, end);
  else if (message.content === Content.heartbeat) putHeartbeat(d, o, end);
  else if (message.content === Content.changeCipherSpec && end > o) d.put('change_cipher_spec', o, end - o, true);
};

const putMessages = (d: Dissecting, message: TlsMessage, o: number, end: number): void => {
  const { before, fragments, says } = message;
  if (fragments === 0) putHandshakes(d, o, end, message);
  else if (before === undefined) putMark(d, 'handshake', o, end, `Handshake Protocol: ${handshakeText(says.slice(0, 1))}`, () => undefined);
  else {
    const first = handshakeText(says.slice(0, 1));
    putMark(d, 'handshake', o, end, `Handshake Protocol: ${first} (last fragment)`, () => undefined);
    const joined = concat([before, d.b.subarray(o, end)]);
    d.add('handshake.fragments', true);
    d.add('handshake.fragment.count', fragments + 1);
    d.within('Reassembled TLS handshake', joined, () => putHandshakes(d, 0, joined.length, message));
  }
};

const putAlert = (d: Dissecting, o: number, end: number): void => {
  if (end - o < 2) return;
  putMark(d, 'alert_message', o, end, 'Alert Message', () => {
    d.put('alert_message.level', o, 1);
    d.put('alert_message.desc', o + 1, 1);
  });
};

/** RFC 6520 §4. A length that is more than there is was once answered with what lay behind it in memory. */
const putHeartbeat = (d: Dissecting, o: number, end: number): void => {
  if (end - o < 3) return;
  putMark(d, 'heartbeat_message', o, end, 'Heartbeat Message', () => {
    const length = u16(d.b, o + 1);
    d.put('heartbeat_message.type', o, 1);
    d.put('heartbeat_message.payload_length', o + 1, 2);
    if (o + 3 + length + 16 > end) d.fault('heartbeat', o + 1, 2, `a heartbeat that claims ${length} bytes has ${end - o - 3}`);
    const to = Math.min(end, o + 3 + length);
    if (to > o + 3) d.put('heartbeat_message.payload', o + 3, to - o - 3);
    if (end > to) d.put('heartbeat_message.padding', to, end - to);
  });
};
