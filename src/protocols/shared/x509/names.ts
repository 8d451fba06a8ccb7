/** Names of certificates: distinguished names and general names (RFC 5280 §4.1.2.4, §4.2.1.6; X.501). */
import { ip6Text } from '../../../core/address.ts';
import { u32 } from '../../../core/bytes.ts';
import { extra } from '../../../wire/field.ts';
import type { Dissecting, Field } from '../../../wire/types.ts';
import { Tag } from '../asn1/element.ts';
import { choice, explicit, implicit, type Member, open, type Part, part, sequence, sequenceOf, setOf, unnamed } from '../asn1/schema.ts';
import { oid, string } from '../asn1/types.ts';
import { oidName } from '../oid-names.ts';

// ---- distinguished names ---------------------------------------------------------------------------------------------

export const directoryStrings = (prefix: string): readonly Member[] => [
  part(`${prefix}.teletexString`, 'teletexString', string(Tag.teletex)),
  part(`${prefix}.printableString`, 'printableString', string(Tag.printable)),
  part(`${prefix}.universalString`, 'universalString', string(Tag.universal)),
  part(`${prefix}.bmpString`, 'bmpString', string(Tag.bmp)),
  part(`${prefix}.uTF8String`, 'uTF8String', string(Tag.utf8)),
];

const directoryString = part(
  'x509sat.DirectoryString',
  'DirectoryString',
  choice(() => directoryStrings('x509sat')),
);
const printable = part('x509sat.PrintableString', 'PrintableString', string(Tag.printable));
const ia5 = part('x509sat.IA5String', 'IA5String', string(Tag.ia5));
const country = part('x509sat.CountryName', 'CountryName', string(Tag.printable, Tag.utf8));

/** Attributes whose value is no directory string. */
const ATTRIBUTES: Readonly<Record<string, Part>> = {
  '2.5.4.5': printable,
  '2.5.4.6': country,
  '2.5.4.46': printable,
  '0.9.2342.19200300.100.1.1': part('x509af.Userid', 'Userid', string()),
  '0.9.2342.19200300.100.1.25': ia5,
  '1.2.840.113549.1.9.1': ia5,
  '1.3.6.1.4.1.311.60.2.1.3': country,
};
const DIRECTORY_STRINGS = [3, 4, 7, 8, 9, 10, 11, 12, 13, 15, 17, 41, 42, 43, 44, 65, 97].map((n) => `2.5.4.${n}`);

export const attribute = part(
  'x509if.RelativeDistinguishedName_item_element',
  'RelativeDistinguishedName item',
  sequence(
    () => [
      part('x509if.oid', 'Object Id', oid),
      part(
        'x509if.value_element',
        'value',
        open(() => ({ ...Object.fromEntries(DIRECTORY_STRINGS.map((n) => [n, directoryString])), ...ATTRIBUTES })),
      ),
    ],
    (field) => attributeText(field),
  ),
);

const relativeName = part(
  'x509if.RDNSequence_item',
  'RDNSequence item',
  setOf(
    () => attribute,
    (field) => field.children.map(attributeText).join('+'),
  ),
);

const names = sequenceOf(
  () => relativeName,
  (field) => distinguishedText(field),
);

/** A `Name` under a key; the sequence in it has one of its own. */
export const distinguishedName = (key: string, title: string, inner = 'x509if.rdnSequence'): Part =>
  part(
    key,
    title,
    choice(() => [part(inner, 'rdnSequence', names)]),
  );

/** A distinguished name that nothing is around (TLS: the names of authorities). */
export const rdnSequence = unnamed('rdnSequence', names);

/** `id-at-commonName=www.example.com` */
const attributeText = (field: Field): string => {
  const type = String(field.children[0]?.value ?? '');
  return `${oidName(type) ?? type}=${leafText(field.children[1])}`;
};

const leafText = (field: Field | undefined): string => {
  if (field === undefined) return '';
  return field.children.length > 0 ? leafText(field.children[0]) : typeof field.value === 'string' ? field.value : '';
};

/** The last name first, as LDAP writes them (RFC 4514). */
export const distinguishedText = (field: Field): string =>
  [...field.children]
    .reverse()
    .map((name) => name.children.map(attributeText).join('+'))
    .join(',');

// ---- general names ---------------------------------------------------------------------------------------------------

/** RFC 5280 §4.2.1.6: four bytes are an IPv4 address, sixteen an IPv6 one, twice as many (§4.2.1.10) an address and its mask. */
const putAddress = (d: Dissecting, from: number, to: number): void => {
  const n = to - from;
  if (n === 4) d.put('x509ce.IPAddress.ipv4', from, 4, u32(d.b, from));
  else if (n === 16) d.put('x509ce.IPAddress.ipv6', from, 16);
  else {
    const field = d.put('x509ce.iPAddress', from, n);
    if (field && n === 32) field.text = `${ip6Text(d.b, from)}/${ip6Text(d.b, from + 16)}`;
  }
};

const otherName = part(
  'x509ce.otherName_element',
  'otherName',
  sequence(() => [
    part('x509ce.type_id', 'type-id', oid),
    explicit(
      0,
      part(
        'x509ce.value_element',
        'value',
        open(() => ({ '1.3.6.1.4.1.311.20.2.3': part('x509sat.UTF8String', 'UTF8String', string(Tag.utf8)) })),
      ),
    ),
  ]),
);

const partyName = (key: string, title: string): Part =>
  part(
    key,
    title,
    choice(() => directoryStrings('x509sat')),
  );

const ediPartyName = part(
  'x509ce.ediPartyName_element',
  'ediPartyName',
  sequence(() => [
    { ...explicit(0, partyName('x509ce.nameAssigner', 'nameAssigner')), optional: true },
    explicit(1, partyName('x509ce.partyName', 'partyName')),
  ]),
);

const GENERAL_NAMES: readonly Member[] = [
  implicit(0, otherName),
  implicit(1, part('x509ce.rfc822Name', 'rfc822Name', string(Tag.ia5))),
  implicit(2, part('x509ce.dNSName', 'dNSName', string(Tag.ia5))),
  implicit(
    3,
    part(
      'x509ce.x400Address_element',
      'x400Address',
      sequence(() => []),
    ),
  ),
  explicit(4, distinguishedName('x509ce.directoryName', 'directoryName')),
  implicit(5, ediPartyName),
  implicit(6, part('x509ce.uniformResourceIdentifier', 'uniformResourceIdentifier', string(Tag.ia5))),
  implicit(
    7,
    unnamed('iPAddress', {
      kind: 'custom',
      tag: Tag.octets,
      fields: {
        'x509ce.IPAddress.ipv4': extra('iPAddress', 'ip4'),
        'x509ce.IPAddress.ipv6': extra('iPAddress', 'ip6'),
        'x509ce.iPAddress': extra('iPAddress', 'bytes'),
      },
      put: putAddress,
    }),
  ),
  implicit(8, part('x509ce.registeredID', 'registeredID', oid)),
];

/** A `GeneralName` under a key. */
export const generalName = (key = 'x509ce.GeneralName', title = 'GeneralName'): Part =>
  part(
    key,
    title,
    choice(() => GENERAL_NAMES),
  );

/** `GeneralNames` under a key. */
export const generalNames = (key: string, title: string): Part =>
  part(
    key,
    title,
    sequenceOf(() => generalName()),
  );
