/** Messages about certificates in the tree: certificates, requests for them, proofs, their compression (RFC 8446 §4.3.2 and §4.4, RFC 5246 §7.4, RFC 8879). */
import { hex, u8, u16, u24 } from '../../core/bytes.ts';
import type { Coding } from '../../core/tools.ts';
import type { Dissecting } from '../../wire/types.ts';
import { Handshake, Version } from '../shared/tls/names.ts';
import { putScheme } from '../shared/tls/signature-scheme.ts';
import { putCertificate, subjectText } from '../shared/x509/certificate.ts';
import { putAuthorities } from './authorities-tree.ts';
import { putExtensions } from './extensions-tree.ts';
import { putSchemes } from './schemes-tree.ts';
import { counted, putLength, putMark, putNumbers, putOpaque } from './vectors.ts';

const CONTEXT = ['handshake.certificate_request_context_length', 'handshake.certificate_request_context'] as const;

export const putCertificates = (d: Dissecting, o: number, end: number, version: number): void => {
  const newer = version === Version.tls13;
  const list = newer ? putOpaque(d, CONTEXT, o, 1, end) : o;
  const to = list < 0 ? -1 : putLength(d, 'handshake.certificates_length', list, 3, end);
  if (to <= list + 3) return;
  putMark(d, 'handshake.certificates', list + 3, to, `Certificates (${to - list - 3} bytes)`, () => {
    for (let at = list + 3; at >= 0 && at < to && !d.stopped; ) at = putEntry(d, at, to, newer);
  });
};

const putEntry = (d: Dissecting, o: number, end: number, newer: boolean): number => {
  const to = putLength(d, 'handshake.certificate_length', o, 3, end);
  if (to > o + 3) {
    const field = d.put('handshake.certificate', o + 3, to - o - 3);
    d.under(field, () => void putCertificate(d, o + 3, to));
    const subject = field && subjectText(field);
    if (field && subject) field.text = `${hex(d.b.subarray(o + 3, Math.min(to, o + 35)))}… (${subject})`;
  }
  return newer && to >= 0 ? putExtensions(d, to, end, Handshake.certificate) : to;
};

export const putCertificateRequest = (d: Dissecting, o: number, end: number, version: number): void => {
  if (version === Version.tls13) {
    const to = putOpaque(d, CONTEXT, o, 1, end);
    if (to >= 0) putExtensions(d, to, end, Handshake.certificateRequest);
    return;
  }
  const types = putLength(d, 'handshake.cert_types_count', o, 1, end);
  if (types < 0) return;
  const text = `Certificate types (${counted(u8(d.b, o), 'type')})`;
  putMark(d, 'handshake.cert_types', o + 1, types, text, () => putNumbers(d, 'handshake.cert_type', o + 1, 1, types));
  const names = version === Version.tls12 ? putSchemes(d, types, end) : types;
  if (names >= 0) putAuthorities(d, names, end);
};

export const putCertificateVerify = (d: Dissecting, o: number, end: number, version: number): void => {
  const named = version >= Version.tls12 && end - o >= 2;
  if (named) putScheme(d, o);
  const keys = ['handshake.client_cert_vrfy.sig_len', 'handshake.client_cert_vrfy.sig'] as const;
  putOpaque(d, keys, named ? o + 2 : o, 2, end);
};

export const putCompressedCertificate = (d: Dissecting, o: number, end: number): void => {
  if (end - o < 8) return;
  d.put('compress_certificate.algorithm', o, 2);
  d.put('compress_certificate.uncompressed_length', o + 2, 3);
  const to = putOpaque(d, COMPRESSED, o + 5, 3, end);
  const coding = CODINGS[u16(d.b, o)];
  const whole = coding && to > o + 8 ? d.tools.unpack?.(coding, d.b.subarray(o + 8, to), u24(d.b, o + 2)) : undefined;
  if (whole === undefined || whole.bytes.length === 0) return;
  d.within('Uncompressed certificate', whole.bytes, () => putCertificates(d, 0, whole.bytes.length, Version.tls13));
};

const COMPRESSED = [
  'compress_certificate.compressed_certificate_message.length',
  'compress_certificate.compressed_certificate_message',
] as const;

const CODINGS: Readonly<Record<number, Coding>> = { 1: 'deflate', 2: 'br' };
