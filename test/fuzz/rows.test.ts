/** Damaged frames by two ways: rows and filters straight from the bytes against those of the dissection. `npm run fuzz -- 1000` takes a million. */
import { describe, expect, it } from 'vitest';
import { filter } from '../../src/analysis/filter/filter.ts';
import { fromUtf8 } from '../../src/core/bytes.ts';
import { TextBuffer } from '../../src/core/text-buffer.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { FrameLoop } from '../../src/run/frames.ts';
import type { Passed } from '../../src/run/passed.ts';
import { RowWriter } from '../../src/view/row-writer.ts';
import { rowLine, rowOf } from '../../src/view/rows.ts';
import type { Frame } from '../../src/wire/frame.ts';
import { allSamples, sample } from '../conformance/protocol/samples.ts';
import { runs, SEED } from '../property.ts';

/** Frames of one list, after which another begins: what is known of conversations stays small. */
const LIST = 500;

const FILTERS = [
  ...[
    'lower(string(ip.src)) contains "1"',
    'all ip.ttl > 3',
    'any tcp.port == 80',
    'tcp.len > 0',
    'udp.length < 100',
    'frame.time_relative > 1',
  ],
  ...[
    '!(ip.dst == 10.0.0.0/8)',
    'eth.src[0:2] == 02:00',
    'tcp.analysis.retransmission',
    'dns || http || tls',
    'ipv6',
    'ip.addr != 10.0.0.1',
  ],
].map((text) => filter(text, protocols));

/** The same for the same seed. */
const randomFrom = (seed: number): ((n: number) => number) => {
  let state = (seed | 0) % 0x7fff_ffff || 1;
  return (n) => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state % n;
  };
};

/** Seconds that captures should not have, and do. */
const TIMES = [Number.NaN, 0, -1, 1, 1_340_954_905, 9_999_999_999, 2 ** 32, -(2 ** 31), 99_999_999, 999];

const damaged = (random: (n: number) => number): Frame => {
  const f = allSamples[random(allSamples.length)]!;
  const bytes = f.bytes.slice(0, random(5) === 0 ? random(f.bytes.length + 1) : undefined);
  const near = random(3) > 0 ? Math.min(80, bytes.length) : bytes.length;
  for (let k = random(4); k > 0 && near > 0; k--) bytes[random(near)] = random(2) === 0 ? random(256) : random(4);
  const odd = random(4) === 0 ? { seconds: TIMES[random(TIMES.length)]!, nanos: random(1e9) } : {};
  return { ...f, bytes, ...odd };
};

const quickRow = (writer: RowWriter, out: TextBuffer, { track, batch, i, times }: Passed): string | undefined => {
  out.length = 0;
  return writer.row(track, batch, i, times, 6, out) ? fromUtf8(out.bytes.subarray(0, out.length)) : undefined;
};

const [writer, out] = [new RowWriter(), new TextBuffer(16_384)];

/** Gives the row, which both ways have made, and fails where they differ. */
const bothWays = (loop: FrameLoop, frame: Frame): string => {
  const passed = loop.one(frame);
  const quick = quickRow(writer, out, passed);
  const filtered = FILTERS.map((f) => f.passes(passed.track, passed.batch, passed.i, passed.times)).join();
  const { d, times } = passed;
  const slow = rowLine(rowOf(d, times.first ?? d.frame, 6));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that must not be there
  expect(slow).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  if (quick !== undefined && quick !== slow) expect([frame, quick]).toEqual([frame, slow]);
  const dissected = FILTERS.map((f) => f.passesDissected(d, times)).join();
  if (filtered !== dissected) expect([frame, filtered]).toEqual([frame, dissected]);
  return slow;
};

it('rows and filters say the same of a damaged frame, whichever way they are made', () => {
  const random = randomFrom(SEED);
  for (let left = runs(1000); left > 0; left -= LIST) {
    const loop = new FrameLoop();
    for (let k = 0; k < LIST; k++) bothWays(loop, damaged(random));
  }
});

describe('safety 14: what once hid from a filter and stood in the list', () => {
  const [tcp = expect.unreachable()] = sample('tcp');
  const changed = (folder: string, change: (bytes: Uint8Array) => void): readonly Frame[] =>
    sample(folder).map((frame) => {
      const bytes = frame.bytes.slice();
      change(bytes);
      return { ...frame, bytes };
    });
  const afterUdp = (b: Uint8Array): number => (b[12] === 0x08 ? 14 + (b[14]! & 15) * 4 : 54);

  const [ipv6 = expect.unreachable()] = sample('ipv6');
  const ENDS = '02000000000202000000000186dd60000000PLEN40fe800000000000000000000000000001fe800000000000000000000000000002';
  /** UDP behind an extension header of IPv6 with these options. */
  const behind = (next: string, header: string): Frame => {
    const rest = Buffer.from(`${header}23282329000c000061626364`, 'hex');
    const head = ENDS.replace('PLEN', rest.length.toString(16).padStart(4, '0') + next);
    const bytes = new Uint8Array(Buffer.concat([Buffer.from(head, 'hex'), rest]));
    return { ...ipv6, bytes, original: bytes.length };
  };

  it.each<[string, readonly Frame[]]>([
    [
      'options of IPv6 that say more than they hold',
      [
        behind('3c', '11018c055e6162636400000000000000'),
        behind('00', '11020710b70eee7f831a5039be017ec2347f066e00000000'),
        behind('3c', '110108020f0000000000000000000000'),
        behind('3c', '11016d02c00000000000000000000000'),
        behind('3c', '1101c050000000000000000000c90000'),
        behind('3c', '11010104000000000106000000c90000'),
      ],
    ],
    ['a wrong version of IP', changed('tcp', (b) => b.fill(0x65, 14, 15))],
    ['addresses of Frame Relay that do not end', changed('fr', (b) => b.fill(0, 0, 2))],
    ['a length of UDP of 0 before Geneve', changed('geneve', (b) => b.fill(0, afterUdp(b) + 4, afterUdp(b) + 6))],
    ['options of TCP of an odd length', changed('tcp', (b) => b.length > 56 && b.set([4, 3], 54))],
    [
      'a segment that comes again, at once and late',
      [tcp, tcp, ...sample('tcp'), ...sample('tcp').map((f) => ({ ...f, seconds: f.seconds + 9 }))],
    ],
  ])('%s', (_, frames) => {
    const loop = new FrameLoop();
    expect(frames.map((frame) => bothWays(loop, frame))).not.toEqual([]);
  });
});
