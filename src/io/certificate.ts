/** Self-made certificates: X.509 version 3 (RFC 5280), self-signed, EC P-256, written in DER by hand. About 3 ms each. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { parseIp } from '../core/address.ts';

/** Both as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

/**
 * For the given names and IP addresses (subjectAltName), the first being the subject too. Valid from a day before `at` (milliseconds since
 * 1970, for clocks that go slow) for a year.
 */
export const selfSigned = (names: readonly string[], at: number): Identity => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(ECDSA_SHA256));
  const subject = sequence(set(sequence(oid(COMMON_NAME), der(0x0c, Buffer.from(names[0] ?? 'localhost')))));
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40; // positive, and of full length
  const tbs = sequence(
    der(0xa0, integer(2)),
    der(0x02, serial),
    algorithm,
    subject,
    sequence(time(at - DAY), time(at + 365 * DAY)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(names, publicKey.export({ type: 'spki', format: 'der' })))),
  );
  const signature = sign('sha256', tbs, privateKey);
  const certificate = sequence(tbs, algorithm, der(0x03, Buffer.of(0), signature));
  return { cert: pem('CERTIFICATE', certificate), key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
};

/** Of a PEM certificate, as `ncat -v` and `openssl x509 -fingerprint` show it: `AB:CD:…`. */
export const fingerprint = (cert: string, hash: 'sha1' | 'sha256'): string => {
  const certificate = new X509Certificate(cert);
  return hash === 'sha1' ? certificate.fingerprint : certificate.fingerprint256;
};

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** It is no authority; it may sign handshakes as server and client. */
const extensions = (names: readonly string[], spki: Buffer): readonly Buffer[] => [
  extension(BASIC_CONSTRAINTS, true, sequence()),
  extension(KEY_USAGE, true, der(0x03, Buffer.of(7, 0x80))), // digitalSignature
  extension(EXTENDED_KEY_USAGE, false, sequence(oid(SERVER_AUTH), oid(CLIENT_AUTH))),
  extension(KEY_ID, false, der(0x04, createHash('sha1').update(rawKey(spki)).digest())),
  extension(ALT_NAME, false, sequence(...names.map(generalName))),
];

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [der(0x01, Buffer.of(0xff))] : []), der(0x04, value));

/** RFC 5280 §4.2.1.6: iPAddress or dNSName. */
const generalName = (name: string): Buffer => {
  const ip = parseIp(name);
  return ip === undefined ? der(0x82, Buffer.from(name, 'latin1')) : der(0x87, ip);
};

/** The point of an EC key: the last 65 bytes of its SPKI. */
const rawKey = (spki: Buffer): Buffer => {
  const { kty } = createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ format: 'jwk' });
  if (kty !== 'EC') throw new Error('an EC key');
  return spki.subarray(-65);
};

/** DER (X.690): tag, length, content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const n = content.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
};

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts);
const integer = (n: number): Buffer => der(0x02, Buffer.of(n));

const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
};

const base128 = (n: number): readonly number[] => {
  const digits = [n & 127];
  for (let rest = n >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 127) | 128);
  return digits;
};

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050. */
const time = (at: number): Buffer => {
  const text = `${new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '')}`;
  return text < '2050' ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
};

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
