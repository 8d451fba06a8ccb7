/** Capture files made by hand, block by block, for the tests of the readers. */

export type Order = 'little' | 'big';

/** Numbers of 16 or 32 bits and bytes, one after the other. */
export const pack = (order: Order, ...parts: readonly (readonly [bits: 16 | 32, value: number] | Uint8Array)[]): Uint8Array => {
  const out = Buffer.alloc(parts.reduce((n, p) => n + (p instanceof Uint8Array ? p.length : p[0] / 8), 0));
  let at = 0;
  for (const p of parts) {
    if (p instanceof Uint8Array) {
      out.set(p, at);
      at += p.length;
      continue;
    }
    const [bits, value] = p;
    if (bits === 16) out[order === 'big' ? 'writeUInt16BE' : 'writeUInt16LE'](value & 0xffff, at);
    else out[order === 'big' ? 'writeUInt32BE' : 'writeUInt32LE'](value >>> 0, at);
    at += bits / 8;
  }
  return out;
};

const padded = (b: Uint8Array): Uint8Array => Buffer.concat([b, Buffer.alloc(-b.length & 3)]);
export const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
/** `n` bytes that differ from their neighbours. */
export const pattern = (n: number): Uint8Array => {
  const bytes = new Uint8Array(n);
  for (let i = 0; i < n; i++) bytes[i] = i * 37 + 11;
  return bytes;
};

export interface PcapRecord {
  readonly seconds?: number;
  readonly fraction?: number;
  readonly data: Uint8Array;
  readonly captured?: number;
  readonly original?: number;
  /** Bytes that a patched libpcap puts after the record header. */
  readonly extra?: Uint8Array;
}

export const pcapFile = (
  order: Order,
  magic: number,
  records: readonly PcapRecord[],
  link = 1,
  version: readonly [number, number] = [2, 4],
): Uint8Array =>
  Buffer.concat([
    pack(order, [32, magic], [16, version[0]], [16, version[1]], [32, 0], [32, 0], [32, 65535], [32, link]),
    ...records.map((r) =>
      Buffer.concat([
        pack(order, [32, r.seconds ?? 1], [32, r.fraction ?? 2], [32, r.captured ?? r.data.length], [32, r.original ?? r.data.length]),
        r.extra ?? Buffer.alloc(0),
        r.data,
      ]),
    ),
  ]);

export const block = (order: Order, type: number, body: Uint8Array): Uint8Array => {
  const length = 12 + padded(body).length;
  return pack(order, [32, type], [32, length], padded(body), [32, length]);
};

export const option = (order: Order, code: number, value: Uint8Array): Uint8Array =>
  pack(order, [16, code], [16, value.length], padded(value));

const all = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

export const section = (order: Order, ...options: readonly Uint8Array[]): Uint8Array =>
  block(order, 0x0a0d0d0a, pack(order, [32, 0x1a2b3c4d], [16, 1], [16, 0], [32, 0xffffffff], [32, 0xffffffff], all(options)));

export const iface = (order: Order, link = 1, snap = 0, ...options: readonly Uint8Array[]): Uint8Array =>
  block(order, 1, pack(order, [16, link], [16, 0], [32, snap], all(options)));

export const enhanced = (order: Order, data: Uint8Array, ts: bigint, id = 0, ...options: readonly Uint8Array[]): Uint8Array =>
  block(
    order,
    6,
    pack(
      order,
      [32, id],
      [32, Number(ts >> 32n)],
      [32, Number(ts & 0xffffffffn)],
      [32, data.length],
      [32, data.length],
      padded(data),
      all(options),
    ),
  );

export const simple = (order: Order, data: Uint8Array, original = data.length): Uint8Array =>
  block(order, 3, pack(order, [32, original], padded(data)));

const obsolete = (order: Order, data: Uint8Array, ts: bigint, id = 0): Uint8Array =>
  block(
    order,
    2,
    pack(
      order,
      [16, id],
      [16, 0xffff],
      [32, Number(ts >> 32n)],
      [32, Number(ts & 0xffffffffn)],
      [32, data.length],
      [32, data.length],
      data,
    ),
  );

/** A file with every kind of block in both byte orders. */
export const everything = (): Uint8Array =>
  Buffer.concat(
    (['little', 'big'] as const).flatMap((order) => [
      section(order, option(order, 1, ascii('about this file')), option(order, 4, ascii('a test')), option(order, 0, ascii(''))),
      iface(order, 1, 0, option(order, 2, ascii('eth0')), option(order, 9, Uint8Array.of(9)), option(order, 0, ascii(''))),
      iface(order, 101, 40, option(order, 3, ascii('wirecat: lab')), option(order, 9, Uint8Array.of(0x8a))),
      block(order, 4, pack(order, [16, 1], [16, 9], padded(ascii('\x0a\x00\x00\x01host\0')), [16, 0], [16, 0])),
      block(order, 10, pack(order, [32, 0x544c534b], [32, 5], padded(ascii('abcde')))),
      enhanced(
        order,
        pattern(60),
        1_700_000_000_123_456_789n,
        0,
        option(order, 1, ascii('first')),
        option(order, 2, pattern(4)),
        option(order, 0, ascii('')),
      ),
      enhanced(order, pattern(61), 1_700_000_000n * 1024n + 512n, 1),
      block(order, 0x7777, pattern(100)),
      obsolete(order, pattern(33), 1_700_000_001_000_000_000n),
      simple(order, pattern(20)),
      block(order, 0xbad, pack(order, [32, 32473], pattern(9))),
      block(
        order,
        5,
        pack(
          order,
          [32, 0],
          [32, 0],
          [32, 0],
          option(order, 4, order === 'big' ? ascii('\0\0\0\0\0\0\0\x07') : ascii('\x07\0\0\0\0\0\0\0')),
        ),
      ),
    ]),
  );
