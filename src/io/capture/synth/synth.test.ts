import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../../../test/needs.ts';
import { fc, runs } from '../../../../test/property.ts';
import { sum16 } from '../../../core/checksum.ts';
import { MARKS } from '../../../wire/frame.ts';
import type { ChannelFacts, Tap, TappedChannel } from '../../base/tap.ts';
import { tcp } from '../../endpoints/tcp/tcp.ts';
import { serve } from '../../serve/serve.ts';
import { echo } from '../../services/echo/echo.ts';
import { readCaptureFile } from '../read/read-file.ts';
import { type CaptureWriter, writeCapture } from '../write/write-file.ts';
import { batchSink } from './batch-sink.ts';
import { synth } from './synth.ts';

let folder: string;
let stop: AbortController;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-synth-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  rmSync(folder, { recursive: true });
});

const T0 = 1_700_000_000_000;
const facts = (more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  scheme: 'tcp',
  role: 'initiator',
  local: '127.0.0.1:40000',
  remote: '127.0.0.1:7',
  localIp: { address: '127.0.0.1', port: 40000 },
  remoteIp: { address: '127.0.0.1', port: 7 },
  started: T0,
  opened: T0 + 1,
  ...more,
});
const v6 = { localIp: { address: '::1', port: 40000 }, remoteIp: { address: '::1', port: 7 } };
const acceptor = { role: 'acceptor' } as const;

const pattern = (n: number, seed = 1): Uint8Array => Uint8Array.from({ length: n }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255);

/** Bytes of every frame that a session gives. */
const framesOf = (session: (tap: Tap) => void): readonly Uint8Array[] => {
  const frames: Uint8Array[] = [];
  const sink = batchSink((b) => {
    for (let i = 0; i < b.count; i++) frames.push(b.bytes.slice(b.offset[i]!, b.offset[i]! + b.captured[i]!));
  });
  session(synth(sink));
  sink.flush();
  return frames;
};

const write = async (name: string, session: (writer: CaptureWriter) => void | Promise<void>): Promise<string> => {
  const path = join(folder, name);
  const writer = await writeCapture(path, { application: 'wirecat test' }, stop.signal);
  await session(writer);
  await writer.close();
  return path;
};

const tshark = (path: string, ...args: string[]): string =>
  execFileSync(
    'tshark',
    ['-r', path, '-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE', ...args],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    },
  );

/** Whatever the system gives as a port, no protocol of that number is looked for behind TCP. */
const PLAIN = ['-d', 'tcp.port==1-65535,data'];

/** What tshark's experts note or warn of, but for the closing itself, which every connection has. */
const complaints = (path: string): string[] =>
  tshark(path, ...PLAIN, '-q', '-z', 'expert,note')
    .split('\n')
    .filter((line) => /^ +\d+ /.test(line) && !/This frame (initiates|undergoes) the connection closing$/.test(line));

const rows = (path: string, ...fields: string[]): string[][] =>
  tshark(path, '-T', 'fields', ...fields.flatMap((f) => ['-e', f]))
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

/** Two messages and their echoes, closed by us. */
const echoes = (c: TappedChannel): void => {
  c.chunk('sent', pattern(18), T0 + 10);
  c.chunk('received', pattern(18), T0 + 11);
  c.chunk('sent', pattern(24, 2), T0 + 20);
  c.chunk('received', pattern(24, 2), T0 + 21);
  c.ended('us', T0 + 30);
  c.ended('peer', T0 + 31);
  c.closed(T0 + 31);
};

