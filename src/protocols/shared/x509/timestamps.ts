/** Signed certificate timestamps as an extension of certificates (RFC 6962 §3.3): their list in an octet string. */
import { Tag } from '../asn1/element.ts';
import { type Part, unnamed } from '../asn1/schema.ts';
import { putTimestamps, timestampFields } from '../tls/signed-timestamps.ts';

export const certificateTimestamps: Part = unnamed('SignedCertificateTimestampList', {
  kind: 'custom',
  tag: Tag.octets,
  fields: timestampFields,
  put: putTimestamps,
});
