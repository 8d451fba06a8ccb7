// X.509 certificates in DER: right in form, with keys and signatures that mean nothing.

const der = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  const n = content.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};

const sequence = (...parts) => der(0x30, ...parts);
const integer = (bytes) => der(0x02, bytes[0] & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (...parts) => der(0x04, ...parts);
const bits = (...parts) => der(0x03, Buffer.from([0]), ...parts);
const utf8 = (text) => der(0x0c, Buffer.from(text));
const time = (text) => der(0x17, Buffer.from(text));
const NULL = der(0x05);
const TRUE = der(0x01, Buffer.from([255]));

const SHA256_RSA = sequence(oid('2a864886f70d01010b'), NULL);
const RSA = sequence(oid('2a864886f70d010101'), NULL);

const attribute = (type, value) => der(0x31, sequence(oid(type), value));
const subject = (organization, name) => sequence(attribute('55040a', utf8(organization)), attribute('550403', utf8(name)));
const AUTHORITY = subject('Example Trust Services', 'Example TLS CA 1C3');
const ROOT = subject('Example Trust Services', 'Example Root R1');

const odd = (bytes) => {
  const own = Buffer.from(bytes);
  own[0] |= 0x80;
  own[own.length - 1] |= 1;
  return own;
};
const publicKey = (random) => sequence(RSA, bits(sequence(integer(odd(random.bytes(256))), integer(Buffer.from([1, 0, 1])))));
const extension = (id, value, ...critical) => sequence(oid(id), ...critical, octets(value));

const leafExtensions = (random, host) => [
  extension('551d0f', der(0x03, Buffer.from([5, 0xa0])), TRUE),
  extension('551d25', sequence(oid('2b06010505070301'), oid('2b06010505070302'))),
  extension('551d13', sequence(), TRUE),
  extension('551d0e', octets(random.bytes(20))),
  extension('551d23', sequence(der(0x80, random.bytes(20)))),
  extension('551d11', sequence(...[host, host.slice(host.indexOf('.') + 1)].map((name) => der(0x82, Buffer.from(name))))),
];
const authorityExtensions = (random) => [
  extension('551d0f', der(0x03, Buffer.from([1, 0x06])), TRUE),
  extension('551d13', sequence(TRUE, der(0x02, Buffer.from([0]))), TRUE),
  extension('551d0e', octets(random.bytes(20))),
];

const certificate = (random, issuer, owner, extensions) => {
  const serial = Buffer.from(random.bytes(16));
  serial[0] = 1 | (serial[0] & 0x7f);
  const signed = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    SHA256_RSA,
    issuer,
    sequence(time('231001000000Z'), time('241001000000Z')),
    owner,
    publicKey(random),
    der(0xa3, sequence(...extensions)),
  );
  return sequence(signed, SHA256_RSA, bits(random.bytes(256)));
};

/** A host's certificate and that of its authority. */
export const certificateChain = (random, host) => [
  certificate(random, AUTHORITY, subject('Example Company', host), leafExtensions(random, host)),
  certificate(random, ROOT, AUTHORITY, authorityExtensions(random)),
];
