/** What records and options hold, with vectors of the RFC of each: as plain data, as bytes and as fields. */
import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../../test/dissected.ts';
import { ip6Text } from '../../../core/address.ts';
import { concat, fromHex, hex, utf8 } from '../../../core/bytes.ts';
import { TextBuffer } from '../../../core/text-buffer.ts';
import { dissectAs } from '../../../wire/dissect.ts';
import type { Dissection } from '../../../wire/dissection.ts';
import { protocols } from '../../registry.ts';
import { nameBytes } from '../dns-name.ts';
import type { DnsRecord } from './message.ts';
import { spanText } from './parts.ts';
import { readMessage } from './read-message.ts';
import { base32, keyTag } from './records-security.ts';
import { putIp6, writtenText } from './row-values.ts';
import { typeNumber } from './types.ts';
import { writeMessage } from './write-message.ts';

/** A reply with one record. */
const reply = (type: string, data: Uint8Array, owner = 'example.com'): Uint8Array => {
  const b = writeMessage({ id: 0, response: true, answers: [{ name: owner, ttl: 300, type, bytes: data }] });
  return b;
};
const bytesOf = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);

const dissected = (bytes: Uint8Array): Dissection =>
  dissectAs(protocols, 'dns', { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] });

const recordIn = (b: Uint8Array): DnsRecord | undefined => {
  const read = readMessage(b);
  if (read.kind === 'fault') throw new Error(read.text);
  return read.message.answers[0];
};
const dataIn = (b: Uint8Array): unknown => {
  const record = recordIn(b);
  return record !== undefined && 'data' in record ? record.data : undefined;
};
/** The data of a record written again. */
const again = (b: Uint8Array): string => {
  const record = recordIn(b);
  return record === undefined ? '' : hex(writeMessage({ id: 0, response: true, answers: [record] }));
};

/** Values below `dns.` and a prefix, without that. */
const fields = (b: Uint8Array, prefix: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(valuesOf(dissected(b)))
      .filter(([key]) => key.startsWith(`dns.${prefix}`))
      .map(([key, values]) => [key.slice(4 + prefix.length), values]),
  );

/** The line of an entry of the tree. */
const lines = (b: Uint8Array): readonly (string | undefined)[] =>
  dissected(b).layers[0]?.fields.flatMap((section) => (section.name === '' ? section.children.map((entry) => entry.text) : [])) ?? [];

describe('keys of DNSSEC', () => {
  const KEY =
    'AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==';
  const rdata = concat([bytesOf('0100 03 05'), new Uint8Array(Buffer.from(KEY, 'base64'))]);

  it('have the tag of RFC 4034 §5.4', () => {
    expect(keyTag(rdata, 0, rdata.length)).toBe(60485);
    expect(fields(reply('DNSKEY', rdata), 'dnskey.')).toMatchObject({
      flags: ['0x0100'],
      'flags.zone_key': ['1'],
      'flags.key_revoked': ['0'],
      'flags.secure_entry_point': ['0'],
      'flags.reserved': ['0x0000'],
      protocol: ['3'],
      algorithm: ['5'],
      key_id: ['60485'],
    });
    expect(dataIn(reply('DNSKEY', rdata))).toMatchObject({ flags: 256, algorithm: 5, keyTag: 60485 });
  });

  it('of RSA/MD5 have it in their last bytes (appendix B.1)', () => {
    expect(keyTag(bytesOf('0100 03 01 010203abcd04'), 0, 10)).toBe(0xabcd);
    expect([keyTag(bytesOf('0100'), 0, 2), keyTag(bytesOf('01000301'), 0, 4)]).toEqual([-1, -1]);
  });

  it('that are forbidden have no more flags (RFC 2535 §3.1.2)', () => {
    expect(Object.keys(fields(reply('KEY', bytesOf('ffff0301')), 'key.flags'))).toEqual(['', '.authentication', '.confidentiality']);
    expect(fields(reply('KEY', bytesOf('020003050102')), 'key.flags')).toMatchObject({
      '.associated_named_entity': ['1'],
      '.signatory': ['0'],
    });
  });

  it('digests point to them: the example of RFC 4034 §5.4', () => {
    const b = reply('DS', bytesOf('ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118'));
    expect(fields(b, 'ds.')).toEqual({
      key_id: ['0xec45'],
      algorithm: ['5'],
      digest_type: ['1'],
      digest: ['2bb183af5f22588179a53b0a98631fad1a292118'],
    });
  });
});

