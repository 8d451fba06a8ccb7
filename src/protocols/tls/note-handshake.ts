/** Note handshake: what handshake messages change in the state of the conversation. */
import { type Bytes, sameBytes, u8, u16, u24 } from '../../core/bytes.ts';
import type { Side } from '../../wire/stream.ts';
import { sealingOf } from '../shared/tls/cipher-suites.ts';
import { Extension } from '../shared/tls/extension-types.ts';
import { Handshake, Version } from '../shared/tls/names.ts';
import { nextSecret, trafficKeys } from './key-schedule.ts';
import { isRetry, protocolTitle } from './names.ts';
import { Epoch, type SideState, type TlsState } from './state.ts';

/** Notes the message whose header is at `o`; b holds all of it. Its type, as it is called. */
export const noteHandshake = (s: TlsState, from: Side, b: Bytes, o: number): number => {
  const type = u8(b, o);
  const start = o + 4;
  const end = start + u24(b, o + 1);
  if (type === Handshake.clientHello) noteClientHello(s, b, start, end);
  else if (type === Handshake.serverHello) return noteServerHello(s, b, start, end);
  else if (type === Handshake.encryptedExtensions) noteAlpn(s, b, start, end);
  else if (s.version === Version.tls13) noteChange(s, from, type);
  return type;
};

const noteClientHello = (s: TlsState, b: Bytes, start: number, end: number): void => {
  if (end - start < 38) return;
  const random = b.subarray(start + 2, start + 34);
  if (!sameBytes(random, s.clientRandom)) {
    s.clientRandom = random.slice();
    s.random = '';
  }
  const suites = start + 35 + u8(b, start + 34);
  if (suites + 2 > end) return;
  s.session = b.slice(start + 35, suites);
  const methods = suites + 2 + u16(b, suites);
  if (methods >= end) return;
  const extensions = methods + 1 + u8(b, methods);
  if (findExtension(b, extensions, end, Extension.earlyData) < 0) return;
  s.sides[0].epoch = Epoch.early;
  s.offered = [];
  for (let o = suites + 2; o + 2 <= methods; o += 2) if (u8(b, o) === 0x13) s.offered = [...s.offered, u16(b, o)];
};

const noteServerHello = (s: TlsState, b: Bytes, start: number, end: number): number => {
  if (end - start < 38) return Handshake.serverHello;
  const random = b.subarray(start + 2, start + 34);
  const suite = start + 35 + u8(b, start + 34);
  if (suite + 3 > end) return Handshake.serverHello;
  const versions = findExtension(b, suite + 3, end, Extension.supportedVersions);
  s.version = versions < 0 ? u16(b, start) : u16(b, versions + 4);
  if (s.version >> 8 === 0x7f) s.version = Version.tls13;
  s.suite = u16(b, suite);
  s.sealing = sealingOf(s.suite);
  if (isRetry(random)) return Handshake.helloRetryRequest;
  s.serverRandom = random.slice();
  s.resumed = s.version !== Version.tls13 && s.session.length > 0 && sameBytes(s.session, b.subarray(start + 35, suite));
  s.encryptThenMac = findExtension(b, suite + 3, end, Extension.encryptThenMac) >= 0;
  noteAlpn(s, b, suite + 3, end);
  if (s.version !== Version.tls13) return Handshake.serverHello;
  enter(s.sides[1], Epoch.handshake);
  if (s.sides[0].epoch !== Epoch.early) enter(s.sides[0], Epoch.handshake);
  return Handshake.serverHello;
};

/** Of a server hello, or of encrypted extensions from TLS 1.3 on (RFC 8446 §4.3.1). */
const noteAlpn = (s: TlsState, b: Bytes, list: number, end: number): void => {
  const at = findExtension(b, list, end, Extension.alpn);
  if (at < 0 || u16(b, at + 2) < 3) return;
  const length = Math.min(u8(b, at + 6), end - at - 7);
  let name = '';
  for (let o = at + 7; o < at + 7 + length; o++) name += String.fromCharCode(u8(b, o));
  s.alpn = name;
  s.protocol = protocolTitle(name, s.facts.ports[1]);
};

/** Where an extension starts in the list whose length is at `list`; -1 where it is not there. */
const findExtension = (b: Bytes, list: number, end: number, type: number): number => {
  for (let o = list + 2; o + 4 <= end; o += 4 + u16(b, o + 2)) {
    if (u16(b, o) === type) return o + 4 + u16(b, o + 2) <= end ? o : -1;
  }
  return -1;
};

/** TLS 1.3: messages after which a side uses other keys. */
const noteChange = (s: TlsState, from: Side, type: number): void => {
  const side = s.sides[from];
  if (type === Handshake.endOfEarlyData) enter(side, Epoch.handshake);
  else if (type === Handshake.finished && side.epoch === Epoch.handshake) enter(side, Epoch.application);
  else if (type === Handshake.keyUpdate) updateKeys(s, side);
};

const enter = (side: SideState, epoch: number): void => {
  side.epoch = epoch;
  side.keys = undefined;
  side.secret = undefined;
  side.sequence = 0;
  side.missed = 0;
};

const updateKeys = (s: TlsState, side: SideState): void => {
  const { crypto } = s.facts.tools;
  if (crypto === undefined || side.secret === undefined || s.sealing?.kind !== 'tag') return;
  side.secret = nextSecret(crypto, s.sealing, side.secret);
  side.keys = trafficKeys(crypto, s.sealing, side.secret);
  side.sequence = 0;
};
