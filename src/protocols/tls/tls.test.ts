/** TLS over its sample: the same however it is cut, nothing thrown whatever is changed, and tshark's values. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { needs } from '../../../test/needs.ts';
import { dissectRecord, fieldsOf, type Piece, readAll, rowOf, secretsOf, type Taken, talksOf } from '../../../test/tls-records.ts';
import { concat } from '../../core/bytes.ts';
import { nodeTools } from '../../io/host/tools.ts';

const FILE = new URL('tls.pcapng', import.meta.url).pathname;
const talks = talksOf('tls');
const host = { tools: nodeTools, secrets: secretsOf(FILE) };

const told = (t: Taken): string =>
  `${t.from} ${t.fault ?? rowOf(t).join(' ')} ${t.bytes.length} ${t.message?.fragments} ${t.message?.before?.length}`;
const messages = (pieces: readonly Piece[], ports: readonly [number, number], keys = false): readonly string[] =>
  readAll(pieces, ports, keys ? host : {}).map(told);

/** Each side's pieces that follow one another made one. */
const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const out: Piece[] = [];
  for (const p of pieces) {
    const last = out.at(-1);
    if (last?.from === p.from) out[out.length - 1] = { ...p, bytes: concat([last.bytes, p.bytes]) };
    else out.push(p);
  }
  return out;
};

const cutAt = (pieces: readonly Piece[], at: number): readonly Piece[] => {
  let o = 0;
  return pieces.flatMap((p) => {
    const here = at - o;
    o += p.bytes.length;
    return here > 0 && here < p.bytes.length
      ? [
          { ...p, bytes: p.bytes.subarray(0, here) },
          { ...p, bytes: p.bytes.subarray(here) },
        ]
      : [p];
  });
};

describe('the sample', () => {
  it('gives the same messages wherever it is cut', () => {
    for (const { pieces, ports } of talks) {
      const whole = joined(pieces);
      const expected = messages(whole, ports);
      const length = whole.reduce((n, p) => n + p.bytes.length, 0);
      for (let at = 1; at < length; at++) expect(messages(cutAt(whole, at), ports), `cut at ${at}`).toEqual(expected);
    }
  });

  it('gives the same messages byte by byte, with keys and without', () => {
    for (const { pieces, ports } of talks) {
      const single = pieces.flatMap((p) => Array.from(p.bytes, (_, k) => ({ ...p, bytes: p.bytes.subarray(k, k + 1) })));
      // A gap of a byte is not seen where a reader gives up, so these are compared as far as they are messages.
      const good = (list: readonly string[]) => list.filter((line) => !line.includes('no record of TLS'));
      expect(good(messages(single, ports))).toEqual(good(messages(pieces, ports)));
      expect(good(messages(single, ports, true))).toEqual(good(messages(pieces, ports, true)));
    }
  });

  it('has rows and trees without a fault, but for what was made wrong on purpose', () => {
    const faults = talks.flatMap(({ pieces, ports }) =>
      readAll(pieces, ports, host).flatMap((t) => (t.fault === undefined ? dissectRecord(t).faults.map((f) => f.kind) : [t.fault])),
    );
    expect(faults).toEqual([
      'heartbeat',
      'a client hello of SSL 2.0, which is not to be used (RFC 6176)',
      'this is no record of TLS',
      'vector',
      'vector',
      'vector',
      'vector',
      'short',
    ]);
  });

  it('opens what its secrets fit', () => {
    const all = talks.flatMap(({ pieces, ports }) => readAll(pieces, ports, host));
    const carried = all.flatMap((t) => t.carries ?? []).map((c) => [Buffer.from(c.bytes).toString('latin1').slice(0, 22), c.table, c.key]);
    expect(carried).toEqual([
      ['GET /page HTTP/1.0\r\n\r\n', 'tls.alpn', 'http/1.1'],
      ['HTTP/1.0 200 ok\r\nConte', 'tls.alpn', 'http/1.1'],
      ['GET /early HTTP/1.0\n', 'tls.port', 443],
      ['hello\n', 'tls.port', 443],
      ['hello\n', 'tls.port', 465],
      ['olleh\n', 'tls.port', 465],
      ['hello', 'tls.alpn', 'h2'],
      ['again', 'tls.alpn', 'h2'],
    ]);
  });

  it('keeps one message for records that are the same, and none of their bytes', () => {
    const sealed = talks.flatMap(({ pieces, ports }) => readAll(pieces, ports)).filter((t) => t.message?.sealed);
    expect(new Set(sealed.map((t) => t.message)).size).toBeLessThan(sealed.length / 2);
    for (const t of sealed) expect([t.message?.keys, t.message?.before]).toEqual([undefined, undefined]);
  });
});

