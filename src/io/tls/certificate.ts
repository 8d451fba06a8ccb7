/** Self-made certificates: X.509 version 3 (RFC 5280), self-signed, EC P-256 (about 3 ms each) or RSA, written in DER by hand. */
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { parseIp } from '../../core/address.ts';

/** Both as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

/** digitalSignature; for RSA, keyEncipherment too: old clients send their secret under it. */
const USAGES: Readonly<Record<'ec' | 'rsa', Buffer>> = { ec: Buffer.of(7, 0x80), rsa: Buffer.of(5, 0xa0) };

/**
 * For the given names and IP addresses (subjectAltName), the first being the subject too. Valid from a day before `at` (milliseconds since
 * 1970, for clocks that go slow) for a year. An RSA key has 2048 bits and takes a tenth of a second; for peers that know nothing else.
 */
export const selfSigned = (names: readonly string[], at: number, kind: 'ec' | 'rsa' = 'ec'): Identity => {
  const { publicKey, privateKey } =
    kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = kind === 'ec' ? sequence(oid(ECDSA_SHA256)) : sequence(oid(RSA_SHA256), der(0x05));
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
    der(0xa3, sequence(...extensions(names, publicKey.export({ type: 'spki', format: 'der' }), USAGES[kind]))),
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
const RSA_SHA256 = '1.2.840.113549.1.1.11';
const COMMON_NAME = '2.5.4.3';
const KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** It is no authority; it may sign handshakes as server and client. */
const extensions = (names: readonly string[], spki: Buffer, usage: Buffer): readonly Buffer[] => [
  extension(BASIC_CONSTRAINTS, true, sequence()),
  extension(KEY_USAGE, true, der(0x03, usage)),
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

/** The content of the bit string that ends an SPKI: sequence of the algorithm and it (RFC 5280 §4.2.1.2 method 1 hashes it). */
const rawKey = (spki: Buffer): Buffer => {
  const body = spki.subarray(headLength(spki));
  const bits = body.subarray(headLength(body) + (body[1] ?? 0)); // the algorithm is short
  return bits.subarray(headLength(bits) + 1);
};

/** Bytes of a tag and its length. */
const headLength = (b: Buffer): number => 2 + ((b[1] ?? 0) < 128 ? 0 : (b[1] ?? 0) & 127);

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
