/** Policies in certificates (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11). */
import { Tag } from '../asn1/element.ts';
import { choice, implicit, open, optional, type Part, part, sequence, sequenceOf } from '../asn1/schema.ts';
import { integer, oid, string } from '../asn1/types.ts';

const DISPLAY_TEXT = [
  part('pkix1implicit.ia5String', 'ia5String', string(Tag.ia5)),
  part('pkix1implicit.visibleString', 'visibleString', string(Tag.visible)),
  part('pkix1implicit.bmpString', 'bmpString', string(Tag.bmp)),
  part('pkix1implicit.utf8String', 'utf8String', string(Tag.utf8)),
];
const displayText = (key: string, title: string): Part =>
  part(
    key,
    title,
    choice(() => DISPLAY_TEXT),
  );

const notice = part(
  'pkix1implicit.UserNotice_element',
  'UserNotice',
  sequence(() => [
    optional(
      part(
        'pkix1implicit.noticeRef_element',
        'noticeRef',
        sequence(() => [
          displayText('pkix1implicit.organization', 'organization'),
          part(
            'pkix1implicit.noticeNumbers',
            'noticeNumbers',
            sequenceOf(() => part('pkix1implicit.noticeNumbers_item', 'noticeNumbers item', integer())),
          ),
        ]),
      ),
    ),
    optional(displayText('pkix1implicit.explicitText', 'explicitText')),
  ]),
);

const QUALIFIERS: Readonly<Record<string, Part>> = {
  '1.3.6.1.5.5.7.2.1': part('pkix1explicit.DirectoryString', 'DirectoryString', string()),
  '1.3.6.1.5.5.7.2.2': notice,
};

const qualifier = part(
  'x509ce.PolicyQualifierInfo_element',
  'PolicyQualifierInfo',
  sequence(() => [
    part('x509ce.id', 'Id', oid),
    part(
      'x509ce.qualifier_element',
      'qualifier',
      open(() => QUALIFIERS),
    ),
  ]),
);

const policy = part(
  'x509ce.PolicyInformation_element',
  'PolicyInformation',
  sequence(() => [
    part('x509ce.policyIdentifier', 'policyIdentifier', oid),
    optional(
      part(
        'x509ce.policyQualifiers',
        'policyQualifiers',
        sequenceOf(() => qualifier),
      ),
    ),
  ]),
);

const policyMapping = part(
  'x509ce.PolicyMappingsSyntax_item_element',
  'PolicyMappingsSyntax item',
  sequence(() => [
    part('x509ce.issuerDomainPolicy', 'issuerDomainPolicy', oid),
    part('x509ce.subjectDomainPolicy', 'subjectDomainPolicy', oid),
  ]),
);

export const policyConstraints = part(
  'x509ce.PolicyConstraintsSyntax_element',
  'PolicyConstraintsSyntax',
  sequence(() => [
    optional(implicit(0, part('x509ce.requireExplicitPolicy', 'requireExplicitPolicy', integer()))),
    optional(implicit(1, part('x509ce.inhibitPolicyMapping', 'inhibitPolicyMapping', integer()))),
  ]),
);

export const policies = part(
  'x509ce.CertificatePoliciesSyntax',
  'CertificatePoliciesSyntax',
  sequenceOf(() => policy),
);
export const policyMappings = part(
  'x509ce.PolicyMappingsSyntax',
  'PolicyMappingsSyntax',
  sequenceOf(() => policyMapping),
);
