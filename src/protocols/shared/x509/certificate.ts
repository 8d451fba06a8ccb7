/** X.509 certificates as trees (RFC 5280 §4.1). */
import type { Dissecting, Field, Fields } from '../../../wire/types.ts';
import { bits, choice, explicit, implicit, optional, type Part, part, schemaFields, sequence, unnamed } from '../asn1/schema.ts';
import { putElement } from '../asn1/tree.ts';
import { bigInteger, generalizedTime, integer, utcTime } from '../asn1/types.ts';
import { algorithm, publicKeyInfo } from './algorithms.ts';
import { extensions } from './extensions.ts';
import { distinguishedName, distinguishedText, rdnSequence } from './names.ts';

const time = (key: string, title: string): Part =>
  part(
    key,
    title,
    choice(() => [part('x509af.utcTime', 'utcTime', utcTime), part('x509af.generalizedTime', 'generalizedTime', generalizedTime)]),
  );

const signed = part(
  'x509af.signedCertificate_element',
  'signedCertificate',
  sequence(() => [
    optional(explicit(0, part('x509af.version', 'version', integer({ 0: 'v1', 1: 'v2', 2: 'v3' })))),
    part('x509af.serialNumber', 'serialNumber', bigInteger),
    algorithm('x509af.signature_element', 'signature'),
    distinguishedName('x509af.issuer', 'issuer'),
    part(
      'x509af.validity_element',
      'validity',
      sequence(() => [time('x509af.notBefore', 'notBefore'), time('x509af.notAfter', 'notAfter')]),
    ),
    distinguishedName('x509af.subject', 'subject', 'x509af.rdnSequence'),
    publicKeyInfo,
    optional(implicit(1, part('x509af.issuerUniqueIdentifier', 'issuerUniqueIdentifier', bits()))),
    optional(implicit(2, part('x509af.subjectUniqueIdentifier', 'subjectUniqueIdentifier', bits()))),
    optional(explicit(3, extensions)),
  ]),
);

/** Without a line of its own: it lies under the field that it was found in. */
export const certificate = unnamed(
  'Certificate',
  sequence(() => [
    signed,
    algorithm('x509af.algorithmIdentifier_element', 'algorithmIdentifier'),
    part('x509af.encrypted', 'encrypted', bits()),
  ]),
);

/** What a layer with certificates in it declares as its own `extras`. */
export const certificateFields: Fields = schemaFields(certificate, rdnSequence, publicKeyInfo);

/** Puts the certificate in [from, to); the offset behind it. */
export const putCertificate = (d: Dissecting, from: number, to: number): number | undefined => putElement(d, certificate, from, to);
export const putPublicKey = (d: Dissecting, from: number, to: number): number | undefined => putElement(d, publicKeyInfo, from, to);
/** Puts the distinguished name in [from, to), as TLS lists those of authorities. */
export const putDistinguishedName = (d: Dissecting, from: number, to: number): number | undefined => putElement(d, rdnSequence, from, to);

/** Whose certificate it is, of the field that it was put under: `id-at-commonName=www.example.com,…`. */
export const subjectText = (field: Field): string => {
  const subject = find(field, 'x509af.subject')?.children[0];
  return subject === undefined ? '' : distinguishedText(subject);
};

const find = (field: Field, name: string): Field | undefined => {
  for (const child of field.children) {
    const found = child.name === name ? child : child.name === 'x509af.signedCertificate_element' ? find(child, name) : undefined;
    if (found) return found;
  }
  return undefined;
};
