/** Client hello: read and written, for those who route by server name, offer one or look for what was offered (RFC 8446 §4.1.2). */
import { type Bytes, concat, EMPTY, put16, u8, u16, u24, utf8 } from '../../core/bytes.ts';
import { Extension } from '../shared/tls/extension-types.ts';
import { Handshake } from '../shared/tls/names.ts';
import { latin } from './vectors.ts';

export interface ClientHello {
  readonly version: number;
  /** 32 bytes. */
  readonly random: Bytes;
  readonly session: Bytes;
  readonly suites: readonly number[];
  readonly methods: Bytes;
  readonly extensions: readonly HelloExtension[];
}
export interface HelloExtension {
  readonly type: number;
  readonly data: Bytes;
}

/** The client hello whose handshake header is at `o`; undefined where there is none, or not all of it. */
export const parseClientHello = (b: Bytes, o = 0, end = b.length): ClientHello | undefined => {
  if (end - o < 42 || u8(b, o) !== Handshake.clientHello) return undefined;
  const stop = o + 4 + u24(b, o + 1);
  const suites = o + 39 + u8(b, o + 38);
  const methods = suites + 2 <= stop ? suites + 2 + u16(b, suites) : stop;
  const list = methods < stop ? methods + 1 + u8(b, methods) : stop + 1;
  if (stop > end || list > stop) return undefined;
  return {
    version: u16(b, o + 4),
    random: b.subarray(o + 6, o + 38),
    session: b.subarray(o + 39, suites),
    suites: numbers(b, suites + 2, methods),
    methods: b.subarray(methods + 1, list),
    extensions: [...extensionsOf(b, list, stop)],
  };
};

const numbers = (b: Bytes, from: number, to: number): readonly number[] =>
  Array.from({ length: (to - from) >> 1 }, (_, k) => u16(b, from + 2 * k));

function* extensionsOf(b: Bytes, list: number, end: number): Generator<HelloExtension> {
  for (let o = list + 2; o + 4 <= end; ) {
    const to = Math.min(end, o + 4 + u16(b, o + 2));
    yield { type: u16(b, o), data: b.subarray(o + 4, to) };
    o = to;
  }
}

/** The handshake message. */
export const writeClientHello = (hello: ClientHello): Bytes => {
  const extensions = hello.extensions.map(({ type, data }) => concat([number16(type), vector(2, data)]));
  const body = concat([
    number16(hello.version),
    hello.random,
    vector(1, hello.session),
    vector(2, concat(hello.suites.map(number16))),
    vector(1, hello.methods),
    extensions.length === 0 ? EMPTY : vector(2, concat(extensions)),
  ]);
  return concat([Uint8Array.of(Handshake.clientHello), vector(3, body)]);
};

const number16 = (value: number): Bytes => {
  const b = new Uint8Array(2);
  put16(b, 0, value);
  return b;
};

const vector = (size: 1 | 2 | 3, bytes: Bytes): Bytes => {
  const { length } = bytes;
  return concat([Uint8Array.of(length >> 16, length >> 8, length).subarray(3 - size), bytes]);
};

const dataOf = (hello: ClientHello, type: number): Bytes => hello.extensions.find((e) => e.type === type)?.data ?? EMPTY;

/** The name of the server that the client wants (RFC 6066 §3). */
export const serverNameOf = (hello: ClientHello): string | undefined => {
  const data = dataOf(hello, Extension.serverName);
  return data.length > 5 && u8(data, 2) === 0 ? latin(data, 5, Math.min(data.length, 5 + u16(data, 3))) : undefined;
};

export const serverNameExtension = (name: string): HelloExtension => ({
  type: Extension.serverName,
  data: vector(2, concat([Uint8Array.of(0), vector(2, utf8(name))])),
});

/** The protocols that the client offers, the best first (RFC 7301 §3.1). */
export const protocolsOf = (hello: ClientHello): readonly string[] => {
  const data = dataOf(hello, Extension.alpn);
  const names: string[] = [];
  for (let o = 2; o < data.length; o += 1 + u8(data, o)) names.push(latin(data, o + 1, Math.min(data.length, o + 1 + u8(data, o))));
  return names;
};

export const protocolsExtension = (names: readonly string[]): HelloExtension => ({
  type: Extension.alpn,
  data: vector(2, concat(names.map((name) => vector(1, utf8(name))))),
});
