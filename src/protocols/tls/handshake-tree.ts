/** Handshake messages in the tree. */
import { u8, u24 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { HANDSHAKE_TYPES, Handshake, Version } from '../shared/tls/names.ts';
import { putOcspResponse } from '../shared/x509/ocsp.ts';
import { putCertificateRequest, putCertificates, putCertificateVerify, putCompressedCertificate } from './certificate-tree.ts';
import { putExtensions, putStatus } from './extensions-tree.ts';
import { putClientHello, putServerHello } from './hello-tree.ts';
import { putClientKeyExchange, putServerKeyExchange } from './key-exchange-tree.ts';
import { isRetry } from './names.ts';
import { putLength, putMark, putOpaque } from './vectors.ts';

/** What was negotiated when the messages came. */
export interface Negotiated {
  readonly version: number;
  readonly suite: number;
  readonly resumed: boolean;
}

/** The messages in [o, end) of the bytes that are dissected; the last one may go on in a later record. */
export const putHandshakes = (d: Dissecting, o: number, end: number, at: Negotiated): void => {
  for (let next = o; next < end && !d.stopped; ) next = putHandshake(d, next, end, at);
};

const putHandshake = (d: Dissecting, o: number, end: number, at: Negotiated): number => {
  const type = u8(d.b, o);
  const name = handshakeName(d, o, end);
  const length = end - o < 4 ? 0 : u24(d.b, o + 1);
  const to = o + 4 + length;
  if (end - o < 4 || to > end) {
    putMark(d, 'handshake', o, end, `Handshake Protocol: ${name} (fragment)`, () => undefined);
    return end;
  }
  putMark(d, 'handshake', o, to, `Handshake Protocol: ${name}`, () => {
    d.put('handshake.type', o, 1);
    d.put('handshake.length', o + 1, 3);
    BODIES[type]?.(d, o + 4, to, at);
  });
  return to;
};

const handshakeName = (d: Dissecting, o: number, end: number): string => {
  const type = u8(d.b, o);
  if (type === Handshake.serverHello && end - o >= 38 && isRetry(d.b.subarray(o + 6, o + 38))) return 'Hello Retry Request';
  return HANDSHAKE_TYPES[type] ?? `Unknown type (${type})`;
};

type Body = (d: Dissecting, o: number, end: number, at: Negotiated) => void;

const newSessionTicket: Body = (d, o, end, { version }) => {
  if (end - o < 6) return;
  d.put('handshake.session_ticket_lifetime_hint', o, 4);
  if (version !== Version.tls13) {
    putOpaque(d, ['handshake.session_ticket_length', 'handshake.session_ticket'], o + 4, 2, end);
    return;
  }
  d.put('handshake.session_ticket_age_add', o + 4, 4);
  const ticket = putOpaque(d, ['handshake.session_ticket_nonce_length', 'handshake.session_ticket_nonce'], o + 8, 1, end);
  const list = ticket < 0 ? -1 : putOpaque(d, ['handshake.session_ticket_length', 'handshake.session_ticket'], ticket, 2, end);
  if (list >= 0) putExtensions(d, list, end, Handshake.newSessionTicket);
};

/** SSL 3.0 has two hashes, everything since one value. */
const finished: Body = (d, o, end, { version }) => {
  if (version === Version.ssl3 && end - o === 36) {
    d.put('handshake.md5_hash', o, 16, true);
    d.put('handshake.sha_hash', o + 16, 20, true);
  } else if (end > o) d.put('handshake.verify_data', o, end - o, true);
};

const keyUpdate: Body = (d, o, end) => void (end > o && d.put('handshake.key_update.request_update', o, 1));

const serverHello: Body = (d, o, end, { version, resumed }) => {
  const retry = end - o >= 34 && isRetry(d.b.subarray(o + 2, o + 34));
  putServerHello(d, o, end, !retry && version !== Version.tls13);
  if (resumed) d.add('resumed', true);
};

/** RFC 6961 §2.2: several answers, each behind its length. */
const certificateStatus: Body = (d, o, end) => {
  if (end - o < 4 || u8(d.b, o) !== 2) {
    putStatus(d, o, end);
    return;
  }
  d.put('handshake.extensions_status_request_type', o, 1);
  const to = putLength(d, 'handshake.ocsp_response_list_len', o + 1, 3, end);
  for (let at = o + 4; at >= 0 && at < to && !d.stopped; ) {
    const next = putLength(d, 'handshake.ocsp_response_len', at, 3, to);
    if (next > at + 3) putOcspResponse(d, at + 3, next);
    at = next;
  }
};

const BODIES: Readonly<Record<number, Body>> = {
  [Handshake.clientHello]: (d, o, end, { version }) => putClientHello(d, o, end, version !== Version.tls13),
  [Handshake.serverHello]: serverHello,
  [Handshake.newSessionTicket]: newSessionTicket,
  [Handshake.encryptedExtensions]: (d, o, end) => void putExtensions(d, o, end, Handshake.encryptedExtensions),
  [Handshake.certificate]: (d, o, end, { version }) => putCertificates(d, o, end, version),
  [Handshake.serverKeyExchange]: (d, o, end, { version, suite }) => putServerKeyExchange(d, o, end, version, suite),
  [Handshake.certificateRequest]: (d, o, end, { version }) => putCertificateRequest(d, o, end, version),
  [Handshake.certificateVerify]: (d, o, end, { version }) => putCertificateVerify(d, o, end, version),
  [Handshake.clientKeyExchange]: (d, o, end, { suite }) => putClientKeyExchange(d, o, end, suite),
  [Handshake.finished]: finished,
  [Handshake.certificateStatus]: certificateStatus,
  [Handshake.keyUpdate]: keyUpdate,
  [Handshake.compressedCertificate]: putCompressedCertificate,
};
