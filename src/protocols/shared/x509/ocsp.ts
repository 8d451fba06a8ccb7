/** Answers of the Online Certificate Status Protocol as trees (RFC 6960 §4.2.1): stapled to handshakes of TLS. */
import type { Dissecting, Fields } from '../../../wire/types.ts';
import type { Names } from '../../../wire/value.ts';
import { bits, choice, explicit, implicit, octets, optional, type Part, part, schemaFields, sequence, sequenceOf } from '../asn1/schema.ts';
import { putElement } from '../asn1/tree.ts';
import { bigInteger, boolean, generalizedTime, integer, nullValue, octetValue, oid } from '../asn1/types.ts';
import { algorithm } from './algorithms.ts';
import { certificate } from './certificate.ts';
import { distinguishedName } from './names.ts';

const STATUSES: Names = {
  0: 'successful',
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/** RFC 5280 §5.3.1 */
const REASONS: Names = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aaCompromise',
};

const certId = part(
  'ocsp.certID_element',
  'certID',
  sequence(() => [
    algorithm('ocsp.hashAlgorithm_element', 'hashAlgorithm'),
    part('ocsp.issuerNameHash', 'issuerNameHash', octetValue),
    part('ocsp.issuerKeyHash', 'issuerKeyHash', octetValue),
    part('ocsp.serialNumber', 'serialNumber', bigInteger),
  ]),
);

const revoked = part(
  'ocsp.revoked_element',
  'revoked',
  sequence(() => [
    part('ocsp.revocationTime', 'revocationTime', generalizedTime),
    optional(explicit(0, part('ocsp.revocationReason', 'revocationReason', integer(REASONS)))),
  ]),
);

const status = part(
  'ocsp.certStatus',
  'certStatus',
  choice(() => [
    implicit(0, part('ocsp.good_element', 'good', nullValue)),
    implicit(1, revoked),
    implicit(2, part('ocsp.unknown_element', 'unknown', nullValue)),
  ]),
);

const NONCE: Readonly<Record<string, Part>> = { '1.3.6.1.5.5.7.48.1.2': part('ocsp.ReOcspNonce', 'ReOcspNonce', octetValue) };

const extensions = (key: string, title: string): Part =>
  part(
    key,
    title,
    sequenceOf(() => extension),
  );

const extension = part(
  'pkix1explicit.Extension_element',
  'Extension',
  sequence(() => [
    part('pkix1explicit.id', 'Id', oid),
    optional(part('pkix1explicit.critical', 'critical', boolean)),
    part(
      'pkix1explicit.extnValue',
      'extnValue',
      octets(() => NONCE),
    ),
  ]),
);

const single = part(
  'ocsp.SingleResponse_element',
  'SingleResponse',
  sequence(() => [
    certId,
    status,
    part('ocsp.thisUpdate', 'thisUpdate', generalizedTime),
    optional(explicit(0, part('ocsp.nextUpdate', 'nextUpdate', generalizedTime))),
    optional(explicit(1, extensions('ocsp.singleExtensions', 'singleExtensions'))),
  ]),
);

const responder = part(
  'ocsp.responderID',
  'responderID',
  choice(() => [explicit(1, distinguishedName('ocsp.byName', 'byName')), explicit(2, part('ocsp.byKey', 'byKey', octetValue))], 1),
);

const data = part(
  'ocsp.tbsResponseData_element',
  'tbsResponseData',
  sequence(() => [
    optional(explicit(0, part('ocsp.version', 'version', integer({ 0: 'v1' })))),
    responder,
    part('ocsp.producedAt', 'producedAt', generalizedTime),
    part(
      'ocsp.responses',
      'responses',
      sequenceOf(() => single),
    ),
    optional(explicit(1, extensions('ocsp.responseExtensions', 'responseExtensions'))),
  ]),
);

const basic = part(
  'ocsp.BasicOCSPResponse_element',
  'BasicOCSPResponse',
  sequence(() => [
    data,
    algorithm('ocsp.signatureAlgorithm_element', 'signatureAlgorithm'),
    part('ocsp.signature', 'signature', bits()),
    optional(
      explicit(
        0,
        part(
          'ocsp.certs',
          'certs',
          sequenceOf(() => part('ocsp.Certificate_element', 'Certificate', certificate.type)),
        ),
      ),
    ),
  ]),
);

const bytes = part(
  'ocsp.responseBytes_element',
  'responseBytes',
  sequence(() => [
    part('ocsp.responseType.id', 'ResponseType Id', oid),
    part(
      'ocsp.response',
      'response',
      octets(() => ({ '1.3.6.1.5.5.7.48.1.1': basic })),
    ),
  ]),
);

const response: Part = {
  title: 'OCSPResponse',
  type: sequence(() => [part('ocsp.responseStatus', 'responseStatus', integer(STATUSES)), optional(explicit(0, bytes))]),
};

/** What a layer with such answers in it declares as its own `extras`. */
export const ocspFields: Fields = schemaFields(response);

/** Puts the answer in [from, to). */
export const putOcspResponse = (d: Dissecting, from: number, to: number): number | undefined => putElement(d, response, from, to);
