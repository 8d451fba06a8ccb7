/** Extensions of certificates (RFC 5280 §4.2, RFC 7633, Netscape's own). */
import { flag } from '../../../wire/field.ts';
import type { Field, Fields } from '../../../wire/types.ts';
import { Tag } from '../asn1/element.ts';
import { bits, choice, explicit, implicit, octets, optional, type Part, part, sequence, sequenceOf, setOf } from '../asn1/schema.ts';
import { bigInteger, boolean, generalizedTime, integer, octetValue, oid, string } from '../asn1/types.ts';
import { oidName } from '../oid-names.ts';
import { EXTENSION_TYPES } from '../tls/extension-types.ts';
import { attribute, generalName, generalNames } from './names.ts';
import { policies, policyConstraints, policyMappings } from './policies.ts';
import { certificateTimestamps } from './timestamps.ts';

const flags = (prefix: string, ...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [`${prefix}.${name}`, flag(name, { as: `${prefix}.${name}` })]));

// ---- keys ------------------------------------------------------------------------------------------------------------

const keyUsage = part(
  'x509ce.KeyUsage',
  'KeyUsage',
  bits({
    flags: flags(
      'x509ce.KeyUsage',
      'digitalSignature',
      'contentCommitment',
      'keyEncipherment',
      'dataEncipherment',
      'keyAgreement',
      'keyCertSign',
      'cRLSign',
      'encipherOnly',
    ),
    ninth: 'x509ce.KeyUsage.decipherOnly',
  }),
);

const authorityKey = part(
  'x509ce.AuthorityKeyIdentifier_element',
  'AuthorityKeyIdentifier',
  sequence(() => [
    optional(implicit(0, part('x509ce.keyIdentifier', 'keyIdentifier', octetValue))),
    optional(implicit(1, generalNames('x509ce.authorityCertIssuer', 'authorityCertIssuer'))),
    optional(implicit(2, part('x509ce.authorityCertSerialNumber', 'authorityCertSerialNumber', bigInteger))),
  ]),
);

const keyPeriod = part(
  'x509ce.PrivateKeyUsagePeriod_element',
  'PrivateKeyUsagePeriod',
  sequence(() => [
    optional(implicit(0, part('x509ce.notBefore', 'notBefore', generalizedTime))),
    optional(implicit(1, part('x509ce.notAfter', 'notAfter', generalizedTime))),
  ]),
);

const purposes = part(
  'x509ce.KeyPurposeIDs',
  'KeyPurposeIDs',
  sequenceOf(() => part('x509ce.KeyPurposeId', 'KeyPurposeId', oid)),
);

// ---- constraints -----------------------------------------------------------------------------------------------------

const basicConstraints = part(
  'x509ce.BasicConstraintsSyntax_element',
  'BasicConstraintsSyntax',
  sequence(() => [optional(part('x509ce.cA', 'cA', boolean)), optional(part('x509ce.pathLenConstraint', 'pathLenConstraint', integer()))]),
);

const subtree = part(
  'x509ce.GeneralSubtree_element',
  'GeneralSubtree',
  sequence(() => [
    generalName('x509ce.base', 'base'),
    optional(implicit(0, part('x509ce.minimum', 'minimum', integer()))),
    optional(implicit(1, part('x509ce.maximum', 'maximum', integer()))),
  ]),
);

const subtrees = (key: string, title: string): Part =>
  part(
    key,
    title,
    sequenceOf(() => subtree),
  );

const nameConstraints = part(
  'x509ce.NameConstraintsSyntax_element',
  'NameConstraintsSyntax',
  sequence(() => [
    optional(implicit(0, subtrees('x509ce.permittedSubtrees', 'permittedSubtrees'))),
    optional(implicit(1, subtrees('x509ce.excludedSubtrees', 'excludedSubtrees'))),
  ]),
);

// ---- places ----------------------------------------------------------------------------------------------------------

const access = part(
  'pkix1implicit.AccessDescription_element',
  'AccessDescription',
  sequence(() => [part('pkix1implicit.accessMethod', 'accessMethod', oid), generalName('pkix1implicit.accessLocation', 'accessLocation')]),
);

const reasons = flags(
  'x509ce.ReasonFlags',
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
);

