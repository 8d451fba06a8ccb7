/** A certificate as Ncat reads it: names as bytes, printed as OpenSSL's oldest function prints them, and what else its rules look at. */
import { type Bytes, u8 } from '../../../core/bytes.ts';
import { type Element, elements, readElement, Tag } from '../../../protocols/shared/asn1/element.ts';
import { oidText } from '../../../protocols/shared/asn1/values.ts';

export interface CertificateParts {
  /** The whole element, to be compared. */
  readonly issuer: Bytes;
  readonly subject: Bytes;
  /** Values by object identifier. */
  readonly extensions: ReadonlyMap<string, Bytes>;
}

/** Of bytes that OpenSSL has taken for a certificate. */
export const certificateParts = (der: Uint8Array): CertificateParts => {
  const fields = inside(inside(der)[0] ?? der);
  const at = tagOf(fields[0]) === 0xa0 ? 1 : 0;
  const [, , issuer = NONE, , subject = NONE, , ...rest] = fields.slice(at);
  const list = rest.find((field) => tagOf(field) === 0xa3);
  return { issuer, subject, extensions: extensionsOf(inside(list ?? NONE)[0] ?? NONE) };
};

const NONE = new Uint8Array(0);

/** The elements in an element, each with its head. */
const inside = (b: Bytes): readonly Bytes[] => {
  const outer = readElement(b, 0, b.length);
  return outer === undefined ? [] : [...elements(b, outer.from, outer.to)].map((e) => b.subarray(e.start, e.next));
};
const tagOf = (b: Bytes | undefined): number => (b === undefined || b.length === 0 ? -1 : u8(b, 0));
const contentOf = (b: Bytes): Bytes => {
  const e = readElement(b, 0, b.length);
  return e === undefined ? NONE : b.subarray(e.from, e.to);
};
const oidOf = (b: Bytes): string => {
  const e: Element | undefined = readElement(b, 0, b.length);
  return e === undefined ? '' : oidText(b, e.from, e.to);
};

const extensionsOf = (list: Bytes): ReadonlyMap<string, Bytes> =>
  new Map(
    inside(list).map((extension) => {
      const [id = NONE, ...rest] = inside(extension);
      return [oidOf(id), contentOf(rest.at(-1) ?? NONE)];
    }),
  );

interface Attribute {
  readonly id: string;
  readonly value: Bytes;
  /** It belongs to the part that the one before it stands in. */
  readonly joined: boolean;
}

const attributesOf = (name: Bytes): readonly Attribute[] =>
  inside(name).flatMap((set) =>
    inside(set).map((attribute, i) => {
      const [id = NONE, value = NONE] = inside(attribute);
      return { id: oidOf(id), value: contentOf(value), joined: i > 0 };
    }),
  );

/** X509_NAME_print(): `C=ES, O=Example, CN=x`; only what looks like a part of one or two capitals gets a comma before it. */
export const printedName = (name: Bytes): string =>
  attributesOf(name)
    .map(({ id, value, joined }) => `${joined ? '+' : '/'}${SHORT[id] ?? id}=${escaped(value)}`)
    .join('')
    .slice(1)
    .replace(/\/(?=[A-Z][A-Z]?=)/g, ', ');

const escaped = (value: Bytes): string =>
  Array.from(value, (c) => {
    if (c < 0x20 || c > 0x7e) return `\\x${c.toString(16).toUpperCase().padStart(2, '0')}`;
    return c === SLASH || c === PLUS ? `\\${String.fromCharCode(c)}` : String.fromCharCode(c);
  }).join('');
const SLASH = 0x2f;
const PLUS = 0x2b;

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** OpenSSL's short names. */
const SHORT: Readonly<Record<string, string>> = {
  [COMMON_NAME]: 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  [ORGANIZATION]: 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

/** The last one: the most special. */
export const commonName = ({ subject }: CertificateParts): Bytes | undefined =>
  attributesOf(subject).findLast(({ id }) => id === COMMON_NAME)?.value;

export const organization = ({ subject }: CertificateParts): Bytes | undefined =>
  attributesOf(subject).find(({ id }) => id === ORGANIZATION)?.value;

/** The names of hosts in subjectAltName. */
export const alternativeNames = ({ extensions }: CertificateParts): readonly Bytes[] =>
  inside(extensions.get('2.5.29.17') ?? NONE)
    .filter((name) => tagOf(name) === DNS_NAME)
    .map(contentOf);
const DNS_NAME = 0x82;

/** Undefined where the certificate says nothing of it. */
export const isAuthority = ({ extensions }: CertificateParts): boolean | undefined => {
  const constraints = extensions.get('2.5.29.19');
  if (constraints === undefined) return undefined;
  const [first] = inside(constraints);
  return tagOf(first) === Tag.boolean && first?.[2] !== 0;
};

/** The bits of keyUsage, the first one highest. */
export const keyUsage = ({ extensions }: CertificateParts): number | undefined => {
  const usage = extensions.get('2.5.29.15');
  return usage === undefined ? undefined : (contentOf(usage)[1] ?? 0);
};
export const KeyUsage = { digitalSignature: 0x80, keyEncipherment: 0x20, keyAgreement: 0x08, certSign: 0x04 } as const;

export const purposes = ({ extensions }: CertificateParts): readonly string[] | undefined => {
  const list = extensions.get('2.5.29.37');
  return list === undefined ? undefined : inside(list).map(oidOf);
};
