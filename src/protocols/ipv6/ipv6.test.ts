import { describe, expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { parseIp6 } from '../../core/address.ts';
import { buildStack } from '../../wire/build.ts';
import { bitsOf } from '../../wire/field.ts';
import { LinkType } from '../../wire/frame.ts';
import { udp } from '../udp/udp.ts';
import { destinationOptions, hopByHop } from './extensions.ts';
import { ipv6 } from './ipv6.ts';
import { options } from './options.ts';

const addresses = { src: parseIp6('2001:db8::1')!, dst: parseIp6('2001:db8::2')! };

describe('ipv6', () => {
  it('chains extension headers by next header (RFC 8200 §4)', () => {
    const options = [
      { kind: 5, 'opt.router_alert': 0 },
      { kind: 1, bytes: new Uint8Array(0) },
    ];
    const b = buildStack(
      [
        [ipv6, addresses],
        [hopByHop, { options }],
        [destinationOptions, { options: [{ kind: 1, bytes: new Uint8Array(4) }] }],
        [udp, { srcport: 1, dstport: 2 }],
      ],
      new Uint8Array(3),
    );
    const d = dissected(b, LinkType.raw);
    expect(d.layers.map((l) => l.layer.name)).toEqual(['raw', 'ipv6', 'ipv6.hopopts', 'ipv6.dstopts', 'udp']);
    const v = valuesOf(d);
    expect(v['ipv6.opt.type']).toEqual(['0x05', '0x01', '0x01']);
    expect(v['ipv6.opt.router_alert']).toEqual(['0']);
    expect(v['ipv6.hopopts.len_oct']).toEqual(['8']);
    expect(v['udp.checksum.status']).toEqual(['1']);
  });

  it('reads no option that has room for its fields beyond the end that it says itself', () => {
    const kinds = Object.entries(options.kinds).filter(([, { single }]) => !single);
    for (const [key, { fields = {} }] of kinds)
      for (let length = bitsOf(fields) >> 3; length <= 24; length++)
        for (const fill of [0, 0x0f, 0x80, 0xff]) {
          const kind = Number(key);
          const b = new Uint8Array(120).fill(fill);
          b.set([0x60, 0, 0, 0, 0, 80, 0, 64, ...addresses.src, ...addresses.dst, 59, 3, kind, length]);
          const [found] = dissected(b, LinkType.ipv6)
            .layers.flatMap((l) => l.fields)
            .filter((f) => f.name === 'ipv6.opt');
          const end = 42 + 2 + length;
          expect([kind, length, found?.offset, found?.length]).toEqual([kind, length, 42, 2 + length]);
          const beyond = found?.children.filter((f) => !f.generated && f.offset + f.length > end).map((f) => f.name);
          expect([kind, length, fill, beyond]).toEqual([kind, length, fill, []]);
        }
  });

  it('stops at another version', () => {
    const b = buildStack([[ipv6, { ...addresses, version: 5 }]]);
    expect(faultsOf(dissected(b, LinkType.ipv6))).toEqual(['version 5 is not 6']);
  });

  it('ends an option at the end of its header', () => {
    const b = buildStack([
      [ipv6, addresses],
      [hopByHop, { options: Uint8Array.of(1, 200, 0, 0, 0, 0) }],
      [udp, { srcport: 1, dstport: 2 }],
    ]);
    const d = dissected(b, LinkType.raw);
    expect(faultsOf(d)).toContain('PadN: length 202 is past the end of the options');
    expect(d.layers.at(-1)!.layer.name).toBe('udp');
  });

  it.each([
    [59, 'IPv6 no next header'],
    [30, 'Unknown IP Protocol: Bulk Data (30)'],
    [60, 'IPv6 destination options'],
  ])('a row of next header %i says what nothing above it does', (next, info) => {
    const b = buildStack([
      [ipv6, addresses],
      [destinationOptions, { nxt: next, options: [{ kind: 1, bytes: new Uint8Array(4) }] }],
    ]);
    expect(dissected(b, LinkType.raw).layers.findLast((l) => l.info !== undefined)?.info).toBe(info);
  });
});
