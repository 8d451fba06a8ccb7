/** Media types of several parts that are dissected (RFC 2046 §5.1), as Wireshark's. */

export const MULTIPART_TYPES: string[] = [
  'multipart/mixed',
  'multipart/related',
  'multipart/alternative',
  'multipart/form-data',
  'multipart/report',
  'multipart/signed',
  'multipart/encrypted',
];