describe('a TCP connection as frames', () => {
  it('opens, carries both messages and closes as on the wire', () => {
    const flags = framesOf((tap) => echoes(tap.open(facts()))).map((f) => f[20 + 13]);
    expect(flags).toEqual([0x02, 0x12, 0x10, 0x18, 0x10, 0x18, 0x10, 0x18, 0x10, 0x18, 0x10, 0x11, 0x11, 0x10]);
  });

  it('starts at whoever called connect', () => {
    const first = (role: ChannelFacts['role']): number => {
      const [syn] = framesOf((tap) => tap.open(facts({ role })));
      return (syn![20]! << 8) | syn![21]!;
    };
    expect(first('initiator')).toBe(40000);
    expect(first('acceptor')).toBe(7);
  });

  it('has right checksums whatever the bytes, in IPv4 and IPv6', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), fc.boolean(), fc.nat(), (bytes, six, sent, late) => {
        const frames = framesOf((tap) => {
          const c = tap.open(facts({ ...(six ? v6 : {}), started: T0 + late, mss: 100 }));
          c.chunk(sent ? 'sent' : 'received', bytes, T0 + late + 1);
          c.ended('us', T0 + late + 2);
        });
        for (const f of frames) {
          const ip = six ? 40 : 20;
          if (!six) expect(sum16(f, 0, 20)).toBe(0xffff);
          const pseudo = sum16(f, six ? 8 : 12, ip, 6 + f.length - ip);
          expect(sum16(f, ip, f.length, pseudo)).toBe(0xffff);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('has right checksums on both connections of a link that reports one stretch twice, whatever was in the buffer before', () => {
    const buffer = new Uint8Array(200_000);
    for (const [mss, other] of [
      [1448, 1448],
      [1448, 900],
    ] as const) {
      const frames = framesOf((tap) => {
        const [a, b] = [tap.open(facts({ ...acceptor, mss })), tap.open(facts({ mss: other }))];
        for (const [seed, length] of [200_000, 20_000, 200_000, 5].entries()) {
          buffer.set(pattern(length, seed));
          const stretch = buffer.subarray(0, length);
          a.chunk('received', stretch, T0 + 2);
          b.chunk('sent', stretch, T0 + 2);
          buffer.fill(seed);
          b.chunk('sent', stretch, T0 + 3);
        }
      });
      for (const f of frames) expect(sum16(f, 20, f.length, sum16(f, 12, 20, 6 + f.length - 20))).toBe(0xffff);
      expect(frames.length).toBeGreaterThan(3 * 280);
    }
  });

  it('cuts at the maximum segment size and pushes with the last', () => {
    const frames = framesOf((tap) => tap.open(facts({ mss: 1448 })).chunk('sent', pattern(4000), T0 + 5)).slice(3);
    expect(frames.map((f) => f.length - 40)).toEqual([1448, 1448, 1104, 0]);
    expect(frames.map((f) => f[33])).toEqual([0x10, 0x10, 0x18, 0x10]);
  });

  it('says reset by the side that reset, and nothing after it', () => {
    const frames = framesOf((tap) => {
      const c = tap.open(facts());
      c.reset('peer', T0 + 5, 'ECONNRESET');
      c.chunk('sent', pattern(5), T0 + 6);
      c.ended('us', T0 + 7);
    });
    expect(frames).toHaveLength(4);
    expect(frames[3]![33]).toBe(0x14);
    expect((frames[3]![20]! << 8) | frames[3]![21]!).toBe(7);
  });

  it('writes addresses of different families as IPv6', () => {
    const [syn] = framesOf((tap) => tap.open(facts({ localIp: { address: '::1', port: 1 } })));
    expect(syn![0]! >> 4).toBe(6);
    expect([...syn!.subarray(24 + 10, 24 + 16)]).toEqual([0xff, 0xff, 127, 0, 0, 1]);
  });
});

describe('a channel without IP as frames', () => {
  it('tells the opening, both ends and a cut as frames without bytes', () => {
    const frames = framesOf((tap) => {
      const c = tap.open({ scheme: 'unix', role: 'acceptor', local: '/run/x.sock', remote: '', started: T0, opened: T0 + 1 });
      c.chunk('received', pattern(300_000), T0 + 2);
      c.ended('peer', T0 + 3);
      c.reset('us', T0 + 4, 'enough \x1b[31m');
    }).map((f) => Buffer.from(f).toString('latin1'));
    const says = [
      '(unnamed) \xe2\x86\x92 /run/x.sock: opened',
      '',
      '',
      '',
      ': end',
      '/run/x.sock \xe2\x86\x92 (unnamed): cut (enough \\x1b[31m)',
    ];
    expect(frames).toHaveLength(says.length);
    for (const [i, text] of says.entries()) expect(frames[i]).toContain(text);
    const headLength = frames[1]!.length - (128 << 10);
    expect(frames.slice(1, 4).reduce((n, f) => n + f.length - headLength, 0)).toBe(300_000);
  });
});

describe('datagrams as frames', () => {
  const udp = facts({ scheme: 'udp', framing: 'datagram' });

  it('keeps boundaries, empty ones too, and has right checksums', () => {
    for (const more of [{}, v6]) {
      const frames = framesOf((tap) => {
        const c = tap.open({ ...udp, ...more });
        for (const n of [0, 1, 2, 3, 1000, 65507]) c.chunk('sent', pattern(n), T0);
      });
      const ip = 'localIp' in more ? 40 : 20;
      expect(frames.map((f) => f.length - ip - 8)).toEqual([0, 1, 2, 3, 1000, 65507]);
      for (const f of frames) expect(sum16(f, ip, f.length, sum16(f, ip === 40 ? 8 : 12, ip, 17 + f.length - ip))).toBe(0xffff);
    }
  });
});

needs('tshark').describe('tshark reads what was made', () => {
  it('has nothing to complain about, and follows the same bytes', async () => {
    const path = await write('echo.pcapng', (writer) => {
      const tap = synth(writer);
      echoes(tap.open(facts()));
      echoes(tap.open(facts({ ...v6, ...acceptor, started: T0 + 100, opened: T0 + 101 })));
    });
    expect(complaints(path)).toEqual([]);
    const followed = tshark(path, '-q', '-z', 'follow,tcp,raw,0').split('\n');
    const hex = (b: Uint8Array): string => Buffer.from(b).toString('hex');
    expect(followed.slice(6, 10)).toEqual([hex(pattern(18)), `\t${hex(pattern(18))}`, hex(pattern(24, 2)), `\t${hex(pattern(24, 2))}`]);
  });

  it('is told on interface and frame that frames were reconstructed', async () => {
    const path = await write('marked.pcapng', (writer) => echoes(synth(writer).open(facts())));
    const [first] = rows(
      path,
      'frame.comment',
      'frame.interface_name',
      'frame.interface_description',
      'frame.packet_flags_direction',
      '_ws.col.Protocol',
    );
    expect(first?.[0]).toBe('wirecat: reconstructed from socket events');
    expect(first?.[1]).toBe('sockets');
    expect(first?.[2]).toMatch(/^wirecat: reconstructed from socket events\. Real: /);
    expect(Number(first?.[3])).toBe(2);
    expect(first?.[4]).toBe('TCP');
  });

  it('finds no fault with a link whose payload is kept on one side only, and follows it there', async () => {
    const half = 2_000_000;
    const path = await write('once.pcapng', (writer) => {
      const tap = synth(writer, { repeat: half });
      const [a, b] = [tap.open(facts(acceptor)), tap.open(facts({ localIp: { address: '127.0.0.1', port: 40001 } }))];
      for (let n = 0; n < 4; n++) {
        const bytes = pattern(half, n);
        a.chunk('received', bytes, T0 + 10 + n);
        b.chunk('sent', bytes, T0 + 10 + n);
        b.chunk('received', bytes.subarray(0, 50), T0 + 10 + n);
        a.chunk('sent', pattern(50, n), T0 + 10 + n);
      }
      for (const c of [a, b]) for (const by of ['us', 'peer'] as const) c.ended(by, T0 + 50);
    });
    expect(complaints(path)).toEqual([]);
    const sums = (stream: number): number[] => {
      const frames = rows(path, 'tcp.stream', 'tcp.len', 'frame.cap_len').map((r) => r.map(Number));
      const mine = frames.filter(([s, length]) => s === stream && length! > 50);
      return [mine.reduce((n, [, length]) => n + length!, 0), mine.reduce((n, [, , captured]) => n + captured! - 40, 0)];
    };
    expect(sums(0)).toEqual([4 * half, 4 * half]);
    expect(sums(1)).toEqual([4 * half, 2 * half]);
    expect(statSync(path).size).toBeLessThan(6.1 * half);
  });

  it('finds no fault with large transfers in both directions at once', async () => {
    const path = await write('large.pcapng', (writer) => {
      const c = synth(writer).open(facts());
      for (let i = 0; i < 20; i++) {
        c.chunk('sent', pattern(1 << 20, i), T0 + 10 + i);
        c.chunk('received', pattern(100_000, i), T0 + 10 + i);
      }
      c.chunk('sent', pattern(9 << 20), T0 + 90);
      c.ended('peer', T0 + 95);
      c.chunk('sent', pattern(10), T0 + 96);
      c.ended('us', T0 + 97);
    });
    expect(complaints(path)).toEqual([]);
  });

  it('finds no fault with sessions of any shape, but for the resets', async () => {
    const step = fc.record({
      what: fc.constantFrom('sent', 'received', 'sent', 'received', 'us', 'peer', 'cut'),
      size: fc.oneof(fc.nat(3000), fc.constantFrom(65483, 65484, 200_000)),
    });
    const session = fc.record({
      six: fc.boolean(),
      accepts: fc.boolean(),
      mss: fc.constantFrom(undefined, 536, 1448),
      steps: fc.array(step, { maxLength: 12 }),
    });
    const path = await write('many.pcapng', (writer) => {
      const tap = synth(writer);
      for (const [n, { six, accepts, mss, steps }] of fc.sample(session, { numRuns: 80, seed: 5 }).entries()) {
        const end = { address: six ? '::1' : '127.0.0.1', port: 20_000 + n };
        const started = T0 + n * 100;
        const more = { ...(six ? v6 : {}), ...(accepts ? acceptor : {}), ...(mss === undefined ? {} : { mss }) };
        const c = tap.open(facts({ ...more, localIp: end, started, opened: started + 1 }));
        for (const [k, { what, size }] of steps.entries()) {
          const at = started + 2 + k;
          if (what === 'sent' || what === 'received') c.chunk(what, pattern(size), at);
          else if (what === 'cut') c.reset(size % 2 ? 'us' : 'peer', at, 'x');
          else c.ended(what === 'us' ? 'us' : 'peer', at);
        }
        c.closed(started + 50);
      }
    });
    expect(complaints(path).filter((line) => !line.endsWith('Connection reset (RST)'))).toEqual([]);
    expect(rows(path, 'tcp.stream').at(-1)).toEqual(['79']);
  });

  it('finds no fault with datagrams, nor with an end that has no frames after it', async () => {
    const path = await write('udp.pcapng', (writer) => {
      const tap = synth(writer);
      const c = tap.open(facts({ scheme: 'udp', framing: 'datagram' }));
      for (const n of [0, 1, 512, 65507]) c.chunk(n % 2 ? 'sent' : 'received', pattern(n), T0 + n);
      tap.open(facts({ started: T0 + 70_000, opened: T0 + 70_001 })).ended('peer', T0 + 70_002);
    });
    expect(complaints(path)).toEqual([]);
    expect(rows(path, 'udp.length').flat().slice(0, 4)).toEqual(['8', '9', '520', '65515']);
  });

  it('decodes channels without IP as what they are said to carry', async () => {
    const path = await write('unix.pcapng', (writer) => {
      const c = synth(writer, { dissector: 'http' }).open({
        scheme: 'unix',
        role: 'initiator',
        local: '',
        remote: '/run/x.sock',
        started: T0,
        opened: T0,
      });
      c.chunk('sent', Buffer.from('GET / HTTP/1.0\r\n\r\n'), T0 + 1);
      c.chunk('received', Buffer.from('HTTP/1.0 204 No Content\r\n\r\n'), T0 + 2);
      c.ended('peer', T0 + 3);
    });
    const read = rows(path, 'frame.protocols', '_ws.col.Protocol', 'http.request.method', 'http.response.code', 'exported_pdu.p2p_dir');
    expect(read.slice(1, 3)).toEqual([
      ['exported_pdu:http', 'HTTP', 'GET', '', '0'],
      ['exported_pdu:http', 'HTTP', '', '204', '1'],
    ]);
    expect(complaints(path)).toEqual([]);
  });

  it('reads a real session: tcp endpoint, echo service, four megabytes', async () => {
    const bytes = pattern(4 << 20);
    const path = await write('real.pcapng', async (writer) => {
      const listener = await tcp.accept!(tcp.parse('127.0.0.1:0'), {}, stop.signal);
      const service = serve(echo, listener, {}, stop.signal);
      const channel = await tcp.open(tcp.parse(service.addresses[0]!), {}, stop.signal);
      channel.ledger.watch(synth(writer), channel.facts);
      const sending = channel.write(bytes).then(() => channel.end());
      let got = 0;
      for await (const chunk of channel.incoming) got += chunk.length;
      await sending;
      await channel.ledger.closing;
      expect(got).toBe(bytes.length);
    });
    expect(complaints(path)).toEqual([]);
    const lengths = rows(path, 'tcp.dstport', 'tcp.len');
    const server = lengths[0]![0];
    const total = (there: boolean): number => lengths.filter(([p]) => (p === server) === there).reduce((n, [, l]) => n + Number(l), 0);
    expect([total(true), total(false)]).toEqual([bytes.length, bytes.length]);
  });
});

it('a file of ours gives its marks back', async () => {
  const path = await write('again.pcapng', (writer) => echoes(synth(writer).open(facts())));
  const capture = readCaptureFile(path);
  const marks = [];
  for (const b of capture.batches) marks.push(...b.mark.subarray(0, b.count));
  expect(marks).toHaveLength(14);
  expect(marks.every((m) => MARKS[m] === 'S')).toBe(true);
  expect(capture.decoder.interfaces[0]).toMatchObject({ mark: 'S', linkType: 101, name: 'sockets' });
  expect(capture.decoder.notes.sections[0]?.application).toBe('wirecat test');
  expect(capture.fault).toBeUndefined();
});
