import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LECTURE_BYTES } from '../../../test/lecture-frame.ts';
import { fromHex } from '../../core/bytes.ts';
import { FrameLoop } from '../../run/frames.ts';
import { rowOf } from '../../view/rows.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { flagText } from './flags.ts';
import { tcp } from './tcp.ts';

const segment = (values: Record<string, unknown>) =>
  buildStack([
    [ip, { src: 0x0a000001, dst: 0x0a000002 }],
    [tcp, { srcport: 1000, dstport: 80, ...values }],
  ]);

describe('tcp', () => {
  it('decodes the segment of the lecture and finds both checksums right', () => {
    const d = dissected(LECTURE_BYTES);
    const v = valuesOf(d);
    expect([v['eth.dst'], v['eth.src']]).toEqual([['08:00:7f:20:00:64'], ['00:16:ea:e3:54:e6']]);
    expect([v['ip.src'], v['ip.dst'], v['ip.len'], v['ip.id']]).toEqual([['128.237.252.163'], ['128.2.220.10'], ['58'], ['0x2c7a']]);
    expect([v['ip.checksum'], v['ip.checksum.status']]).toEqual([['0xf4a5'], ['1']]);
    expect([v['tcp.srcport'], v['tcp.dstport'], v['tcp.flags'], v['tcp.window_size_value']]).toEqual([
      ['55306'],
      ['15213'],
      ['0x0018'],
      ['16383'],
    ]);
    expect([v['tcp.checksum'], v['tcp.checksum.status']]).toEqual([['0x968b'], ['1']]);
    expect(new TextDecoder().decode(d.sources[0]!.bytes.slice(54))).toBe('here is a message\n');
    expect(faultsOf(d)).toEqual([]);
  });

  it('names flags from the lowest bit up', () => {
    expect(flagText(0x12)).toBe('SYN, ACK');
    expect(flagText(0x1c2)).toBe('SYN, ECE, CWR, AE');
    expect(flagText(0x200)).toBe('Reserved');
    expect(flagText(0)).toBe('');
  });

  it('builds and reads the options of RFC 9293, 7323 and 2018', () => {
    const options = [
      { kind: 2, 'options.mss_val': 1460 },
      { kind: 4 },
      { kind: 8, 'options.timestamp.tsval': 5, 'options.timestamp.tsecr': 6 },
      { kind: 1 },
      { kind: 3, 'options.wscale.shift': 7 },
    ];
    const v = valuesOf(dissected(segment({ flags: 2, options }), LinkType.raw));
    expect(v['tcp.hdr_len']).toEqual(['40']);
    expect(v['tcp.option_kind']).toEqual(['2', '4', '8', '1', '3']);
    expect(v['tcp.options.mss_val']).toEqual(['1460']);
    expect(v['tcp.options.wscale.multiplier']).toEqual(['128']);
    expect([v['tcp.options.timestamp.tsval'], v['tcp.options.timestamp.tsecr']]).toEqual([['5'], ['6']]);
    expect(v['tcp.checksum.status']).toEqual(['1']);
  });

  it.each([
    ['a length of 0', [2, 0, 5, 6], 'Maximum segment size: length 0 is too short'],
    ['a length past the end', [2, 9, 5, 6], 'Maximum segment size: length 9 is past the end of the options'],
    ['a length it cannot have', [2, 3, 5, 1], 'Maximum segment size: 3 bytes is not a length that it can have'],
    ['no length at all', [1, 1, 1, 2], 'Maximum segment size: the length byte is past the end of the options'],
  ])('survives an option with %s', (_, bytes, fault) => {
    expect(faultsOf(dissected(segment({ options: Uint8Array.from(bytes) }), LinkType.raw))).toContain(fault);
  });

  it('says in its row as much as the capture has of the header', () => {
    const whole = segment({ flags: 2, seq_raw: 5, options: fromHex('020405b40402080a0000000100000000') });
    const row = (length: number): string => {
      const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: LinkType.raw, original: whole.length, comments: [] } as const;
      const { d } = new FrameLoop({}).one({ ...frame, bytes: whole.slice(0, length) });
      return rowOf(d, frame).info;
    };
    const cut = '[Packet size limited during capture]';
    expect([22, 24, 35, 36, 39, 40, 46, 55, 56].map((length) => row(length))).toEqual([
      cut,
      ...[`1000 → 80${cut}`, `1000 → 80${cut}`],
      ...[`1000 → 80 [SYN] Seq=0 Win=65535${cut}`, `1000 → 80 [SYN] Seq=0 Win=65535${cut}`],
      `1000 → 80 [SYN] Seq=0 Win=65535 Len=0${cut}`,
      ...[
        `1000 → 80 [SYN] Seq=0 Win=65535 Len=0 MSS=1460 SACK_PERM${cut}`,
        `1000 → 80 [SYN] Seq=0 Win=65535 Len=0 MSS=1460 SACK_PERM${cut}`,
      ],
      '1000 → 80 [SYN] Seq=0 Win=65535 Len=0 MSS=1460 SACK_PERM TSval=1 TSecr=0',
    ]);
    const bogus = segment({ flags: 2, hdr_len: 16 });
    expect(rowOf(dissected(bogus, LinkType.raw), { seconds: 0, nanos: 0 }).info).toMatch(
      /, bogus TCP header length \(16, must be at least 20\)$/,
    );
  });

  it('stops where the header length cannot be', () => {
    const d = dissected(segment({ hdr_len: 16 }), LinkType.raw);
    expect(faultsOf(d)).toContain('header length 16 is less than 20');
    expect(valuesOf(d)['tcp.window_size_value']).toBeUndefined();
  });
});

it('tells of bytes that came twice (RFC 2883 §4.1)', () => {
  const sack = (left: string, right: string) =>
    valuesOf(dissected(segment({ flags: 0x10, ack_raw: 100, options: fromHex(`0101050a${left}${right}`) }), LinkType.raw));
  expect(sack('0000000a', '00000014')).toMatchObject({ 'tcp.options.sack.dsack': ['1'], 'tcp.options.sack.dsack_le': ['10'] });
  expect(sack('000000c8', '000000d2')['tcp.options.sack.dsack']).toBeUndefined();
});

describe('windows', () => {
  /** A SYN with a window scale of 7 behind a maximum segment size, its answer, and a segment. */
  const talk = (cut: number) => {
    const options = fromHex('020405b403030700');
    const packets = [
      segment({ flags: 0x02, seq: 0, options }),
      buildStack([
        [ip, { src: 0x0a000002, dst: 0x0a000001 }],
        [tcp, { srcport: 80, dstport: 1000, flags: 0x12, seq: 9, ack: 1, options }],
      ]),
      segment({ flags: 0x10, seq: 1, ack: 10, window_size_value: 5 }),
    ];
    const loop = new FrameLoop();
    return packets.map((whole, k) => {
      const bytes = k < 2 ? whole.slice(0, whole.length - cut) : whole;
      const about = { number: k + 1, mark: 'R', seconds: k, nanos: 0, linkType: LinkType.raw, comments: [] } as const;
      return valuesOf(loop.one({ ...about, bytes, original: whole.length }).d);
    })[2]!;
  };

  it('are of an unknown scale where the capture cut the options (RFC 7323 §2.2)', () => {
    expect([0, 6].map((cut) => [talk(cut)['tcp.window_size_scalefactor'], talk(cut)['tcp.window_size']])).toEqual([
      [['128'], ['640']],
      [['-1'], ['5']],
    ]);
  });
});
