/** Signed certificate timestamps, in an extension of TLS or of a certificate (RFC 6962 §3.3). */
import { u16, u64 } from '../../../core/bytes.ts';
import { extra } from '../../../wire/field.ts';
import type { Dissecting, Fields } from '../../../wire/types.ts';
import { putScheme, schemeFields } from './signature-scheme.ts';

const named = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([key, f]) => [key, { ...f, as: key }]));

export const timestampFields: Fields = named({
  'tls.sct.scts_length': extra('Serialized SCT List Length'),
  'tls.sct.sct_length': extra('Serialized SCT Length'),
  'tls.sct.sct_version': extra('SCT Version', 'dec', { names: { 0: 'v1' } }),
  'tls.sct.sct_logid': extra('Log ID', 'bytes'),
  'tls.sct.sct_timestamp': extra('Timestamp', 'date'),
  'tls.sct.sct_extensions_length': extra('Extensions length'),
  'tls.sct.sct_extensions': extra('Extensions', 'none'),
  'tls.sct.sct_signature_length': extra('Signature Length'),
  'tls.sct.sct_signature': extra('Signature', 'bytes'),
  ...schemeFields,
});

/** The list in [from, to). */
export const putTimestamps = (d: Dissecting, from: number, to: number): void => {
  d.put('tls.sct.scts_length', from, 2);
  for (let o = from + 2; o + 2 <= to && !d.stopped; ) {
    const length = u16(d.b, o);
    d.put('tls.sct.sct_length', o, 2);
    if (length === 0 || o + 2 + length > to) return;
    putTimestamp(d, o + 2, o + 2 + length);
    o += 2 + length;
  }
};

const putTimestamp = (d: Dissecting, o: number, to: number): void => {
  if (to - o < 43) return;
  d.put('tls.sct.sct_version', o, 1);
  d.put('tls.sct.sct_logid', o + 1, 32);
  d.put('tls.sct.sct_timestamp', o + 33, 8, u64(d.b, o + 33) * 1_000_000n);
  d.put('tls.sct.sct_extensions_length', o + 41, 2);
  const extensions = u16(d.b, o + 41);
  if (extensions > 0) d.put('tls.sct.sct_extensions', o + 43, extensions, true);
  const at = o + 43 + extensions;
  if (at + 4 > to || d.stopped) return;
  putScheme(d, at);
  d.put('tls.sct.sct_signature_length', at + 2, 2);
  d.put('tls.sct.sct_signature', at + 4, Math.min(u16(d.b, at + 2), to - at - 4));
};