const distributionPoint = part(
  'x509ce.DistributionPoint_element',
  'DistributionPoint',
  sequence(() => [
    optional(
      explicit(
        0,
        part(
          'x509ce.distributionPoint',
          'distributionPoint',
          choice(() => [
            implicit(0, generalNames('x509ce.fullName', 'fullName')),
            implicit(
              1,
              part(
                'x509ce.nameRelativeToCRLIssuer',
                'nameRelativeToCRLIssuer',
                setOf(() => attribute),
              ),
            ),
          ]),
        ),
      ),
    ),
    optional(implicit(1, part('x509ce.reasons', 'reasons', bits({ flags: reasons, ninth: 'x509ce.ReasonFlags.aACompromise' })))),
    optional(implicit(2, generalNames('x509ce.cRLIssuer', 'cRLIssuer'))),
  ]),
);

const distributionPoints = part(
  'x509ce.CRLDistPointsSyntax',
  'CRLDistPointsSyntax',
  sequenceOf(() => distributionPoint),
);
const names = generalNames('x509ce.GeneralNames', 'GeneralNames');
const accesses = (key: string): Part =>
  part(
    `pkix1implicit.${key}`,
    key,
    sequenceOf(() => access),
  );

// ---- others ----------------------------------------------------------------------------------------------------------

const features = part(
  'pkix1explicit.Features',
  'Features',
  sequenceOf(() => part('pkix1explicit.Features_item', 'Features item', integer(EXTENSION_TYPES))),
);

const netscape = (key: string): Part => part(`ns_cert_exts.${key}`, key, string(Tag.ia5));
const netscapeType = part(
  'ns_cert_exts.CertType',
  'CertType',
  bits({
    flags: {
      ...flags('ns.cert.exts.CertType', 'ssl.client', 'ssl.server', 'smime', 'object.signing'),
      ...flags('ns.cert.exts.CertType', 'reserved.for.future.use', 'ssl.ca', 'smime.ca', 'object.signing.ca'),
    },
  }),
);

const EXTENSIONS: Readonly<Record<string, Part>> = {
  '2.5.29.14': part('x509ce.SubjectKeyIdentifier', 'SubjectKeyIdentifier', octetValue),
  '2.5.29.15': keyUsage,
  '2.5.29.16': keyPeriod,
  '2.5.29.17': names,
  '2.5.29.18': names,
  '2.5.29.19': basicConstraints,
  '2.5.29.30': nameConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.32': policies,
  '2.5.29.33': policyMappings,
  '2.5.29.35': authorityKey,
  '2.5.29.36': policyConstraints,
  '2.5.29.37': purposes,
  '2.5.29.46': distributionPoints,
  '2.5.29.54': part('x509ce.SkipCerts', 'SkipCerts', integer()),
  '1.3.6.1.5.5.7.1.1': accesses('AuthorityInfoAccessSyntax'),
  '1.3.6.1.5.5.7.1.11': accesses('SubjectInfoAccessSyntax'),
  '1.3.6.1.5.5.7.1.24': features,
  '1.3.6.1.4.1.11129.2.4.2': certificateTimestamps,
  '2.16.840.1.113730.1.1': netscapeType,
  '2.16.840.1.113730.1.2': netscape('BaseUrl'),
  '2.16.840.1.113730.1.3': netscape('RevocationUrl'),
  '2.16.840.1.113730.1.4': netscape('CaRevocationUrl'),
  '2.16.840.1.113730.1.7': netscape('CertRenewalUrl'),
  '2.16.840.1.113730.1.8': netscape('CaPolicyUrl'),
  '2.16.840.1.113730.1.12': netscape('SslServerName'),
  '2.16.840.1.113730.1.13': netscape('Comment'),
};

const extension = part(
  'x509af.Extension_element',
  'Extension',
  sequence(
    () => [
      part('x509af.extension.id', 'Extension Id', oid),
      optional(part('x509af.critical', 'critical', boolean)),
      part(
        'x509af.extnValue',
        'extnValue',
        octets(() => EXTENSIONS),
      ),
    ],
    (field) => extensionName(field),
  ),
);

const extensionName = (field: Field): string => {
  const id = String(field.children[0]?.value ?? '');
  return oidName(id) ?? id;
};

export const extensions = part(
  'x509af.extensions',
  'extensions',
  sequenceOf(() => extension),
);