describe('what there is not', () => {
  it('the example of RFC 4034 §4.3', () => {
    const rdata = concat([nameBytes('host.example.com'), bytesOf('0006 400100000003'), bytesOf('041b'), new Uint8Array(26), bytesOf('20')]);
    const b = reply('NSEC', rdata, 'alfa.example.com');
    expect(dataIn(b)).toEqual({ next: 'host.example.com', types: ['A', 'MX', 'RRSIG', 'NSEC', 'TYPE1234'] });
    expect(fields(b, 'resp.type')['']).toEqual(['47', '1', '15', '46', '47', '1234']);
    expect(again(b)).toBe(hex(b));
  });

  it('hashed owners are shown in base 32 (RFC 5155 §3.3, appendix A)', () => {
    const next = bytesOf('174eb2409fe28bcb4887a1836f957f0a8425e27b');
    expect(base32(next)).toBe('2t7b4g4vsa5smi47k61mv5bv1a22bojr');
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(utf8(text)))).toEqual([
      '',
      'co',
      'cpng',
      'cpnmu',
      'cpnmuog',
      'cpnmuoj1',
      'cpnmuoj1e8',
    ]);
    const b = reply('NSEC3', concat([bytesOf('01 01 000c 04 aabbccdd 14'), next, bytesOf('0007 22010000000290')]));
    expect(fields(b, 'nsec3.')).toEqual({
      algo: ['1'],
      flags: ['1'],
      'flags.opt_out': ['1'],
      iterations: ['12'],
      salt_length: ['4'],
      salt_value: ['aabbccdd'],
      hash_length: ['20'],
      hash_value: ['2t7b4g4vsa5smi47k61mv5bv1a22bojr'],
    });
    expect(dataIn(b)).toMatchObject({ types: ['NS', 'SOA', 'MX', 'RRSIG', 'DNSKEY', 'NSEC3PARAM'] });
  });

  it('windows of types hold 1 to 32 bytes', () => {
    for (const map of ['0000', `0021${'00'.repeat(33)}`])
      expect(dissected(reply('NSEC', concat([nameBytes('a'), bytesOf(map)]))).faults.map((f) => f.kind)).toEqual(['malformed']);
  });
});

describe('services (RFC 9460 appendix D)', () => {
  const service = (rest: string, target = 'foo.example.com'): Uint8Array =>
    reply('SVCB', concat([bytesOf('0001'), nameBytes(target), bytesOf(rest)]));

  it.each([
    ['D.2, figure 3: the owner itself', service('', '.'), []],
    ['figure 4: a port', service('0003 0002 0035', 'foo.example.com'), [{ kind: 'port', port: 53 }]],
    ['figure 5: a key without a name', service('029b 0005 68656c6c6f'), [{ kind: 667, value: utf8('hello') }]],
    ['figure 6: any bytes', service('029b 0009 68656c6c6fd2716f6f'), [{ kind: 667, value: bytesOf('68656c6c6fd2716f6f') }]],
    [
      'figure 7: two addresses',
      service(`0006 0020 ${'20010db8000000000000000000000001'}${'20010db8000000000000000000530001'}`),
      [{ kind: 'ipv6hint', addresses: ['2001:db8::1', '2001:db8::53:1'] }],
    ],
    [
      'figure 8: an address of IPv4 in IPv6',
      service('0006 0010 20010db8012203440000000000000000'),
      [{ kind: 'ipv6hint', addresses: ['2001:db8:122:344::'] }],
    ],
    [
      'figure 9: keys that must be known',
      service('0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201'),
      [
        { kind: 'mandatory', keys: [1, 4] },
        { kind: 'alpn', protocols: ['h2', 'h3-19'] },
        { kind: 'ipv4hint', addresses: ['192.0.2.1'] },
      ],
    ],
    [
      'figure 10: names of protocols with commas and backslashes',
      service('0001 000c 08 665c6f6f2c626172 02 6832'),
      [{ kind: 'alpn', protocols: ['f\\\\oo,bar', 'h2'] }],
    ],
  ])('%s', (_, b, parameters) => {
    expect(dataIn(b)).toEqual({ priority: 1, target: parameters.length === 0 ? '.' : 'foo.example.com', parameters });
    expect(again(b)).toBe(hex(b));
  });

  it('have a line for each parameter', () => {
    const b = service('0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201 029b 0000');
    const entry = dissected(b).layers[0]?.fields.find((f) => f.text === 'Answers')?.children[0];
    expect(entry?.children.filter((f) => f.name === 'dns.svcb.svcparam').map((f) => f.text)).toEqual([
      'SvcParam: mandatory=1,4',
      'SvcParam: alpn=h2,h3-19',
      'SvcParam: ipv4hint=192.0.2.1',
      'SvcParam: key667',
    ]);
  });

  it.each([
    ['a port of one byte', '0003 0001 01'],
    ['an address of three bytes', '0004 0003 010203'],
    ['a name longer than its value', '0001 0004 06 616263'],
    ['a value where there is none', '0002 0001 61'],
    ['a value past the record', '029b 0009 61'],
  ])('%s is a fault', (_, rest) => {
    expect(dissected(service(rest)).faults.map((f) => f.kind)).toEqual(['malformed']);
    expect(readMessage(service(rest)).kind).toBe('fault');
  });
});

