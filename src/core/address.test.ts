import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import * as address from './address.ts';
import { UsageError } from './fault.ts';

const { ip6Text, parseIp6 } = address;
const again = (text: string): string | undefined => {
  const b = parseIp6(text);
  return b && ip6Text(b);
};

describe('IPv6 addresses', () => {
  it.each([
    ['2001:0db8::0001', '2001:db8::1', '§4.1: no leading zeros'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1', '§4.2.1: as short as can be'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1', '§4.2.2: not for a single group'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1', '§4.2.3: the longest run'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1', '§4.2.3: the first of two'],
    ['2001:DB8::AAAA', '2001:db8::aaaa', '§4.3: lower case'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1', '§5: mapped addresses'],
    ['0:0:0:0:0:0:0:0', '::', ''],
    ['0:0:0:0:0:0:0:1', '::1', ''],
  ])('%s is %s (RFC 5952 %s)', (typed, canonical) => {
    expect(again(typed)).toBe(canonical);
  });

  it('of RFC 4291 §2.2 are all read', () => {
    for (const text of ['ABCD:EF01:2345:6789:ABCD:EF01:2345:6789', 'FF01::101', '::13.1.68.3', '::FFFF:129.144.52.38'])
      expect(again(text)).toBe(text.toLowerCase());
  });

  it('that are none are none', () => {
    for (const text of [
      '',
      ':',
      ':::',
      '1',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7::8',
      '12345::',
      '::g',
      '::1.2.3',
      '::1.2.3.4:5',
      '[::1]',
      '::1%lo',
    ])
      expect(parseIp6(text), text).toBeUndefined();
  });

  it('come back as they were', () => {
    const any = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => b.map((n) => (n < 128 ? 0 : n)));
    fc.assert(fc.property(any, (b) => void expect(parseIp6(ip6Text(b))).toEqual(b)));
  });
});

describe('IPv4 and MAC addresses', () => {
  it('are text and bytes', () => {
    expect([address.ip4Text(Uint8Array.of(9, 192, 0, 2, 1), 1), address.ip4Number(0xc0000201)]).toEqual(['192.0.2.1', '192.0.2.1']);
    expect(address.parseIp4('255.0.10.1')).toEqual(Uint8Array.of(255, 0, 10, 1));
    for (const text of ['1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.', '1.2.3.-4', '0x1.2.3.4'])
      expect(address.parseIp4(text)).toBeUndefined();
    expect(address.macText(Uint8Array.of(2, 0, 0, 0xab, 0, 1))).toBe('02:00:00:ab:00:01');
    expect(address.parseMac('2-0-0-AB-0-1')).toEqual(Uint8Array.of(2, 0, 0, 0xab, 0, 1));
    for (const text of ['02:00:00:00:00', '02:00:00:00:00:123', '02:00:00:00:00:gg']) expect(address.parseMac(text)).toBeUndefined();
  });
});

describe('hosts and ports', () => {
  it.each([
    ['example.org:80', 'example.org', '80'],
    ['[2001:db8::1]:http', '2001:db8::1', 'http'],
    ['[::1]', '::1', ''],
    ['::1', '::1', ''],
    [':80', '', '80'],
    ['host', 'host', ''],
    ['host:', 'host', ''],
  ])('%s is host %s and port %s', (text, host, port) => {
    expect(address.splitHostPort(text)).toEqual({ host, port });
  });

  it('are joined with brackets where the host has colons (RFC 3986 §3.2.2)', () => {
    expect([address.joinHostPort('::1', 80), address.joinHostPort('h', '80')]).toEqual(['[::1]:80', 'h:80']);
  });

  it('a port is a number of 16 bits', () => {
    expect([address.parsePort('0', ''), address.parsePort('65535', '')]).toEqual([0, 65535]);
    for (const text of ['65536', '-1', '1.5', '', '0x10', '1e3']) expect(() => address.parsePort(text, '-p'), text).toThrow(UsageError);
    expect(() => address.parsePort('x', '-p')).toThrow('-p: expected a port from 0 to 65535, got "x"');
  });
});

describe('networks', () => {
  const inside = (host: string, net: string): boolean => address.inNetwork(address.parseIp(host)!, address.parseNetwork(net)!);

  it('hold addresses by their first bits', () => {
    expect([inside('10.255.0.1', '10.0.0.0/8'), inside('11.0.0.1', '10.0.0.0/8')]).toEqual([true, false]);
    expect([inside('192.0.2.127', '192.0.2.0/25'), inside('192.0.2.128', '192.0.2.0/25')]).toEqual([true, false]);
    expect([inside('2001:db8::1', '2001:db8::/33'), inside('2001:db8:8000::1', '2001:db8::/33')]).toEqual([true, false]);
    expect([inside('1.2.3.4', '0.0.0.0/0'), inside('::1', '0.0.0.0/0'), inside('1.2.3.4', '1.2.3.4')]).toEqual([true, false, true]);
  });

  it('of mapped addresses are those of IPv4', () => {
    expect(address.parseIp('::ffff:10.0.0.1')).toEqual(Uint8Array.of(10, 0, 0, 1));
    expect(address.parseIp('fe80::1%eth0')).toEqual(address.parseIp('fe80::1'));
    expect(inside('10.1.1.1', '::ffff:10.0.0.0/104')).toBe(true);
  });

  it('that are none are none', () => {
    for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', 'host/8', '::ffff:10.0.0.0/95', '1.2.3/8'])
      expect(address.parseNetwork(text), text).toBeUndefined();
  });
});
