import { describe, expect, it } from 'vitest';
import { type Facts, factsLines } from '../facts.ts';
import { plainText } from '../text.ts';
import { explainAddress } from './address.ts';
import { explainErrno } from './errno.ts';
import { explainPort } from './port.ts';
import { explainSockaddr } from './sockaddr.ts';
import { explainUrl } from './url.ts';

const said = (facts: Facts | undefined): Record<string, string> =>
  Object.fromEntries(facts?.facts.map(({ name, value }) => [name, value]) ?? []);

describe('an address', () => {
  it("has its bits: the lecture's 128.238.42.112", () => {
    const { bits, class: cls, scope } = said(explainAddress('128.238.42.112'));
    expect([bits, cls?.[0], scope]).toEqual(['10000000 11101110 00101010 01110000', 'B', 'the whole Internet (global unicast)']);
  });
  it('has a network, a host and a range', () =>
    expect(said(explainAddress('192.0.2.77/26'))).toMatchObject({
      network: '192.0.2.64/26: the first 26 bits',
      mask: '255.255.255.192',
      host: '6 bits: 0xd',
      range: '192.0.2.64 to 192.0.2.127',
      addresses: '64, 62 for hosts',
      broadcast: '192.0.2.127',
    }));
  it.each([
    ['10.0.0.0/0', '0.0.0.0 to 255.255.255.255'],
    ['10.1.2.3/32', '10.1.2.3 to 10.1.2.3'],
    ['10.1.2.3/31', '10.1.2.2 to 10.1.2.3'],
    ['2001:db8::7/33', '2001:db8:: to 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff'],
  ])('%s reaches from %s', (text, range) => expect(said(explainAddress(text))['range']).toBe(range));
  it('tells IPv4 within IPv6, zones and MACs', () => {
    expect(said(explainAddress('::ffff:87.234.201.207'))['carries']).toContain('87.234.201.207');
    expect(said(explainAddress('fe80::fc:ff:fe00:1%eth0'))).toMatchObject({
      scope: 'this link (link-local)',
      'made from': 'MAC 02:fc:00:00:00:01',
    });
  });
  it.each(['300.1.2.3', '1.2.3', '10.0.0.0/33', '::/129', 'dead', '45 00', '1::2::3'])('%s is none', (text) =>
    expect(explainAddress(text)).toBeUndefined(),
  );
});

describe('a sockaddr', () => {
  it("is the lecture's 16 bytes", () =>
    expect(said(explainSockaddr('128.2.220.10:15213'))['all']).toBe('02 00 3b 6d 80 02 dc 0a 00 00 00 00 00 00 00 00'));
  it('is 28 bytes for IPv6', () => expect(said(explainSockaddr('[::1]:80'))['all']?.split(' ')).toHaveLength(28));
  it.each(['1.2.3.4:65536', '::1:80', '1.2.3.4', '1.2.3:80'])('%s is none', (text) => expect(explainSockaddr(text)).toBeUndefined());
});

it.each([
  [0, 'none'],
  [1023, 'well-known'],
  [1024, 'registered'],
  [49151, 'registered'],
  [49152, 'dynamic'],
])('port %i is %s', (port, range) => expect(said(explainPort(port, []))['range']).toContain(range));

describe('an errno', () => {
  const numbers = { ECONNREFUSED: 111, EDOM: 33 };
  it.each(['ECONNREFUSED', 'econnrefused', '111'])('%s says what to do', (text) =>
    expect(said(explainErrno(text, numbers))).toMatchObject({ means: 'nobody listens on that port', number: '111 on this system' }),
  );
  it('without a lesson names the manual', () => expect(said(explainErrno('33', numbers))['more']).toContain('EDOM'));
  it.each(['112', 'ENONE', 'toString'])('%s is none', (text) => expect(explainErrno(text, numbers)).toBeUndefined());
});

describe('a URL', () => {
  it('comes apart, its password covered', () => {
    const facts = explainUrl('http://ann:pw@[::1]:8080/a%20b?x=1&y=a+b#top', () => 80);
    expect(facts?.text).toBe('http://ann:*****@[::1]:8080/a%20b?x=1&y=a+b#top');
    expect(said(facts)).toMatchObject({
      scheme: 'http',
      user: 'ann:*****',
      host: '[::1]',
      port: '8080',
      'path, read': '/a b',
      query: 'x=1&y=a+b',
      '': 'y = a b',
    });
  });
  it('has the usual port', () => expect(said(explainUrl('ftp://h', () => 21))).toMatchObject({ port: '21, the usual one', host: 'h' }));
  it.each(['127.0.0.1:80', 'tcp', '45:00', 'a b://c'])('%s is none', (text) => expect(explainUrl(text, () => undefined)).toBeUndefined());
});

it('is shown in two columns', () =>
  expect(
    factsLines(explainPort(80, ['http/tcp']))
      .map(plainText)
      .slice(0, 2),
  ).toEqual(['80  port', '  name   http/tcp']));
