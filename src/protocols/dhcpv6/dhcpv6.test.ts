import { describe, expect, it } from 'vitest';
import { dissectedSample } from '../../../test/conformance/protocol/samples.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';

const message = (...all: readonly number[]) =>
  dissectAs(protocols, 'dhcpv6', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes: Uint8Array.from(all),
    original: all.length,
    comments: [],
  });

describe('dhcpv6 (RFC 8415)', () => {
  it('has rows as Wireshark has them', () => {
    const rows = dissectedSample('dhcpv6').map((d) => d.layers.at(-1)?.info);
    expect(rows[1]).toBe('Advertise XID: 0xabc001 CID: 00010001295f1122020000000a01 IAA: 2001:db8::77 ');
    expect(rows[11]).toBe('Relay-forw L: 2001:db8::1 Solicit XID: 0xabc009 CID: 00010001295f1122020000000a01 ');
  });

  it('names a message of which only the beginning is there, as Wireshark does', () => {
    const rows = [[1], [1, 2, 3], [12, 0], [99, 1]].map((bytes) => message(...bytes).layers[0]?.info);
    expect(rows).toEqual([
      'Solicit [Malformed Packet]',
      'Solicit [Malformed Packet]',
      'Relay-forw [Malformed Packet]',
      'Message Type 99 [Malformed Packet]',
    ]);
  });

  it('says what is wrong, and goes on', () => {
    const found = message(1, 0, 0, 1, 0, 8, 0, 1, 5, 0, 7, 0, 1, 9);
    expect(found.faults.map(({ text }) => text)).toEqual(['length 1 is less than 2']);
    expect(valuesOf(found)['dhcpv6.option_preference']).toEqual(['9']);
    expect(message(1, 0, 0, 1, 0, 6, 0, 9, 1).faults).toHaveLength(1);
  });

  it('takes no more for a message inside than its option has', () => {
    const found = message(1, 0, 0, 1, 0, 9, 0, 1, 1, 0, 7, 0, 1, 9);
    expect(found.faults.map(({ text }) => text)).toEqual(['needs 4 bytes, there are 1']);
    expect(valuesOf(found)['dhcpv6.option_preference']).toEqual(['9']);
    expect(message(1, 0, 0, 1, 0, 9, 0, 2, 12, 0, 0, 7, 0, 1, 9).faults.map(({ text }) => text)).toEqual(['needs 34 bytes, there are 2']);
  });

  it('takes no more for a prefix than its option has', () => {
    const found = valuesOf(message(1, 0, 0, 1, 0, 89, 0, 10, 0, 0, 0, 0, 0, 0, 0, 128, 0x20, 0x01, 0, 7, 0, 1, 9));
    expect(found).toMatchObject({ 'dhcpv6.s46_rule.ipv6_prefix': ['2001::'], 'dhcpv6.option_preference': ['9'] });
  });

  it('does not follow relays for ever', () => {
    const head = [...new Array(34).fill(0)];
    head[0] = 12;
    let bytes: number[] = [1, 0, 0, 1];
    for (let k = 0; k < 40; k++) bytes = [...head, 0, 9, bytes.length >> 8, bytes.length & 255, ...bytes];
    expect(message(...bytes).faults.map(({ kind }) => kind)).toContain('deep');
  });
});
