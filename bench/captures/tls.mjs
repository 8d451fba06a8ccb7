// TLS: two of three conversations are version 1.3, the others 1.2 with its certificates in the clear; some resume, some are turned down.
// Records are of all sizes: many in one segment, one across many. What is encrypted is octets that no key opens.
import { certificateChain } from './certificate.mjs';
import { endsOf, NAMES } from './names.mjs';
import { randomFrom } from './random.mjs';
import { connection } from './tcp-connection.mjs';
import * as tlsMessage from './tls-messages.mjs';

const { CONTENT, record } = tlsMessage;
const ALPN = [['h2', 'http/1.1'], ['h2', 'http/1.1'], ['http/1.1']];
const FATAL = 2;
const HANDSHAKE_FAILURE = 40;
const UNKNOWN_CA = 48;
const NOTHING = Buffer.alloc(0);

const chains = new Map(NAMES.map((host, i) => [host, certificateChain(randomFrom(i), host)]));

/** What encryption adds to a record of each version. */
const ADDS = { 12: 24, 13: 17 };
const sealed = (random, version, length, type = CONTENT.data) =>
  record(version === 13 ? CONTENT.data : type, random.bytes(length + ADDS[version]));

const size = (random) => {
  const kind = random.below(100);
  if (kind < 50) return random.between(9, 120);
  if (kind < 82) return random.between(120, 900);
  if (kind < 97) return random.between(900, 4000);
  return random.chance(50) ? 16_384 : random.between(4000, 16_384);
};

function* hello13(on, random, hello, resumed) {
  const session = random.bytes(32);
  yield* on.flight(
    on.client,
    record(CONTENT.handshake, tlsMessage.clientHello(random, { ...hello, newest: true, session, resumed }), 0x0301),
  );
  const first = [record(CONTENT.handshake, tlsMessage.serverHello13(random, session, resumed)), tlsMessage.changeCipherSpec];
  const lengths = resumed ? [90] : random.chance(50) ? [random.between(2200, 3600)] : [30, random.between(2000, 3200), 264, 52];
  yield* on.flight(on.server, Buffer.concat([...first, ...lengths.map((length) => sealed(random, 13, length))]));
  const finished = [tlsMessage.changeCipherSpec, sealed(random, 13, 36)];
  yield* on.flight(on.client, Buffer.concat(finished));
  yield* on.flight(on.server, Buffer.concat([sealed(random, 13, 217), sealed(random, 13, 217)]));
}

/** The server's part of a whole handshake of version 1.2, in one record or in one for each message. */
const serverPart = (random, hello) => {
  const messages = [
    tlsMessage.serverHello12(random, random.bytes(32), hello.protocols[0]),
    tlsMessage.certificates(chains.get(hello.host)),
    tlsMessage.serverKeyExchange(random),
    tlsMessage.serverHelloDone,
  ];
  if (random.chance(30)) return record(CONTENT.handshake, Buffer.concat(messages));
  return Buffer.concat(messages.map((message) => record(CONTENT.handshake, message)));
};

/** Whether the handshake came to its end. */
function* hello12(on, random, hello, resumed) {
  const session = resumed ? random.bytes(32) : NOTHING;
  const finished = [tlsMessage.changeCipherSpec, sealed(random, 12, 16, CONTENT.handshake)];
  const ticket = record(CONTENT.handshake, tlsMessage.sessionTicket(random));
  yield* on.flight(on.client, record(CONTENT.handshake, tlsMessage.clientHello(random, { ...hello, session }), 0x0301));
  if (resumed) {
    const answer = record(CONTENT.handshake, tlsMessage.serverHello12(random, session, hello.protocols[0]));
    yield* on.flight(on.server, Buffer.concat([answer, ticket, ...finished]));
    yield* on.flight(on.client, Buffer.concat(finished));
    return true;
  }
  if (random.chance(4)) {
    yield* on.flight(on.server, tlsMessage.alert(FATAL, HANDSHAKE_FAILURE));
    return false;
  }
  yield* on.flight(on.server, serverPart(random, hello));
  if (random.chance(4)) {
    yield* on.flight(on.client, tlsMessage.alert(FATAL, UNKNOWN_CA));
    return false;
  }
  yield* on.flight(on.client, Buffer.concat([record(CONTENT.handshake, tlsMessage.clientKeyExchange(random)), ...finished]));
  yield* on.flight(on.server, Buffer.concat([ticket, ...finished]));
  return true;
}

const records = (random, version, count) => Buffer.concat(Array.from({ length: count }, () => sealed(random, version, size(random))));

/** Requests are small records, answers of any size. */
function* talk(on, random, version) {
  for (let turns = random.between(1, 14); turns > 0; turns--) {
    const asked = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => sealed(random, version, random.between(13, 420)));
    yield* on.flight(on.client, Buffer.concat(asked));
    yield* on.flight(on.server, records(random, version, random.pick([1, 1, 1, 2, 2, 3, 5])));
  }
}

export function* tls(capture, random) {
  const on = connection(capture, random, endsOf(random, 443, random.chance(60)));
  const version = random.chance(67) ? 13 : 12;
  const hello = { host: random.pick(NAMES), protocols: random.pick(ALPN) };
  const resumed = random.chance(25);
  yield* on.open();
  const opened = version === 13 ? yield* hello13(on, random, hello, resumed) : yield* hello12(on, random, hello, resumed);
  if (opened !== false) {
    yield* talk(on, random, version);
    yield* on.flight(on.client, sealed(random, version, 2, CONTENT.alert));
  }
  yield* on.close(random.pick([on.client, on.server]));
}
