/** The reader where conversations are cut, lost, met in their middle or none of TLS; hellos read and written. */
import { describe, expect, it } from 'vitest';
import { clientRandom, logLines, records } from '../../../test/rfc8448.ts';
import { dissectRecord, fieldsOf, type Piece, readAll, rowOf } from '../../../test/tls-records.ts';
import { keyLog, keyLogOf } from '../../analysis/key-log.ts';
import { concat, fromHex, hex, utf8 } from '../../core/bytes.ts';
import { NO_TOOLS } from '../../core/tools.ts';
import { nodeTools } from '../../io/host/tools.ts';
import type { Read, Side } from '../../wire/stream.ts';
import {
  type ClientHello,
  parseClientHello,
  protocolsExtension,
  protocolsOf,
  serverNameExtension,
  serverNameOf,
  writeClientHello,
} from './client-hello.ts';
import { FRAGMENT, type TlsMessage } from './message.ts';
import { MAX_HANDSHAKE, tlsReader } from './reader.ts';

const facts = { ports: [50000, 443] as const, tools: NO_TOOLS, secrets: keyLog() };
const read = (b: Uint8Array, closed = false, from: Side = 0): Read<TlsMessage> =>
  tlsReader.read(tlsReader.open(facts), from, b, 0, b.length, closed);
const record = (type: number, content: Uint8Array, version = 0x0303): Uint8Array =>
  concat([Uint8Array.of(type, version >> 8, version, content.length >> 8, content.length), content]);
const handshake = (type: number, body: Uint8Array): Uint8Array =>
  concat([Uint8Array.of(type, body.length >> 16, body.length >> 8, body.length), body]);
const piece = (from: Side, bytes: Uint8Array): Piece => ({ from, bytes, frame: 1 });

const hello: ClientHello = {
  version: 0x0303,
  random: Uint8Array.from({ length: 32 }, (_, k) => k),
  session: new Uint8Array(0),
  suites: [0x1301, 0xc02f],
  methods: Uint8Array.of(0),
  extensions: [serverNameExtension('www.example.com'), protocolsExtension(['h2', 'http/1.1']), { type: 43, data: Uint8Array.of(2, 3, 4) }],
};
const helloRecord = record(22, writeClientHello(hello), 0x0301);
/** A server hello of TLS 1.2 with a suite. */
const serverHello = (suite: number): Uint8Array =>
  handshake(2, concat([Uint8Array.of(3, 3), new Uint8Array(32), Uint8Array.of(0, suite >> 8, suite, 0)]));