describe('any bytes', () => {
  it('every prefix of a record gives a value or a fault', () => {
    for (const { pieces, ports } of talks) {
      for (const t of readAll(pieces, ports, host)) {
        for (let n = 0; n < t.bytes.length; n += t.bytes.length > 300 ? 7 : 1) {
          const cut = { ...t, bytes: t.bytes.slice(0, n) };
          soundly(cut);
          if (n > 0) rowOf(cut);
        }
      }
    }
  });

  it('20,000 changed conversations are read to their end, and what is read is dissected', () => {
    const next = random(7);
    for (let k = 0; k < 20_000; k++) {
      const { pieces, ports } = talks[next() % talks.length]!;
      const changed = pieces.map((p) => ({ ...p, bytes: p.bytes.slice() }));
      for (let n = next() % 4; n >= 0; n--) {
        const { bytes } = changed[next() % Math.min(changed.length, 3)]!;
        bytes[next() % Math.min(bytes.length, next() % 2 ? 64 : 4000)] = next();
      }
      const taken = readAll(changed, ports, k % 10 === 0 ? host : {});
      const one = taken[next() % taken.length];
      if (one) soundly(one);
    }
  });
});

/** Its tree is made without a throw, and every field lies in the source that it names. */
const soundly = (t: Taken): void => {
  const d = dissectRecord(t);
  for (const l of d.layers) {
    const walk = (f: (typeof l.fields)[number]): void => {
      const size = d.sources[f.source]!.bytes.length;
      if (!f.generated && (f.offset < 0 || f.offset + f.length > size))
        throw new Error(`${f.name}: [${f.offset}, +${f.length}) of ${size}`);
      f.children.forEach(walk);
    };
    l.fields.forEach(walk);
  }
};

/** Numbers that look random, the same ones every time (xorshift). */
const random = (seed: number): (() => number) => {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
};

needs('tshark').describe('tshark', () => {
  /** Frames whose bytes were made wrong, or that hold what tshark does not dissect. */
  const OTHERWISE: ReadonlySet<number> = new Set([42, 43, 44, 48, 51, 52, 59, 60, 61, 64, 65]);
  /** Lines of the tree that have no name there; numbers of frames, which a message does not know; addresses with masks. */
  const OURS =
    /^tls\.(handshake\.(extension|params|key_share|psk_identity|fragment)|segment.*|reassembled.*)$|^x509(af\.extnValue|ce\.iPAddress)$/;
  /** Absolute times are spelled otherwise in this output. */
  const TIMES = /random_time|generalizedTime|producedAt|Update|sct_timestamp/;

  it('has the same fields with the same values', () => {
    const xml = execFileSync('tshark', ['-n', '-r', FILE, '-T', 'pdml'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    }).toString();
    const theirs = xml.split('<packet>').slice(1).map(theirFields);
    let compared = 0;
    for (const { pieces, ports } of talks) {
      const frames = new Map<number, Taken[]>();
      for (const t of readAll(pieces, ports, host)) frames.set(t.frame, [...(frames.get(t.frame) ?? []), t]);
      for (const [frame, records] of frames) {
        if (OTHERWISE.has(frame)) continue;
        const ours = records.flatMap((t) => fieldsOf(dissectRecord(t)).map(([name, value]) => named(name, value)));
        const marks = new Set((theirs[frame - 1] ?? []).filter((line) => line.endsWith('=')));
        const unmarked = ours.map((line) => (line.endsWith('=1') && marks.has(line.slice(0, -1)) ? line.slice(0, -1) : line));
        expect(sorted(unmarked), `frame ${frame}`).toEqual(sorted(theirs[frame - 1] ?? []));
        compared += unmarked.length;
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('has the same protocol and info, but for what is above TLS', () => {
    const fields = ['-T', 'fields', '-e', '_ws.col.Protocol', '-e', '_ws.col.Info'];
    const lines = execFileSync('tshark', ['-n', '-r', FILE, ...fields], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .split('\n');
    for (const { pieces, ports } of talks) {
      const frames = new Map<number, Taken[]>();
      for (const t of readAll(pieces, ports, host)) frames.set(t.frame, [...(frames.get(t.frame) ?? []), t]);
      for (const [frame, records] of frames) {
        const [label = '', info = ''] = (lines[frame - 1] ?? '').split('\t');
        if (OTHERWISE.has(frame) || records.some((t) => t.carries !== undefined || t.fault !== undefined)) continue;
        // What is not the first piece of a message is not told again.
        const told = records.filter((t) => !(t.message?.fragments && !t.message.before)).map((t) => rowOf(t)[1]);
        expect([rowOf(records.at(-1)!)[0], told.join(', ')], `frame ${frame}`).toEqual([label, info]);
      }
    }
  });

  const named = (name: string, value: string): string => {
    const plain = /^[0-9a-f]{2}(:[0-9a-f]{2})+$/.test(value) ? value.replaceAll(':', '') : value === '<none>' ? '' : value;
    return `${name}=${TIMES.test(name) ? 'time' : plain}`;
  };
  const sorted = (lines: readonly string[]): readonly string[] =>
    lines.filter((line) => !OURS.test(line.slice(0, line.indexOf('=')))).sort();
  const theirFields = (packet: string): readonly string[] =>
    [...packet.matchAll(/<field name="((?:tls|x509\w+|pkix\w+|pkcs1|ber|ns_cert_exts|ocsp)\.?[^"]*)"([^>]*)>/g)].map(
      ([, name = '', rest = '']) => named(name, unescaped(/ show="([^"]*)"/.exec(rest)?.[1] ?? '')),
    );
  const unescaped = (text: string): string =>
    text
      .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
});
