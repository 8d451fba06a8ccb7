/** Certificates: what Node's own parser says of them, and trees that say the same; nothing thrown whatever is changed. */
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, hex } from '../../../core/bytes.ts';
import { dissectAs } from '../../../wire/dissect.ts';
import { extra } from '../../../wire/field.ts';
import { layer } from '../../../wire/layer.ts';
import { registry } from '../../../wire/registry.ts';
import { exportText } from '../../../wire/show.ts';
import { Tag } from '../asn1/element.ts';
import {
  writeBits,
  writeBoolean,
  writeContext,
  writeInteger,
  writeNull,
  writeOctets,
  writeOid,
  writePrimitive,
  writeSequence,
  writeSet,
  writeText,
  writeTime,
} from '../asn1/write.ts';
import { certificateFields, putCertificate, subjectText } from './certificate.ts';
import { nameText, parseCertificate } from './parse-certificate.ts';

// ---- certificates that are written here ------------------------------------------------------------------------------

const name = (...attributes: readonly (readonly [oid: string, value: string, tag?: number])[]) =>
  writeSequence(...attributes.map(([oid, value, tag]) => writeSet(writeSequence(writeOid(oid), writeText(value, tag)))));

const extension = (oid: string, value: Uint8Array, critical = false) =>
  writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctets(value));

const ALTERNATIVES = writeSequence(
  writeContext(2, ascii('www.example.com'), false),
  writeContext(2, ascii('*.example.com'), false),
  writeContext(7, Uint8Array.of(192, 0, 2, 1), false),
  writeContext(7, fromHex('20010db8000000000000000000000001')!, false),
  writeContext(1, ascii('a@example.com'), false),
  writeContext(6, ascii('https://example.com/x'), false),
);

const EC = writeSequence(writeSequence(writeOid('1.2.840.10045.2.1'), writeOid('1.2.840.10045.3.1.7')), writeBits(point()));
const RSA = writeSequence(
  writeSequence(writeOid('1.2.840.113549.1.1.1'), writeNull()),
  writeBits(writeSequence(writeInteger(2n ** 2047n + 1n), writeInteger(65537))),
);

interface Parts {
  readonly version?: number;
  readonly key?: Uint8Array;
  readonly notAfter?: number;
  readonly extensions?: readonly Uint8Array[];
}
const certificate = ({ version = 2, key = EC, notAfter = 2_600_000_000, extensions = [] }: Parts = {}): Uint8Array => {
  const algorithm = writeSequence(writeOid('1.2.840.10045.4.3.2'));
  const signed = writeSequence(
    ...(version > 0 ? [writeContext(0, writeInteger(version), true)] : []),
    writeInteger(0x1234_5678_9abc_def0n),
    algorithm,
    name(['2.5.4.6', 'ES', Tag.printable], ['2.5.4.10', 'Example Örg'], ['2.5.4.3', 'Example Root']),
    writeSequence(writeTime(1_700_000_000), writeTime(notAfter)),
    name(['0.9.2342.19200300.100.1.25', 'example', Tag.ia5], ['2.5.4.3', 'www.example.com']),
    key,
    ...(extensions.length > 0 ? [writeContext(3, writeSequence(...extensions), true)] : []),
  );
  return writeSequence(signed, algorithm, writeBits(new Uint8Array(70).fill(7)));
};

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
function point(): Uint8Array {
  return fromHex(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  )!;
}

// ---- as data ---------------------------------------------------------------------------------------------------------

const FULL = certificate({
  extensions: [extension('2.5.29.17', ALTERNATIVES), extension('2.5.29.19', writeSequence(writeBoolean(true), writeInteger(1)), true)],
});

describe('a certificate as data', () => {
  it('says what Node says', () => {
    const theirs = new X509Certificate(FULL);
    const ours = parseCertificate(FULL)!;
    expect(ours.serial).toBe(theirs.serialNumber.toLowerCase());
    expect([ours.notBefore, ours.notAfter]).toEqual([Date.parse(theirs.validFrom) / 1000, Date.parse(theirs.validTo) / 1000]);
    expect(ours.authority).toBe(theirs.ca);
    const names = ours.names.map(({ kind, value }) => `${KINDS[kind]}:${value.replace('2001:db8::1', '2001:DB8:0:0:0:0:0:1')}`);
    expect(names.join(', ')).toBe(theirs.subjectAltName);
    expect(hex(ours.key.info)).toBe(theirs.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'));
    expect([ours.key.algorithm, ours.key.curve, ours.key.bits]).toEqual(['id-ecPublicKey', 'secp256r1', undefined]);
    expect([ours.version, ours.signature]).toEqual([3, 'ecdsa-with-SHA256']);
  });

  it('names issuer and subject in the order of RFC 4514', () => {
    const { issuer, subject } = parseCertificate(FULL)!;
    expect(nameText(issuer)).toBe('CN=Example Root, O=Example Örg, C=ES');
    expect(nameText(subject)).toBe('CN=www.example.com, DC=example');
  });

  it('counts the bits of an RSA key, and reads one without version and extensions', () => {
    const { key, version, names, authority } = parseCertificate(certificate({ key: RSA, version: 0 }))!;
    expect([key.algorithm, key.bits, key.curve, version, names, authority]).toEqual(['rsaEncryption', 2048, undefined, 1, [], false]);
  });

  it('reads years from 2050 on', () => {
    expect(parseCertificate(certificate({ notAfter: 4_102_444_800 }))?.notAfter).toBe(4_102_444_800);
  });

  it('is none where its bytes are cut', () => {
    for (let n = 0; n < FULL.length; n++) expect(parseCertificate(FULL.subarray(0, n))).toBeUndefined();
  });
});

const KINDS = { dns: 'DNS', ip: 'IP Address', email: 'email', uri: 'URI' } as const;

// ---- as a tree -------------------------------------------------------------------------------------------------------

const holder = layer('holder', {
  title: 'Holder',
  spec: 'none',
  fields: {},
  extras: { certificate: extra('Certificate', 'bytes'), ...certificateFields },
  body: (d) => {
    const field = d.put('certificate', d.start, d.end - d.start);
    d.under(field, () => void putCertificate(d, d.start, d.end));
    if (field) field.text = subjectText(field);
    d.header = d.end;
  },
});
const holders = registry([holder]);

const tree = (bytes: Uint8Array) =>
  dissectAs(holders, 'holder', { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 1, bytes, original: bytes.length, comments: [] });

const values = (bytes: Uint8Array): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  const walk = (f: ReturnType<typeof tree>['layers'][0]['fields'][0]): void => {
    found[f.name] = [...(found[f.name] ?? []), exportText(f.spec, f.value)];
    f.children.forEach(walk);
  };
  for (const l of tree(bytes).layers) l.fields.forEach(walk);
  return found;
};

