// TLS records and handshake messages as bytes.

export const CONTENT = { cipher: 20, alert: 21, handshake: 22, data: 23 };
const X25519 = 0x001d;
const SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601];
const SUITES = [0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d];

export const u8 = (n) => Buffer.from([n]);
export const u16 = (n) => Buffer.from([n >> 8, n & 255]);
const u24 = (n) => Buffer.from([n >> 16, (n >> 8) & 255, n & 255]);
const words = (list) => Buffer.concat(list.map(u16));
/** What follows its own length of 1, 2 or 3 bytes. */
const counted = (size, ...parts) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([size === 1 ? u8(content.length) : size === 2 ? u16(content.length) : u24(content.length), content]);
};

export const record = (type, body, version = 0x0303) => Buffer.concat([u8(type), u16(version), counted(2, body)]);
export const handshake = (type, ...parts) => Buffer.concat([u8(type), counted(3, ...parts)]);
const extension = (type, ...parts) => Buffer.concat([u16(type), counted(2, ...parts)]);

export const changeCipherSpec = record(CONTENT.cipher, u8(1));
export const alert = (level, description) => record(CONTENT.alert, Buffer.from([level, description]));

const grease = (random) => 0x0a0a + 0x1010 * random.below(16);

/** Proof of an earlier session; it must come last. */
const preSharedKey = (random) =>
  extension(41, counted(2, counted(2, random.bytes(192)), random.bytes(4)), counted(2, counted(1, random.bytes(32))));

export const clientHello = (random, { host, newest, protocols, session, resumed }) => {
  const odd = grease(random);
  const extensions = [
    extension(odd),
    extension(0, counted(2, u8(0), counted(2, Buffer.from(host)))),
    extension(23),
    extension(0xff01, u8(0)),
    extension(10, counted(2, words([odd, X25519, 0x0017, 0x0018]))),
    extension(11, counted(1, u8(0))),
    extension(35),
    extension(16, counted(2, ...protocols.map((name) => counted(1, Buffer.from(name))))),
    extension(5, Buffer.from([1, 0, 0, 0, 0])),
    extension(13, counted(2, words(SIGNATURES))),
    extension(18),
  ];
  if (newest) {
    extensions.push(
      extension(51, counted(2, u16(odd), counted(2, u8(0)), u16(X25519), counted(2, random.bytes(32)))),
      extension(45, counted(1, u8(1))),
      extension(43, counted(1, words([odd, 0x0304, 0x0303]))),
      extension(27, counted(1, u16(2))),
    );
  }
  if (newest && resumed) extensions.push(preSharedKey(random));
  return handshake(
    1,
    u16(0x0303),
    random.bytes(32),
    counted(1, session),
    counted(2, words([odd, ...(newest ? SUITES : SUITES.slice(3))])),
    counted(1, u8(0)),
    counted(2, ...extensions),
  );
};

const serverHello = (random, session, suite, extensions) =>
  handshake(2, u16(0x0303), random.bytes(32), counted(1, session), u16(suite), u8(0), counted(2, ...extensions));

export const serverHello13 = (random, session, resumed) =>
  serverHello(random, session, random.pick([0x1301, 0x1302]), [
    extension(43, u16(0x0304)),
    extension(51, u16(X25519), counted(2, random.bytes(32))),
    ...(resumed ? [extension(41, u16(0))] : []),
  ]);

export const serverHello12 = (random, session, protocol) =>
  serverHello(random, session, random.pick([0xc02f, 0xc030]), [
    extension(0xff01, u8(0)),
    extension(23),
    extension(11, counted(1, u8(0))),
    extension(35),
    extension(16, counted(2, counted(1, Buffer.from(protocol)))),
  ]);

export const certificates = (chain) => handshake(11, counted(3, ...chain.map((one) => counted(3, one))));
export const serverKeyExchange = (random) =>
  handshake(12, u8(3), u16(X25519), counted(1, random.bytes(32)), u16(0x0804), counted(2, random.bytes(256)));
export const serverHelloDone = handshake(14);
export const clientKeyExchange = (random) => handshake(16, counted(1, random.bytes(32)));
export const sessionTicket = (random) => handshake(4, Buffer.from([0, 0, 0x1c, 0x20]), counted(2, random.bytes(176)));