describe('other records', () => {
  it('where a host is (RFC 1876, the examples of §4)', () => {
    const b = reply('LOC', bytesOf('00 33 16 13 89172dd0 70be15f0 00988d20'), 'cambridge-net.kei.com');
    expect(
      dissected(b)
        .layers[0]?.fields.find((f) => f.text === 'Answers')
        ?.children[0]?.children.slice(5)
        .map((f) => f.text),
    ).toEqual([
      undefined,
      '51 (30 m)',
      '22 (10000 m)',
      '19 (10 m)',
      '2299997648 (42 deg 21 min 54.000 sec N)',
      '1891505648 (71 deg 6 min 18.000 sec W)',
      '9997600 (-24 m)',
    ]);
    expect(fields(reply('LOC', bytesOf('01616263')), 'loc.')).toEqual({ version: ['1'], unknown_data: ['01616263'] });
  });

  it('who may certify (RFC 8659 §4.1); tags in capital letters are the same', () => {
    const b = reply('CAA', concat([bytesOf('80 05'), utf8('issueca1.example.net; account=230123')]));
    expect(fields(b, 'caa.')).toEqual({
      flags: ['0x80'],
      'flags.issuer_critical': ['1'],
      issue: ['ca1.example.net; account=230123'],
      tag_length: ['5'],
      tag: ['issue'],
      value: ['ca1.example.net; account=230123'],
    });
    expect(fields(reply('CAA', concat([bytesOf('00 05'), utf8('ISSUEx')])), 'caa.issue')).toEqual({ '': ['x'] });
    expect(fields(reply('CAA', concat([bytesOf('00 05'), utf8('otherx')])), 'caa.unknown')).toEqual({ '': ['x'] });
  });

  it('fingerprints of keys (RFC 4255 §3.1)', () => {
    expect(fields(reply('SSHFP', bytesOf('0201 123456789abcdef67890123456789abcdef67890')), 'sshfp.')).toEqual({
      algorithm: ['2'],
      'fingerprint.type': ['1'],
      fingerprint: ['123456789abcdef67890123456789abcdef67890'],
    });
  });

  it('certificates of services (RFC 6698 §2.1)', () => {
    expect(fields(reply('TLSA', bytesOf('00 00 01 d2abde240d7cd3ee')), 'tlsa.')).toEqual({
      certificate_usage: ['0'],
      selector: ['0'],
      matching_type: ['1'],
      certificate_association_data: ['d2abde240d7cd3ee'],
    });
  });

  it('prefixes of addresses (RFC 3123 §5)', () => {
    const b = reply('APL', bytesOf('0001 15 03 c0a820 0001 1c 83 c0a826'));
    expect(fields(b, 'apl.')).toEqual({
      address_family: ['1', '1'],
      coded_prefix: ['21', '28'],
      negation: ['0', '1'],
      afdlength: ['3', '3'],
      'afdpart.ipv4': ['192.168.32.0', '192.168.38.0'],
    });
    expect(again(b)).toBe(hex(b));
    // Of a family that nobody knows, and longer than its family has.
    expect(fields(reply('APL', bytesOf('0009 00 00 0001 20 05 c0a8260102')), 'apl.')).toMatchObject({
      'afdpart.data': ['<MISSING>', 'c0a8260102'],
    });
  });

  it('service records say service, protocol and name of their owner (RFC 2782)', () => {
    const b = reply('SRV', concat([bytesOf('0000 0001 0009'), nameBytes('server.example.com')]), '_foobar._tcp.example.com');
    expect(fields(b, 'srv.')).toEqual({
      service: ['_foobar'],
      proto: ['_tcp'],
      name: ['example.com'],
      priority: ['0'],
      weight: ['1'],
      port: ['9'],
      target: ['server.example.com'],
    });
    expect(fields(b, 'resp.name')).toEqual({});
  });

  it('ports (RFC 1035 §3.4.2)', () => {
    const b = reply('WKS', bytesOf('c0000201 06 0000004000'));
    expect(fields(b, 'wks.')).toEqual({ address: ['192.0.2.1'], protocol: ['6'], bits: ['0x40'] });
    expect(lines(b)).toEqual(['example.com: type WKS, class IN, 192.0.2.1']);
  });

  it('addresses in pieces (RFC 2874 §3.1)', () => {
    const b = reply('A6', concat([bytesOf('40 0001020304050607'), nameBytes('pre')]));
    expect(fields(b, 'a6.')).toEqual({ prefix_len: ['64'], address_suffix: ['::1:203:405:607'], prefix_name: ['pre'] });
    expect(lines(b)).toEqual(['example.com: type A6, class IN, 64 ::1:203:405:607 pre']);
  });

  it('types that Wireshark has no names for are bytes, and what they say stands beside them', () => {
    const b = reply('URI', concat([bytesOf('000a 0001'), utf8('ftp://ftp1.example.com/public')]), '_ftp._tcp.example.com');
    expect(fields(b, 'data')['']).toEqual(['000a00016674703a2f2f667470312e6578616d706c652e636f6d2f7075626c6963']);
    const entry = dissected(b).layers[0]?.fields.find((f) => f.text === 'Answers')?.children[0];
    expect(entry?.children.at(-1)?.text).toBe('10 1 ftp://ftp1.example.com/public');
    expect(fields(reply('TYPE65534', bytesOf('0102')), 'data')['']).toEqual(['0102']);
  });

  it('without data have none of their fields (RFC 2136 §2.4)', () => {
    for (const type of ['A', 'TXT', 'SOA', 'NULL', 'NSEC3', 'APL', 'HTTPS']) {
      const b = reply(type, new Uint8Array(0));
      expect(dissected(b).faults).toEqual([]);
      expect(fields(b, 'resp.len')['']).toEqual(['0']);
    }
  });

  it('times are instants (RFC 4034 §3.3)', () => {
    const b = reply('RRSIG', concat([bytesOf('0001 05 03 00015180 3e7c9dd7 3e5510d7 0a52'), nameBytes('example.com'), bytesOf('00')]));
    expect(fields(b, 'rrsig.')).toMatchObject({
      signature_expiration: ['2003-03-22T17:31:03.000000000Z'],
      signature_inception: ['2003-02-20T17:31:03.000000000Z'],
      key_tag: ['2642'],
    });
  });
});

describe('texts of values', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [60, '1 minute'],
    [4500, '1 hour, 15 minutes'],
    [90_061, '1 day, 1 hour, 1 minute, 1 second'],
    [0x80000001, '24855 days, 3 hours, 14 minutes, 9 seconds'],
  ])('%d seconds', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
  });

  it('addresses of IPv6 in rows are those of trees', () => {
    const out = new TextBuffer(64);
    let state = 7;
    for (let i = 0; i < 3000; i++) {
      const b = Uint8Array.from({ length: 16 }, (_, k) => {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        return (state >>> 16) & 3 || k === i % 16 ? 0 : (state >>> 20) & 255;
      });
      if (i % 5 === 0) b.fill(0, 0, 10);
      if (i % 10 === 0) b.fill(255, 10, 12);
      out.length = 0;
      putIp6(out, b, 0);
      expect(writtenText(out)).toBe(ip6Text(b));
    }
  });

  it('types by name and number', () => {
    expect(['A', 'aaaa', 'HTTPS', 'TYPE65', 'type65535', 'TYPE65536', 'NOTHING'].map(typeNumber)).toEqual([
      1,
      28,
      65,
      65,
      65535,
      undefined,
      undefined,
    ]);
  });
});
