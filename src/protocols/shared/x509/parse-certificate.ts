/** What a certificate says, as data for those who need no tree: whose it is, who signed it, for which names, how long, with which key. */
import { ip4Text, ip6Text } from '../../../core/address.ts';
import { type Bytes, hex, u8 } from '../../../core/bytes.ts';
import { Class, type Element, elements, readElement, Tag } from '../asn1/element.ts';
import { characters, oidText, timeSeconds } from '../asn1/values.ts';
import { oidName } from '../oid-names.ts';

export interface Certificate {
  /** 1, 2 or 3. */
  readonly version: number;
  /** Hexadecimal digits, as on the wire. */
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly key: PublicKey;
  /** The subject alternative names. */
  readonly names: readonly SubjectName[];
  /** It may sign other certificates. */
  readonly authority: boolean;
  /** Name or number of the algorithm that it is signed with. */
  readonly signature: string;
}

/** The attributes in the order of the wire; several in one part of the name follow one another. */
export type DistinguishedName = readonly { readonly type: string; readonly value: string }[];

export interface PublicKey {
  readonly algorithm: string;
  readonly curve: string | undefined;
  /** Size of an RSA modulus. */
  readonly bits: number | undefined;
  /** The whole `SubjectPublicKeyInfo`, which pins are worked out over (RFC 7469 §2.4). */
  readonly info: Bytes;
}

export interface SubjectName {
  readonly kind: 'dns' | 'ip' | 'email' | 'uri';
  readonly value: string;
}

/** Undefined where the bytes are no certificate. */
export const parseCertificate = (der: Bytes): Certificate | undefined => {
  const whole = readElement(der, 0, der.length);
  if (!whole || !is(whole, Tag.sequence)) return undefined;
  const [signed, algorithm] = parts(der, whole);
  if (!signed || !algorithm || !is(signed, Tag.sequence)) return undefined;
  const fields = parts(der, signed);
  const version = fields[0] && isContext(fields[0], 0) ? fields.shift() : undefined;
  const [serial, , issuer, validity, subject, key, ...rest] = fields;
  if (!serial || !issuer || !validity || !subject || !key) return undefined;
  const [notBefore, notAfter] = parts(der, validity).map((e) => timeSeconds(e.tag, der, e.from, e.to));
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = extensionsOf(der, rest);
  return {
    version: version === undefined ? 1 : u8(der, version.to - 1) + 1,
    serial: hex(der.subarray(serial.from, serial.to)),
    issuer: nameOf(der, issuer),
    subject: nameOf(der, subject),
    notBefore,
    notAfter,
    key: keyOf(der, key),
    names: namesOf(der, extensions.get('2.5.29.17')),
    authority: isAuthority(der, extensions.get('2.5.29.19')),
    signature: algorithmOf(der, algorithm),
  };
};

/** `CN=www.example.com, O=Example, C=ES`: the most special first. */
export const nameText = (name: DistinguishedName): string =>
  [...name]
    .reverse()
    .map(({ type, value }) => `${SHORT[type] ?? oidName(type) ?? type}=${value}`)
    .join(', ');

/** RFC 4514 §3 */
const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
};

const is = (e: Element, tag: number): boolean => e.cls === Class.universal && e.tag === tag;
const isContext = (e: Element, tag: number): boolean => e.cls === Class.context && e.tag === tag;
const parts = (b: Bytes, e: Element): Element[] => [...elements(b, e.from, e.to)];

const nameOf = (b: Bytes, e: Element): DistinguishedName =>
  parts(b, e)
    .flatMap((set) => parts(b, set))
    .flatMap((attribute) => {
      const [type, value] = parts(b, attribute);
      return type && value ? [{ type: oidText(b, type.from, type.to), value: characters(value.tag, b, value.from, value.to) }] : [];
    });

const algorithmOf = (b: Bytes, e: Element): string => {
  const [id] = parts(b, e);
  const oid = id ? oidText(b, id.from, id.to) : '';
  return oidName(oid) ?? oid;
};

const keyOf = (b: Bytes, e: Element): PublicKey => {
  const [algorithm, key] = parts(b, e);
  const [, parameters] = algorithm ? parts(b, algorithm) : [];
  const curve = parameters && is(parameters, Tag.oid) ? oidText(b, parameters.from, parameters.to) : undefined;
  const rsa = key && is(key, Tag.bits) ? readElement(b, key.from + 1, key.to) : undefined;
  const modulus = rsa && is(rsa, Tag.sequence) ? parts(b, rsa)[0] : undefined;
  return {
    algorithm: algorithm ? algorithmOf(b, algorithm) : '',
    curve: curve === undefined ? undefined : (oidName(curve) ?? curve),
    bits: modulus && is(modulus, Tag.integer) ? bitLength(b, modulus) : undefined,
    info: b.subarray(e.start, e.next),
  };
};

const bitLength = (b: Bytes, { from, to }: Element): number => {
  let o = from;
  while (o < to && u8(b, o) === 0) o++;
  return o < to ? (to - o) * 8 - Math.clz32(u8(b, o)) + 24 : 0;
};

/** Their values by object identifier. */
const extensionsOf = (b: Bytes, fields: readonly Element[]): ReadonlyMap<string, Element> => {
  const tagged = fields.find((e) => isContext(e, 3));
  const [list] = tagged ? parts(b, tagged) : [];
  const found = new Map<string, Element>();
  for (const extension of list ? parts(b, list) : []) {
    const inside = parts(b, extension);
    const [id] = inside;
    const value = inside.at(-1);
    const element = value && is(value, Tag.octets) ? readElement(b, value.from, value.to) : undefined;
    if (id && element) found.set(oidText(b, id.from, id.to), element);
  }
  return found;
};

const namesOf = (b: Bytes, list: Element | undefined): readonly SubjectName[] =>
  (list ? parts(b, list) : []).flatMap((e): readonly SubjectName[] => {
    const kind = KINDS[e.tag];
    if (kind === undefined || e.cls !== Class.context) return [];
    const value = kind === 'ip' ? addressText(b, e) : characters(Tag.ia5, b, e.from, e.to);
    return value === '' ? [] : [{ kind, value }];
  });

const KINDS: Readonly<Record<number, SubjectName['kind']>> = { 1: 'email', 2: 'dns', 6: 'uri', 7: 'ip' };

const addressText = (b: Bytes, { from, to }: Element): string =>
  to - from === 4 ? ip4Text(b, from) : to - from === 16 ? ip6Text(b, from) : '';

const isAuthority = (b: Bytes, constraints: Element | undefined): boolean => {
  const [first] = constraints ? parts(b, constraints) : [];
  return first !== undefined && is(first, Tag.boolean) && first.from < first.to && u8(b, first.from) !== 0;
};
