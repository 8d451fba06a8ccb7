import { describe, expect, it } from 'vitest';
import { type Language, Words } from '../../core/words.ts';
import { type Facts, factsLines } from '../facts.ts';
import { plainText } from '../text.ts';
import { explainAddress } from './address.ts';
import { callNames, explainCall } from './call.ts';
import { explainErrno } from './errno.ts';
import { explainHeader } from './header.ts';
import { explainMac } from './mac.ts';
import { explainPort } from './port.ts';
import { explainSockaddr } from './sockaddr.ts';
import { explainUrl } from './url.ts';
import { explainWords } from './words.ts';

const wordsOf = async (language: Language): Promise<Words> => new Words(language, await explainWords(language));
const [english, german] = [await wordsOf('en'), await wordsOf('de')];

const said = (facts: Facts | undefined): Record<string, string> =>
  Object.fromEntries(facts?.facts.map(({ name, value }) => [name, value]) ?? []);

describe('an address', () => {
  it("has its bits: the lecture's 128.238.42.112", () => {
    const { bits, class: cls, scope } = said(explainAddress('128.238.42.112', english));
    expect([bits, cls?.[0], scope]).toEqual(['10000000 11101110 00101010 01110000', 'B', 'the whole Internet (global unicast)']);
  });
  it('has a network, a host and a range', () =>
    expect(said(explainAddress('192.0.2.77/26', english))).toMatchObject({
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
  ])('%s reaches from %s', (text, range) => expect(said(explainAddress(text, english))['range']).toBe(range));
  it('tells IPv4 within IPv6, zones and MACs', () => {
    expect(said(explainAddress('::ffff:87.234.201.207', english))['carries']).toContain('87.234.201.207');
    expect(said(explainAddress('fe80::fc:ff:fe00:1%eth0', english))).toMatchObject({
      scope: 'this link (link-local)',
      'made from': 'MAC 02:fc:00:00:00:01',
    });
  });
  it.each(['300.1.2.3', '1.2.3', '10.0.0.0/33', '::/129', 'dead', '45 00', '1::2::3'])('%s is none', (text) =>
    expect(explainAddress(text, english)).toBeUndefined(),
  );
});

describe('a sockaddr', () => {
  it("is the lecture's 16 bytes", () =>
    expect(said(explainSockaddr('128.2.220.10:15213', english))['all']).toBe('02 00 3b 6d 80 02 dc 0a 00 00 00 00 00 00 00 00'));
  it('is 28 bytes for IPv6', () => expect(said(explainSockaddr('[::1]:80', english))['all']?.split(' ')).toHaveLength(28));
  it.each(['1.2.3.4:65536', '::1:80', '1.2.3.4', '1.2.3:80'])('%s is none', (text) =>
    expect(explainSockaddr(text, english)).toBeUndefined(),
  );
});

it.each([
  [0, 'none'],
  [1023, 'well-known'],
  [1024, 'registered'],
  [49151, 'registered'],
  [49152, 'dynamic'],
])('port %i is %s', (port, range) => expect(said(explainPort(port, [], english))['range']).toContain(range));

describe('an errno', () => {
  const numbers = { ECONNREFUSED: 111, EDOM: 33 };
  it.each(['ECONNREFUSED', 'econnrefused', '111'])('%s says what to do', (text) =>
    expect(said(explainErrno(text, numbers, english))).toMatchObject({
      means: 'nobody listens on that port',
      number: '111 on this system',
    }),
  );
  it('without a lesson names the manual', () => expect(said(explainErrno('33', numbers, english))['more']).toContain('EDOM'));
  it.each(['112', 'ENONE', 'toString'])('%s is none', (text) => expect(explainErrno(text, numbers, english)).toBeUndefined());
});

describe('a URL', () => {
  it('comes apart, its password covered', () => {
    const facts = explainUrl('http://ann:pw@[::1]:8080/a%20b?x=1&y=a+b#top', () => 80, english);
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
  it('has the usual port', () =>
    expect(said(explainUrl('ftp://h', () => 21, english))).toMatchObject({ port: '21, the usual one', host: 'h' }));
  it.each(['127.0.0.1:80', 'tcp', '45:00', 'a b://c'])('%s is none', (text) =>
    expect(explainUrl(text, () => undefined, english)).toBeUndefined(),
  );
});

it('is shown in two columns', () =>
  expect(
    factsLines(explainPort(80, ['http/tcp'], english))
      .map(plainText)
      .slice(0, 2),
  ).toEqual(['80  port', '  name   http/tcp']));

it('fits a terminal, values below themselves', () => {
  const lines = (columns?: number): readonly string[] => {
    const facts = explainAddress('2001:db8:1234:5678:9abc:def0:1234:5678/48', english);
    return facts === undefined ? [] : factsLines(facts, columns).map(plainText);
  };
  expect(Math.max(...lines().map((text) => text.length))).toBeLessThanOrEqual(80);
  expect(Math.max(...lines(60).map((text) => text.length))).toBeLessThanOrEqual(60);
  expect(lines(60).filter((text) => /^ +[01]{16}( [01]{16})*$/.test(text))).toHaveLength(3);
});

describe('a call', () => {
  it('says what it does, and what it would be on a telephone', () =>
    expect(said(explainCall('accept()', english))).toMatchObject({
      does: 'takes the first connection that waits',
      'as a telephone': 'pick up when it rings',
      blocks: 'until somebody connects',
    }));
  it.each(callNames().flatMap((name) => [english, german].map((words) => [name, words] as const)))('%s has each fact', (name, words) => {
    for (const { value } of explainCall(name, words)?.facts ?? [{ value: '' }]) expect(value).not.toBe('');
  });
  it('that is none', () => expect(explainCall('toString', english)).toBeUndefined());
});

describe('a header field', () => {
  it('lists what is liked best first', () =>
    expect(explainHeader('TE: deflate, gzip;q=0.5, chunked;q=0, x;q=7', english)?.facts.map(({ value }) => value)).toEqual([
      'x, weight 7',
      'q=7 is no weight: it goes from 0 to 1, with up to three digits behind the point',
      'deflate, weight 1',
      'gzip, weight 0.5',
      'chunked, weight 0, never: its weight is 0',
    ]));
  it("warns of the lecture's empty parameter", () =>
    expect(said(explainHeader('Content-Type: text/html; charset=', english))['wrong']).toContain('the parameter charset is empty'));
  it('keeps what stands in quotes', () =>
    expect(said(explainHeader('Content-Type: multipart/form-data; boundary="a;b, c"', english))['parameter']).toBe('boundary = "a;b, c"'));
  it.each(['http://host', 'tcp', '4500 0073'])('%s is none', (text) => expect(explainHeader(text, english)).toBeUndefined());
});

describe('a MAC address', () => {
  it('has a maker', () => expect(said(explainMac('00:16:ea:e3:54:e6', makerOf, english))).toMatchObject({ maker: 'Intel' }));
  it.each([
    ['ff:ff:ff:ff:ff:ff', 'everybody on this link (broadcast)'],
    ['01-00-5e-00-00-fb', 'a group: everybody who listens to it (the lowest bit of the first byte is 1)'],
    ['52:54:00:12:34:56', 'one network adapter (the lowest bit of the first byte is 0)'],
  ])('%s reaches %s', (text, reached) => expect(said(explainMac(text, makerOf, english))['sent to']).toBe(reached));
});

const makerOf = (address: Uint8Array): string | undefined => (address[2] === 0xea ? 'Intel' : undefined);

it('is said in German', () => {
  expect(explainAddress('192.0.2.7/24', german)?.facts.map(({ value }) => value)).toContain('256, davon 254 für Hosts');
  expect(explainErrno('111', { ECONNREFUSED: 111 }, german)?.facts.map(({ value }) => value)).toContain(
    'an diesem Port nimmt niemand Verbindungen an',
  );
});
