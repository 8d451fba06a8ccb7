import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { utf8 } from '../../core/bytes.ts';
import { buildStack } from '../../wire/build.ts';
import { LinkType } from '../../wire/frame.ts';
import { ip } from '../ip/ip.ts';
import { udp } from '../udp/udp.ts';

const name = (text: string): number[] => [...text.split('.').flatMap((label) => [label.length, ...utf8(label)]), 0];
const header = (id: number, flags: number, counts: readonly number[]): number[] => [id, flags, ...counts].flatMap((n) => [n >> 8, n & 255]);

const datagram = (bytes: readonly number[], toServer = true, network = true) =>
  dissected(
    buildStack(
      [
        [ip, { src: 0xc0000201, dst: 0xc0000235, proto: network ? 17 : 253 }],
        [udp, toServer ? { srcport: 49152, dstport: 53 } : { srcport: 53, dstport: 49152 }],
      ],
      Uint8Array.from(bytes),
    ),
    LinkType.raw,
  );

describe('dns', () => {
  it('reads a question (RFC 1035 §4.1.2)', () => {
    const d = datagram([...header(0x1234, 0x0100, [1, 0, 0, 0]), ...name('www.example.com'), 0, 28, 0, 1]);
    const v = valuesOf(d);
    expect(v['dns.qry.name']).toEqual(['www.example.com']);
    expect([v['dns.qry.type'], v['dns.count.queries'], v['dns.flags.response']]).toEqual([['28'], ['1'], ['0']]);
    expect(d.layers.at(-1)?.info).toBe('Standard query 0x1234 AAAA www.example.com');
    expect(faultsOf(d)).toEqual([]);
  });

  it('follows pointers back to earlier names (RFC 1035 §4.1.4)', () => {
    const question = [...name('f.isi.arpa'), 0, 1, 0, 1];
    const answer = [3, 102, 111, 111, 0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 192, 0, 2, 7];
    const d = datagram([...header(7, 0x8180, [1, 1, 0, 0]), ...question, ...answer], false);
    const v = valuesOf(d);
    expect(v['dns.resp.name']).toEqual(['foo.f.isi.arpa']);
    expect(v['dns.a']).toEqual(['192.0.2.7']);
    expect(v['dns.resp.ttl']).toEqual(['300']);
  });

  it.each([
    ['a pointer to itself', [0xc0, 12]],
    ['a label of a kind that there is not', [0x80, 1, 0]],
    ['a label that goes on behind the message', [63, 97, 98]],
  ])('says what is wrong with %s', (_, bytes) => {
    const d = datagram([...header(7, 0x0100, [1, 0, 0, 0]), ...bytes, 0, 1, 0, 1]);
    expect(faultsOf(d).length).toBeGreaterThan(0);
  });

  it('finds the version of EDNS in its record (RFC 6891 §6.1.3)', () => {
    const d = datagram([...header(1, 0, [1, 0, 0, 1]), ...name('a.test'), 0, 1, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]);
    expect(valuesOf(d)['dns.resp.type']).toEqual(['41']);
    expect(valuesOf(d)['dns.rr.udp_payload_size']).toEqual(['1232']);
  });
});