describe('records', () => {
  it('say how much they need', () => {
    expect(read(helloRecord.subarray(0, 4))).toEqual({ kind: 'more', least: 5 });
    expect(read(helloRecord.subarray(0, 9))).toEqual({ kind: 'more', least: helloRecord.length });
    expect(read(helloRecord)).toMatchObject({ kind: 'message', length: helloRecord.length });
  });

  it('that the end of the stream cut are a fault, and the end itself is none', () => {
    for (let n = 1; n < helloRecord.length; n++) expect(read(helloRecord.subarray(0, n), true)).toMatchObject({ kind: 'fault', length: n });
    expect(read(helloRecord.subarray(0, 0), true)).toEqual({ kind: 'more' });
  });

  it('are not looked for in what is not TLS', () => {
    for (const text of [
      'GET / HTTP/1.1\r\n',
      '\x16\x02\x00\x00\x05',
      '\x16\x03\x05\x00\x05',
      '\x19\x03\x03\x00\x05',
      '\x17\x03\x03\xff\xff',
    ])
      expect(read(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toMatchObject({ kind: 'fault', length: 0 });
  });

  it('begin behind a hello of SSL 2.0, which is a fault', () => {
    const old = concat([Uint8Array.of(0x80, 30, 1, 3, 1), new Uint8Array(27)]);
    expect(read(old.subarray(0, 12))).toEqual({ kind: 'more', least: 32 });
    expect(read(old.subarray(0, 12), true)).toMatchObject({ kind: 'fault', length: 12 });
    expect(readAll([piece(0, concat([old, helloRecord]))]).map((t) => t.fault ?? rowOf(t)[1])).toEqual([
      'a client hello of SSL 2.0, which is not to be used (RFC 6176)',
      'Client Hello',
    ]);
  });

  it('are guessed by a hello, less by what else may begin so', () => {
    const guess = (b: Uint8Array): number => tlsReader.guess?.(b, 0, b.length, 0) ?? 0;
    expect(guess(helloRecord)).toBeGreaterThan(0.9);
    expect(guess(record(23, new Uint8Array(20)))).toBe(0.5);
    expect(guess(record(22, new Uint8Array(20).fill(200)))).toBeLessThan(0.5);
    for (const b of [utf8('GET / HTTP/1.1'), helloRecord.subarray(0, 5), new Uint8Array(0), record(22, new Uint8Array(0))])
      expect(guess(b)).toBe(0);
  });
});

describe('gaps', () => {
  const host = { ...facts, tools: nodeTools, secrets: keyLogOf(logLines.join('\n')) };

  it('do not end a side: the next record is looked for', () => {
    const s = tlsReader.open(facts);
    const sealed = record(23, new Uint8Array(50).fill(7));
    expect(tlsReader.resume?.(s, 1)).toBe(true);
    const b = concat([sealed.subarray(9), sealed, sealed]);
    expect(tlsReader.read(s, 1, b, 0, b.length, false)).toMatchObject({ kind: 'fault', length: sealed.length - 9, severity: 'note' });
    expect(tlsReader.read(s, 1, b, sealed.length - 9, b.length, false)).toMatchObject({ kind: 'message', length: sealed.length });
    expect(tlsReader.read(s, 1, new Uint8Array(40).fill(9), 0, 40, false)).toMatchObject({ kind: 'fault', length: 34 });
  });

  it('do not end decryption: numbers that are missing are tried', () => {
    const s = tlsReader.open(host);
    const opened: boolean[] = [];
    for (const [k, { from, bytes }] of records.entries()) {
      // The ticket of the server, its first record under these keys, is lost.
      if (k === 4) tlsReader.resume?.(s, 1);
      if (k === 4) continue;
      const one = tlsReader.read(s, from, bytes, 0, bytes.length, false);
      opened.push(one.kind === 'message' && one.message.keys !== undefined);
    }
    expect(opened).toEqual([false, false, true, true, true, true, true, true]);
  });

  it('drop the handshake message that they cut', () => {
    const s = tlsReader.open(facts);
    const first = record(22, handshake(11, new Uint8Array(100)).subarray(0, 50));
    const types = (b: Uint8Array): readonly number[] => {
      const one = tlsReader.read(s, 1, b, 0, b.length, false);
      return one.kind === 'message' ? one.message.says : [];
    };
    expect(types(first)).toEqual([11 | FRAGMENT]);
    tlsReader.resume?.(s, 1);
    expect(types(record(22, handshake(14, new Uint8Array(0))))).toEqual([14]);
  });
});

describe('handshake messages', () => {
  const certificate = handshake(11, concat([Uint8Array.of(0, 0, 197), new Uint8Array(197)]));

  it('are put together wherever records cut them', () => {
    for (let at = 1; at < certificate.length; at++) {
      const taken = readAll([
        piece(
          1,
          concat([
            record(22, certificate.subarray(0, at)),
            record(22, concat([certificate.subarray(at), handshake(14, new Uint8Array(0))])),
          ]),
        ),
      ]);
      expect(taken.map((t) => t.message?.says)).toEqual([[11 | FRAGMENT], [11, 14]]);
      expect(taken[1]?.message?.before?.length).toBe(at);
      const d = dissectRecord(taken[1]!);
      expect(d.sources.map((s) => s.bytes.length).slice(1)).toEqual([certificate.length + 4]);
      expect(fieldsOf(d).filter(([name]) => name === 'tls.handshake.type')).toEqual([
        ['tls.handshake.type', '11'],
        ['tls.handshake.type', '14'],
      ]);
    }
  });

  it('are put together out of single bytes', () => {
    const taken = readAll([piece(1, concat(Array.from(certificate, (byte) => record(22, Uint8Array.of(byte)))))]);
    expect(taken.map((t) => t.message?.says)).toEqual([...Array(certificate.length - 1).fill([11 | FRAGMENT]), [11]]);
    expect(taken.at(-1)?.message).toMatchObject({ fragments: certificate.length - 1, before: { length: certificate.length - 1 } });
    expect(taken.slice(0, -1).every((t) => t.message?.before === undefined)).toBe(true);
  });

  it('that are too long are passed over, and what comes behind them is read', () => {
    const long = handshake(11, new Uint8Array(MAX_HANDSHAKE + 1));
    const parts = Array.from({ length: Math.ceil(long.length / 16000) }, (_, k) => record(22, long.subarray(k * 16000, (k + 1) * 16000)));
    const taken = readAll([piece(1, concat([record(22, serverHello(0xc02f)), ...parts, record(22, handshake(14, new Uint8Array(0)))]))]);
    expect(taken.at(-1)?.message?.says).toEqual([14]);
    expect(taken.every((t) => t.message?.before === undefined)).toBe(true);
    expect(taken.map((t) => rowOf(t)[1]).slice(1, 3)).toEqual(['[Certificate Fragment]', '[Handshake Fragment]']);
  });

  it('are named up to a limit', () => {
    const many = record(22, concat(Array.from({ length: 500 }, () => handshake(0, new Uint8Array(0)))));
    const [one] = readAll([piece(1, many)]);
    expect(rowOf(one!)[1]).toBe(`${Array(16).fill('Hello Request').join(', ')}, …`);
  });

  it('behind a change of cipher spec are encrypted before TLS 1.3', () => {
    const sealed = record(22, new Uint8Array(40).fill(0x14));
    const taken = readAll([
      piece(0, helloRecord),
      piece(1, concat([record(22, serverHello(0xc02f)), record(20, Uint8Array.of(1)), sealed, record(21, new Uint8Array(26))])),
    ]);
    expect(taken.map((t) => rowOf(t)[1])).toEqual([
      'Client Hello',
      'Server Hello',
      'Change Cipher Spec',
      'Encrypted Handshake Message',
      'Encrypted Alert',
    ]);
  });

  it('that no message can be are encrypted where a conversation is met in its middle', () => {
    expect(readAll([piece(1, record(22, new Uint8Array(40).fill(0xee)))]).map((t) => rowOf(t))).toEqual([
      ['TLSv1.2', 'Encrypted Handshake Message'],
    ]);
  });
});

describe('key exchanges before TLS 1.3', () => {
  const v8 = (text: string): Uint8Array => concat([Uint8Array.of(text.length), utf8(text)]);
  const v16 = (text: string): Uint8Array => concat([Uint8Array.of(0, text.length), utf8(text)]);
  const curve = concat([Uint8Array.of(3, 0, 29), v8('point')]);
  const signed = concat([Uint8Array.of(4, 3), v16('signature')]);

  it.each([
    [0xc02f, concat([curve, signed]), v8('client'), ['server_curve_type', 'server_named_curve', 'server_point', 'sig', 'client_point']],
    [0xc018, curve, v8('client'), ['server_curve_type', 'server_named_curve', 'server_point', 'client_point']],
    [0x009e, concat([v16('p'), v16('g'), v16('ys'), signed]), v16('yc'), ['p', 'g', 'ys', 'sig', 'yc']],
    [0x0034, concat([v16('p'), v16('g'), v16('ys')]), v16('yc'), ['p', 'g', 'ys', 'yc']],
    [0x00a8, v16('hint'), v16('me'), ['hint', 'identity']],
    [0x00ac, v16('hint'), concat([v16('me'), v16('secret')]), ['hint', 'identity', 'epms']],
    [
      0x00aa,
      concat([v16('hint'), v16('p'), v16('g'), v16('ys')]),
      concat([v16('me'), v16('yc')]),
      ['hint', 'p', 'g', 'ys', 'identity', 'yc'],
    ],
    [
      0xccac,
      concat([v16('hint'), curve]),
      concat([v16('me'), v8('client')]),
      ['hint', 'server_curve_type', 'server_named_curve', 'server_point', 'identity', 'client_point'],
    ],
    [0x0003, concat([v16('modulus'), v16('exponent'), signed]), v16('secret'), ['modulus', 'exponent', 'sig', 'epms']],
    [0xc01d, utf8('anything'), utf8('anything'), []],
  ] as const)('of suite %s', (suite, server, client, names) => {
    const taken = readAll([
      piece(0, helloRecord),
      piece(1, record(22, concat([serverHello(suite), handshake(12, server)]))),
      piece(0, record(22, handshake(16, client))),
    ]);
    const fields = taken.slice(1).flatMap((t) => fieldsOf(dissectRecord(t)).map(([name]) => name));
    const own = fields.filter((name) => name.startsWith('tls.handshake.')).map((name) => name.slice('tls.handshake.'.length));
    const start = own.indexOf('params');
    const found = start < 0 ? [] : own.slice(start).filter((name) => !/_len$|^length$|^type$|^params$|sig_hash/.test(name));
    expect(found).toEqual(names);
  });
});

describe('client hello', () => {
  it('is read as it was written', () => {
    const bytes = writeClientHello(hello);
    expect(parseClientHello(bytes)).toEqual(hello);
    expect(serverNameOf(hello)).toBe('www.example.com');
    expect(protocolsOf(hello)).toEqual(['h2', 'http/1.1']);
    const plain = { ...hello, extensions: [] };
    expect(parseClientHello(writeClientHello(plain))).toEqual(plain);
    expect([serverNameOf(plain), protocolsOf(plain)]).toEqual([undefined, []]);
  });

  it('of RFC 8448 is written as it was read', () => {
    const bytes = records[0]!.bytes.subarray(5);
    const parsed = parseClientHello(bytes)!;
    expect(hex(parsed.random)).toBe(clientRandom);
    expect(serverNameOf(parsed)).toBe('server');
    expect(hex(writeClientHello(parsed))).toBe(hex(bytes));
  });

  it('is none where it is cut or its lengths leave it', () => {
    const bytes = writeClientHello(hello);
    for (let n = 0; n < bytes.length; n++) expect(parseClientHello(bytes.subarray(0, n))).toBeUndefined();
    for (let at = 1; at < bytes.length; at++) {
      for (const value of [0, 1, 255]) {
        const changed = Uint8Array.from(bytes, (byte, k) => (k === at ? value : byte));
        const parsed = parseClientHello(changed);
        if (parsed) expect(parsed.extensions.every((e) => e.data.length <= bytes.length)).toBe(true);
      }
    }
    expect(parseClientHello(fromHex('02000000')!)).toBeUndefined();
  });
});
