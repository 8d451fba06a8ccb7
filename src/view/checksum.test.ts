import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { eth, ip, ipv6, tcp, udp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { dissect, NOTHING_KNOWN } from '../wire/dissect.ts';
import { checksumLines, checksumsOf } from './checksum.ts';
import { plainText } from './text.ts';

const worksOf = (bytes: Uint8Array, original = bytes.length) => checksumsOf(dissect(protocols, frameFrom(bytes, { original })));
const linesOf = (bytes: Uint8Array): string[] => worksOf(bytes).flatMap((w) => checksumLines(w).map(plainText));
const macs = { src: new Uint8Array(6), dst: new Uint8Array(6) };

describe('checksum', () => {
  it('works out both sums of the lecture frame', () => {
    expect(linesOf(LECTURE_BYTES)).toEqual([
      'IPv4 header checksum (RFC 791): all words of the header',
      '  header',
      '    0000  4500 003a 2c7a 4000 8006 ---- 80ed fca3  +  2af4a  =  2af4a',
      '    0010  8002 dc0a                                +  15c0c  =  40b56',
      '  sum                   0x40b56',
      '  carries added in      0x0004 + 0x0b56 = 0x0b5a',
      '  complement            ~0x0b5a = 0xf4a5',
      '  in the frame          0xf4a5  ✔ right',
      'TCP checksum (RFC 9293): pseudo header, header and data',
      '  pseudo header',
      '    80ed fca3  from 128.237.252.163                +  17d90  =  17d90',
      '    8002 dc0a  to 128.2.220.10                     +  15c0c  =  2d99c',
      '    0006  protocol 6                               +      6  =  2d9a2',
      '    0026  length 38                                +     26  =  2d9c8',
      '  header',
      '    0000  d80a 3b6d f4a4 996c 75de 716a 5018 3fff  +  418e6  =  6f2ae',
      '    0010  ---- 0000                                +      0  =  6f2ae',
      '  data',
      '    0014  6865 7265 2069 7320 6120 6d65 7373 6167  +  311b2  =  a0460',
      '    0024  650a                                     +   650a  =  a696a',
      '  sum                   0xa696a',
      '  carries added in      0x000a + 0x696a = 0x6974',
      '  complement            ~0x6974 = 0x968b',
      '  in the frame          0x968b  ✔ right',
    ]);
  });

  it('says which one is wrong when a byte of the data changes', () => {
    const bytes = Uint8Array.from(LECTURE_BYTES);
    bytes[60] = 0;
    expect(worksOf(bytes).map((w) => w.verdict)).toEqual(['right', 'wrong']);
  });

  it('sums an odd byte as the high half of a word, and the pseudo header of IPv6', () => {
    const bytes = buildStack(
      [
        [eth, macs],
        [ipv6, { src: new Uint8Array(16).fill(0xfd), dst: new Uint8Array(16).fill(2) }],
        [udp, { srcport: 5, dstport: 6 }],
      ],
      Uint8Array.of(1, 2, 3),
    );
    const [work] = worksOf(bytes);
    expect(work).toMatchObject({ layer: 'udp', verdict: 'right' });
    expect(work?.groups[0]?.rows.map((r) => r.words.length)).toEqual([8, 8, 2, 2]);
    expect(work?.groups[2]?.rows[0]).toMatchObject({ words: [0x0102, 0x0300], padded: true });
  });

  it('does not sum the padding behind a short packet', () => {
    const bytes = buildStack(
      [
        [eth, macs],
        [ip, { src: 1, dst: 2 }],
        [udp, { srcport: 5, dstport: 6 }],
      ],
      Uint8Array.of(1),
    );
    const padded = new Uint8Array(60).fill(0xee);
    padded.set(bytes);
    expect(worksOf(padded).map((w) => w.verdict)).toEqual(['right', 'right']);
  });

  it('knows a UDP checksum that is not there', () => {
    const bytes = buildStack([
      [eth, macs],
      [ip, { src: 1, dst: 2 }],
      [udp, { srcport: 5, dstport: 6, checksum: 0 }],
    ]);
    expect(worksOf(bytes)[1]).toMatchObject({ verdict: 'absent' });
  });

  it('sums the address that a source route ends at, not the next stop (RFC 791 §3.1, RFC 8200 §8.1)', () => {
    const hop = [203, 0, 113, 7];
    const v4 = buildStack([
      [eth, macs],
      [ip, { src: 0x0a000001, dst: 0x0a000002, options: Uint8Array.of(131, 7, 4, ...hop, 0) }],
      [tcp, { srcport: 5, dstport: 6 }],
    ]);
    const [, work] = worksOf(v4);
    expect(work?.groups[0]?.rows[1]?.what).toBe('to 203.0.113.7');
    const final = new Uint8Array(16).fill(7);
    const v6 = buildStack([
      [eth, macs],
      [ipv6, { src: new Uint8Array(16).fill(1), dst: final }],
      [udp, { srcport: 5, dstport: 6 }],
    ]);
    const header = Uint8Array.of(17, 2, 0, 1, 0, 0, 0, 0, ...final);
    const routed = Uint8Array.of(...v6.subarray(0, 54), ...header, ...v6.subarray(54));
    routed.set([0, 32, 43], 18);
    routed.fill(2, 38, 54);
    expect(worksOf(routed).map((w) => [w.layer, w.verdict])).toEqual([['udp', 'right']]);
  });

  it('names a checksum that was left to the network card', () => {
    const whole = buildStack([
      [eth, macs],
      [ip, { src: 0x0a000001, dst: 0x0a000002 }],
      [tcp, { srcport: 5, dstport: 6 }],
    ]);
    const pseudo = worksOf(whole)[1]?.groups[0]?.rows.at(-1)?.total ?? 0;
    const offloaded = buildStack([
      [eth, macs],
      [ip, { src: 0x0a000001, dst: 0x0a000002 }],
      [tcp, { srcport: 5, dstport: 6, checksum: pseudo }],
    ]);
    expect(worksOf(offloaded)[1]).toMatchObject({ verdict: 'partial' });
    const { faults } = dissect(protocols, frameFrom(offloaded), NOTHING_KNOWN, { verify: true });
    expect(faults).toMatchObject([{ layer: 'tcp', severity: 'note', text: expect.stringContaining('left to the network card') }]);
  });

  it('gives no verdict on what was not captured or is a fragment', () => {
    expect(worksOf(LECTURE_BYTES.subarray(0, 60), 72)[1]).toMatchObject({
      verdict: 'unknown',
      note: 'it covers 38 bytes, the capture has 26 of them',
    });
    const fragment = buildStack([
      [eth, macs],
      [ip, { src: 1, dst: 2, flags: 1, proto: 17 }],
      [udp, { srcport: 5, dstport: 6 }],
    ]);
    expect(worksOf(fragment).every((w) => w.layer === 'ip' || w.verdict === 'unknown')).toBe(true);
  });

  it('agrees with the verdict of the dissection on changed frames', () => {
    for (let o = 14; o < LECTURE_BYTES.length; o++) {
      const bytes = Uint8Array.from(LECTURE_BYTES);
      bytes[o] = (bytes[o] ?? 0) ^ 0x10;
      const d = dissect(protocols, frameFrom(bytes), NOTHING_KNOWN, { verify: true });
      for (const work of checksumsOf(d)) {
        const status = d.layers.find((l) => l.layer.name === work.layer)?.fields.find((f) => f.name === `${work.layer}.checksum.status`);
        if (status !== undefined && status.value !== 2 && work.verdict !== 'unknown')
          expect([o, status?.value]).toEqual([o, work.verdict === 'right' ? 1 : 0]);
      }
    }
  });
});
