/** Quick: what filters ask most of a record, told by what the reader noted of it. The values are those of the tree (record-tree.ts). */
import { u16 } from '../../core/bytes.ts';
import { ofMessage, type Seen } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import { Handshake, Version } from '../shared/tls/names.ts';
import { Content, FRAGMENT, HEADER, NO_CONTENT, type TlsMessage } from './message.ts';

/** The type of the content lies inside, encrypted (RFC 8446 §5.2). */
const isInside = ({ keys, version, content }: TlsMessage): boolean =>
  keys?.inner === true || (version === Version.tls13 && content === Content.applicationData);

export const contentOf = ofMessage<TlsMessage>((m) => (isInside(m) && m.keys?.inner !== true ? undefined : m.content));
export const opaqueOf = ofMessage<TlsMessage>((m) => (isInside(m) ? Content.applicationData : undefined));

/** In the header of the record. */
export const recordVersion = ({ b, o }: Seen): number => u16(b, o + 1);
export const recordLength = ({ b, o }: Seen): number => u16(b, o + 3);

const isIn = (content: number, m: TlsMessage): boolean => m.content === content && !m.sealed;

const alert = (place: number) =>
  ofMessage<TlsMessage>((m) => (isIn(Content.alert, m) && m.says.length > place ? m.says[place] : undefined));
export const alertLevel = alert(0);
export const alertCode = alert(1);

/** Of those that end in it. */
export const handshakeTypes = ofMessage<TlsMessage>((m) =>
  isIn(Content.handshake, m) ? m.says.filter((code) => code < FRAGMENT) : undefined,
);

/** A server hello that asks for another one is noted under a type of its own. */
export const tells = (message: Message): boolean => {
  const { content, says } = message as TlsMessage;
  return content !== NO_CONTENT && (content !== Content.handshake || !says.includes(Handshake.helloRetryRequest));
};
export const isSure = ({ message }: Seen): boolean => message !== undefined && tells(message);

/** Records that may have a field: those with this content, those of it that can be read, and those of these with a hello. */
interface Home {
  readonly content: number;
  readonly isRead: boolean;
  readonly inHello: boolean;
}

const CONTENTS: Readonly<Record<string, number>> = {
  change_cipher_spec: Content.changeCipherSpec,
  alert_message: Content.alert,
  handshake: Content.handshake,
  app_data: Content.applicationData,
  app_data_proto: Content.applicationData,
  heartbeat_message: Content.heartbeat,
};

const homes = new Map<string, Home | undefined>();
const homeOf = (key: string): Home | undefined => {
  const [start = ''] = key.split('.');
  const content = CONTENTS[start];
  const isRead = key.startsWith('handshake.');
  return content === undefined ? undefined : { content, isRead, inHello: key.startsWith('handshake.extensions_server_name') };
};

/** Asked of every record: only those of handshakes that can be read hold messages of one, and only hellos a server's name. */
export const mayHave = (key: string, message: Message | undefined): boolean => {
  if (!homes.has(key)) homes.set(key, homeOf(key));
  const home = homes.get(key);
  const m = message as TlsMessage | undefined;
  if (m === undefined || home === undefined) return true;
  if (m.content !== home.content || (home.isRead && m.sealed)) return false;
  return !home.inHello || m.says.some((code) => HELLOS.has(code & 255));
};
/** The header of a record; all of one with a hello, which may have names. */
export const needs = (message: Message): number => {
  const { sealed, content, says } = message as TlsMessage;
  return content === Content.handshake && !sealed && says.some((code) => HELLOS.has(code & 255)) ? Number.POSITIVE_INFINITY : HEADER;
};
/** Client hello, server hello, encrypted extensions. */
const HELLOS: ReadonlySet<number> = new Set([1, 2, 8]);