describe('a certificate as a tree', () => {
  it('has the fields of RFC 5280 §4.1', () => {
    const v = values(FULL);
    expect(tree(FULL).faults).toEqual([]);
    expect(tree(FULL).layers[0]?.fields[0]?.text).toBe('id-at-commonName=www.example.com,dc=example');
    expect(v).toMatchObject({
      'x509af.version': ['2'],
      'x509af.serialNumber': ['123456789abcdef0'],
      'x509af.algorithm.id': ['1.2.840.10045.4.3.2', '1.2.840.10045.2.1', '1.2.840.10045.4.3.2'],
      'x509sat.uTF8String': ['Example Örg', 'Example Root', 'www.example.com'],
      'x509sat.CountryName': ['ES'],
      'x509af.utcTime': ['2023-11-14 22:13:20 (UTC)'],
      'x509af.generalizedTime': ['2052-05-22T14:13:20.000000000Z'],
      'pkcs1.namedCurve': ['1.2.840.10045.3.1.7'],
      'x509ce.dNSName': ['www.example.com', '*.example.com'],
      'x509ce.IPAddress.ipv4': ['192.0.2.1'],
      'x509ce.IPAddress.ipv6': ['2001:db8::1'],
      'x509ce.cA': ['1'],
      'x509ce.pathLenConstraint': ['1'],
    });
  });

  it('shows an extension that it does not know as its bytes', () => {
    expect(values(certificate({ extensions: [extension('1.2.3.4', Uint8Array.of(1, 2, 3))] }))['x509af.extnValue']).toEqual(['010203']);
  });

  it('shows nine flags of a key usage, the last in a byte that may be missing', () => {
    const usage = (bits: Uint8Array) => values(certificate({ extensions: [extension('2.5.29.15', bits)] }));
    const short = usage(writeBits(Uint8Array.of(0x84), 2));
    expect([
      short['x509ce.KeyUsage.digitalSignature'],
      short['x509ce.KeyUsage.keyCertSign'],
      short['x509ce.KeyUsage.decipherOnly'],
    ]).toEqual([['1'], ['1'], ['0']]);
    expect(usage(writeBits(Uint8Array.of(0, 0x80), 7))['x509ce.KeyUsage.decipherOnly']).toEqual(['1']);
  });

  it('names what is missing where a part is another than its type says', () => {
    const wrong = writeSequence(writeSequence(writeInteger(1), writeInteger(2)));
    expect(tree(wrong).faults.map((f) => f.text)).toEqual(['expected signature, found universal 2']);
    expect(tree(writePrimitive(Tag.octets, new Uint8Array(4))).faults.map((f) => f.text)).toEqual([
      'expected Certificate, found universal 4',
    ]);
    expect(tree(FULL.subarray(0, 100)).faults.map((f) => f.text)).toEqual(['expected Certificate']);
  });

  it('whatever is changed gives fields in their parents, or faults', () => {
    let x = 9;
    for (let k = 0; k < 4000; k++) {
      const bytes = FULL.slice();
      for (let n = k % 3; n >= 0; n--) {
        x = (Math.imul(x, 1103515245) + 12345) >>> 0;
        bytes[x % bytes.length] = x >>> 16;
      }
      parseCertificate(bytes);
      for (const l of tree(bytes).layers) for (const f of l.fields) inside(f, 0, bytes.length);
    }
  });
});

const inside = (f: ReturnType<typeof tree>['layers'][0]['fields'][0], from: number, to: number): void => {
  if (f.generated) return;
  if (f.offset < from || f.offset + f.length > to) throw new Error(`${f.name}: [${f.offset}, +${f.length}) is not in [${from}, ${to})`);
  for (const child of f.children) inside(child, f.offset, f.offset + f.length);
};
