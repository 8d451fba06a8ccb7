import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, hex } from '../../../core/bytes.ts';
import type { DnsMessage, DnsRecord, ReadMessage, WholeMessage } from './message.ts';
import { readMessage } from './read-message.ts';
import { RECORDS } from './records.ts';
import { framed, LEAST_SIZE, replySize, writeMessage } from './write-message.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const messageIn = (read: ReadMessage): WholeMessage => {
  if (read.kind === 'fault') throw new Error(`${read.text} at ${read.at}`);
  return read.message;
};
/** What is read from what was written. */
const again = (m: DnsMessage, multicast = false): WholeMessage =>
  messageIn(readMessage(writeMessage(m, { multicast }), 0, undefined, { multicast }));
const faultOf = (b: Uint8Array): string => {
  const read = readMessage(b);
  return read.kind === 'fault' ? read.text : '';
};

/** A record of every type that has plain data. */
const records: readonly DnsRecord[] = [
  { name: 'example.com', ttl: 300, type: 'A', data: { address: '192.0.2.7' } },
  { name: 'example.com', ttl: 300, type: 'AAAA', data: { address: '2001:db8::7' } },
  { name: 'example.com', ttl: 1, type: 'NS', data: { name: 'ns1.example.com' } },
  { name: 'www.example.com', ttl: 1, type: 'CNAME', data: { name: 'web.example.net' } },
  { name: 'old.example.com', ttl: 1, type: 'DNAME', data: { name: 'new.example.net' } },
  { name: '7.2.0.192.in-addr.arpa', ttl: 1, type: 'PTR', data: { name: 'host.example.com' } },
  ...(['MD', 'MF', 'MB', 'MG', 'MR', 'NSAP-PTR'] as const).map((type) => ({ name: 'a', ttl: 1, type, data: { name: 'b.a' } })),
  { name: 'a', ttl: 1, type: 'MINFO', data: { responsible: 'r.a', errors: 'e.a' } },
  {
    name: 'example.com',
    ttl: 300,
    type: 'SOA',
    data: {
      server: 'ns1.example.com',
      mailbox: 'host\\.master.example.com',
      serial: 2024010101,
      refresh: 7200,
      retry: 3600,
      expire: 1209600,
      minimum: 300,
    },
  },
  { name: 'example.com', ttl: 1, type: 'MX', data: { preference: 10, exchange: 'mail.example.com' } },
  { name: 'example.com', ttl: 1, type: 'TXT', data: { texts: ['v=spf1 -all', '', 'say "\\195\\169"'] } },
  { name: 'example.com', ttl: 1, type: 'SPF', data: { texts: ['v=spf1 -all'] } },
  { name: 'a', ttl: 1, type: 'HINFO', data: { cpu: 'PC', os: 'Linux' } },
  { name: 'a', ttl: 1, type: 'NULL', data: { bytes: bytes(1, 2) } },
  { name: 'a', ttl: 1, type: 'RP', data: { mailbox: 'admin.a', text: '.' } },
  { name: 'a', ttl: 1, type: 'AFSDB', data: { subtype: 1, host: 'afs.a' } },
  { name: '_sip._tcp.a', ttl: 1, type: 'SRV', data: { priority: 10, weight: 60, port: 5060, target: 'sip.a' } },
  {
    name: 'a',
    ttl: 1,
    type: 'NAPTR',
    data: { order: 100, preference: 10, flags: 'u', service: 'E2U+sip', pattern: '!^.*$!sip:a@a!', replacement: '.' },
  },
  { name: 'a', ttl: 1, type: 'KX', data: { preference: 1, exchange: 'kx.a' } },
  { name: 'a', ttl: 1, type: 'CAA', data: { flags: 128, property: { tag: 'issue', value: 'ca.example.net; a=b' } } },
  { name: 'a', ttl: 1, type: 'URI', data: { priority: 10, weight: 1, target: 'ftp://ftp.example.com/public' } },
  ...(['DS', 'CDS', 'DLV'] as const).map((type) => ({
    name: 'a',
    ttl: 1,
    type,
    data: { keyTag: 60485, algorithm: 5, digestType: 1, digest: bytes(1, 2, 3) },
  })),
  ...(['DNSKEY', 'CDNSKEY', 'KEY'] as const).map((type) => ({
    name: 'a',
    ttl: 1,
    type,
    data: { flags: 257, protocol: 3, algorithm: 13, keyTag: 1554, key: bytes(0, 1, 2, 3) },
  })),
  ...(['RRSIG', 'SIG'] as const).map((type) => ({
    name: 'a',
    ttl: 1,
    type,
    data: {
      covers: 1,
      algorithm: 8,
      labels: 2,
      ttl: 300,
      expires: 4102444800,
      begins: 1700000000,
      keyTag: 7,
      signer: 'a',
      signature: bytes(9),
    },
  })),
  { name: 'a', ttl: 1, type: 'NSEC', data: { next: 'b.a', types: ['A', 'MX', 'RRSIG', 'NSEC', 'TYPE1234'] } },
  {
    name: 'a',
    ttl: 1,
    type: 'NSEC3',
    data: { algorithm: 1, flags: 1, iterations: 12, salt: bytes(0xaa, 0xbb), next: new Uint8Array(20).fill(7), types: ['NS', 'CAA'] },
  },
  { name: 'a', ttl: 1, type: 'NSEC3PARAM', data: { algorithm: 1, flags: 0, iterations: 0, salt: bytes() } },
  ...(['TLSA', 'SMIMEA'] as const).map((type) => ({
    name: 'a',
    ttl: 1,
    type,
    data: { usage: 3, selector: 1, matching: 1, data: bytes(1, 2) },
  })),
  { name: 'a', ttl: 1, type: 'SSHFP', data: { algorithm: 4, hash: 2, fingerprint: bytes(5) } },
  { name: 'a', ttl: 1, type: 'CERT', data: { kind: 3, keyTag: 1, algorithm: 5, certificate: bytes(6) } },
  {
    name: 'a',
    ttl: 1,
    type: 'IPSECKEY',
    data: { precedence: 10, gatewayType: 1, algorithm: 2, gateway: '192.0.2.38', key: bytes(1) },
  },
  { name: 'a', ttl: 1, type: 'IPSECKEY', data: { precedence: 10, gatewayType: 2, algorithm: 2, gateway: '2001:db8::5', key: bytes(1) } },
  { name: 'a', ttl: 1, type: 'IPSECKEY', data: { precedence: 10, gatewayType: 3, algorithm: 2, gateway: 'gw.a', key: bytes(1) } },
  { name: 'a', ttl: 1, type: 'IPSECKEY', data: { precedence: 10, gatewayType: 0, algorithm: 0, key: bytes() } },
  { name: 'a', ttl: 1, type: 'DHCID', data: { data: bytes(0, 2, 1) } },
  { name: 'a', ttl: 1, type: 'CSYNC', data: { serial: 66, flags: 3, types: ['A', 'NS', 'AAAA'] } },
  { name: 'a', ttl: 1, type: 'ZONEMD', data: { serial: 1, scheme: 1, algorithm: 1, digest: bytes(4) } },
  {
    name: 'key',
    class: 255,
    ttl: 0,
    type: 'TSIG',
    data: {
      algorithm: 'hmac-sha256',
      signed: 2 ** 40 + 5,
      fudge: 300,
      mac: bytes(1, 2),
      originalId: 9,
      error: 18,
      other: bytes(0, 0, 1, 2, 3, 4),
    },
  },
  {
    name: 'key',
    class: 255,
    ttl: 0,
    type: 'TKEY',
    data: { algorithm: 'gss-tsig', begins: 1, expires: 2, mode: 3, error: 0, key: bytes(1), other: bytes() },
  },
  {
    name: 'a',
    ttl: 1,
    type: 'HTTPS',
    data: {
      priority: 1,
      target: '.',
      parameters: [
        { kind: 'mandatory', keys: [1, 3] },
        { kind: 'alpn', protocols: ['h2', 'f\\\\oo,bar'] },
        { kind: 'no-default-alpn' },
        { kind: 'port', port: 8443 },
        { kind: 'ipv4hint', addresses: ['192.0.2.1', '192.0.2.2'] },
        { kind: 'ech', config: bytes(0, 1) },
        { kind: 'ipv6hint', addresses: ['2001:db8::1'] },
        { kind: 667, value: bytes(104, 105) },
        { kind: 'odohconfig', config: bytes(1) },
      ],
    },
  },
  { name: '_dns.a', ttl: 1, type: 'SVCB', data: { priority: 0, target: 'svc.a', parameters: [] } },
  { name: 'a', ttl: 1, type: 'WKS', data: { bytes: bytes(1, 2, 3, 4, 6, 0x40) } },
  { name: 'a', ttl: 1, type: 'NXT', data: { next: 'b.a', types: bytes(0x60) } },
  { name: 'a', ttl: 1, type: 'A6', data: { bytes: bytes(0, ...new Uint8Array(16)) } },
  { name: 'a', ttl: 1, type: 'X25', data: { address: '311061700956' } },
  { name: 'a', ttl: 1, type: 'ISDN', data: { address: '150862028003217', part: '004' } },
  { name: 'a', ttl: 1, type: 'ISDN', data: { address: '150862028003217' } },
  { name: 'a', ttl: 1, type: 'RT', data: { preference: 1, host: 'b.a' } },
  { name: 'a', ttl: 1, type: 'NSAP', data: { address: bytes(0x47, 0) } },
  { name: 'a', ttl: 1, type: 'PX', data: { preference: 1, map822: 'b.a', mapX400: 'c.a' } },
  { name: 'a', ttl: 1, type: 'GPOS', data: { longitude: '-32.6882', latitude: '116.8652', altitude: '10.0' } },
  {
    name: 'a',
    ttl: 1,
    type: 'LOC',
    data: { version: 0, size: 0x13, horizontal: 0x16, vertical: 0x13, latitude: 2 ** 31, longitude: 1, altitude: 9999800 },
  },
  {
    name: 'a',
    ttl: 1,
    type: 'APL',
    data: {
      prefixes: [
        { family: 1, prefix: 21, not: false, bytes: bytes(192, 168, 32) },
        { family: 1, prefix: 28, not: true, bytes: bytes(192, 168, 38) },
        { family: 2, prefix: 8, not: false, bytes: bytes(0xff) },
      ],
    },
  },
  {
    name: 'a',
    ttl: 1,
    type: 'HIP',
    data: { identity: { algorithm: 2, tag: bytes(0x20, 1), key: bytes(3, 1) }, servers: ['rvs1.a', 'rvs2.a'] },
  },
  { name: 'a', ttl: 1, type: 'OPENPGPKEY', data: { key: bytes(1, 0, 2) } },
  { name: 'a', ttl: 1, type: 'NID', data: { preference: 1, id: bytes(0, 1, 2, 3, 4, 5, 6, 7) } },
  { name: 'a', ttl: 1, type: 'L32', data: { preference: 1, locator: '10.1.2.0' } },
  { name: 'a', ttl: 1, type: 'L64', data: { preference: 1, locator: bytes(0, 1, 2, 3, 4, 5, 6, 7) } },
  { name: 'a', ttl: 1, type: 'LP', data: { preference: 1, name: 'l64.a' } },
  { name: 'a', ttl: 1, type: 'EUI48', data: { address: bytes(0, 0, 0x5e, 0, 0x53, 0x2a) } },
  { name: 'a', ttl: 1, type: 'EUI64', data: { address: bytes(0, 0, 0x5e, 0xef, 0x10, 0, 0, 0x2a) } },
  { name: 'a', ttl: 1, type: 'WINS', data: { local: 0x10000, lookup: 2, cache: 900, count: 1, servers: ['192.0.2.9'] } },
  { name: 'a', ttl: 1, type: 'WINS-R', data: { local: 0, lookup: 2, cache: 900, domain: 'b.a' } },
  { name: 'a', ttl: 1, type: 'XPF', data: { bytes: bytes(4, 17) } },
  { name: 'a', ttl: 1, type: 'TYPE65534', bytes: bytes(1, 2, 3) },
  { name: 'a', class: 255, ttl: 0, type: 'A', bytes: bytes() },
];

describe('what is written is read again', () => {
  it('every type with plain data is among the records', () => {
    expect(Object.keys(RECORDS).filter((type) => !records.some((r) => r.type === type))).toEqual([]);
  });

  it.each(records.map((r) => [r.type, r] as const))('%s', (_, record) => {
    const whole = again({ id: 1, response: true, answers: [record] });
    expect(whole.answers).toEqual([record]);
    expect(again(whole)).toEqual(whole);
  });

  it('all of them together, with their names compressed', () => {
    const m = { id: 1, answers: records, authorities: records, additionals: records };
    expect(again(m)).toMatchObject(m);
  });

  it('every mark, question and option', () => {
    const m: WholeMessage = {
      id: 0xffff,
      response: true,
      authoritative: true,
      truncated: true,
      recursionDesired: true,
      recursionAvailable: true,
      authentic: true,
      checkingDisabled: true,
      opcode: 4,
      rcode: 0x17,
      questions: [
        { name: 'example.com', type: 'AXFR' },
        { name: '.', type: 'TYPE1234', class: 3 },
      ],
      answers: [],
      authorities: [],
      additionals: [],
      edns: {
        size: 1232,
        version: 1,
        dnssec: true,
        options: [
          { kind: 'nsid', id: bytes(110, 115) },
          { kind: 'dau', algorithms: [8, 13] },
          { kind: 'dhu', algorithms: [2] },
          { kind: 'n3u', algorithms: [1] },
          { kind: 'subnet', subnet: { source: 24, scope: 0, address: '192.0.2.0' } },
          { kind: 'subnet', subnet: { source: 52, scope: 48, address: '2001:db8:1:f000::' } },
          { kind: 'subnet', subnet: { source: 8, scope: 0, address: { family: 3, bytes: bytes(1) } } },
          { kind: 'experimental-subnet', subnet: { source: 0, scope: 0, address: '0.0.0.0' } },
          { kind: 'expire' },
          { kind: 'expire', seconds: 86400 },
          { kind: 'cookie', client: bytes(1, 2, 3, 4, 5, 6, 7, 8), server: bytes() },
          { kind: 'keepalive' },
          { kind: 'keepalive', timeout: 100 },
          { kind: 'padding', bytes: new Uint8Array(5) },
          { kind: 'chain', closest: 'com' },
          { kind: 'error', code: 18, text: 'not \\195\\169' },
          { kind: 65001, value: bytes(1) },
        ],
      },
    };
    expect(again(m)).toEqual(m);
  });

  it('questions and records of mDNS (RFC 6762 §5.4, §10.2)', () => {
    const m: DnsMessage = {
      id: 0,
      questions: [
        { name: 'h.local', type: 'ANY', unicast: true },
        { name: 'h.local', type: 'A' },
      ],
      answers: [{ name: 'h.local', ttl: 120, flush: true, type: 'A', data: { address: '192.0.2.1' } }],
    };
    expect(again(m, true)).toMatchObject(m);
    expect(messageIn(readMessage(writeMessage(m, { multicast: true }))).questions[0]).toEqual({
      name: 'h.local',
      type: 'ANY',
      class: 0x8001,
    });
  });

  it('DNS Stateful Operations (RFC 8490 §7.1)', () => {
    const m: DnsMessage = {
      id: 5,
      opcode: 6,
      stateful: [
        { kind: 'keepalive', inactivity: 15000, interval: 30000 },
        { kind: 'retry', delay: 1000 },
        { kind: 'padding', bytes: new Uint8Array(3) },
        { kind: 64, value: bytes(1) },
      ],
    };
    expect(again(m)).toMatchObject(m);
  });

  it('any names and texts', () => {
    const name = fc.array(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
    const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((a) => a.join('.'));
    const record = fc.record({ name, ttl: fc.nat(), type: fc.constant('A' as const), data: fc.record({ address }) });
    const mail = fc.record({
      name,
      ttl: fc.nat(),
      type: fc.constant('MX' as const),
      data: fc.record({ preference: fc.nat(65535), exchange: name }),
    });
    fc.assert(
      fc.property(fc.nat(65535), fc.array(fc.oneof(record, mail), { maxLength: 12 }), (id, answers) => {
        expect(again({ id, answers })).toMatchObject({ id, answers });
      }),
    );
  });
});

describe('names are compressed (RFC 1035 §4.1.4, RFC 3597 §4)', () => {
  it('in questions, owners and the types of RFC 1035, not in later ones', () => {
    const b = writeMessage({
      id: 0,
      questions: [{ name: 'example.com', type: 'MX' }],
      answers: [
        { name: 'example.com', ttl: 1, type: 'MX', data: { preference: 1, exchange: 'mail.example.com' } },
        { name: 'mail.example.com', ttl: 1, type: 'SRV', data: { priority: 0, weight: 0, port: 0, target: 'mail.example.com' } },
      ],
    });
    expect(hex(b.subarray(29))).toBe(
      `c00c000f0001000000010009${'0001046d61696cc00c'}${'c02b00210001000000010018'}${'000000000000046d61696c076578616d706c6503636f6d00'}`,
    );
  });

  it('upper and lower case stay as they are', () => {
    const names = ['example.com', 'EXAMPLE.com', 'a.Example.com'].map((name) => ({ name, ttl: 1, type: 'TYPE65534', bytes: bytes() }));
    expect(again({ id: 0, answers: names }).answers.map((r) => r.name)).toEqual(['example.com', 'EXAMPLE.com', 'a.Example.com']);
  });

  it('only to the first 16 KiB', () => {
    const filler = { name: 'filler', ttl: 1, type: 'TYPE65534', bytes: new Uint8Array(17000) };
    const late = [1, 2].map(() => ({ name: 'late.example', ttl: 1, type: 'TYPE65534', bytes: bytes() }));
    expect(again({ id: 0, answers: [filler, ...late] }).answers.map((r) => r.name)).toEqual(['filler', 'late.example', 'late.example']);
  });
});

describe('what has no room is left out (RFC 2181 §9)', () => {
  const answers = Array.from(
    { length: 40 },
    (_, i): DnsRecord => ({
      name: 'example.com',
      ttl: 1,
      type: 'A',
      data: { address: `192.0.2.${i}` },
    }),
  );
  const query: DnsMessage = { id: 1, questions: [{ name: 'example.com', type: 'A' }], edns: { size: 600 } };

  it('answers, with the truncated bit', () => {
    const b = writeMessage({ ...query, response: true, answers, additionals: answers }, { most: LEAST_SIZE });
    const m = messageIn(readMessage(b));
    expect([b.length, m.truncated, m.answers.length, m.additionals.length, m.edns?.size]).toEqual([504, true, 29, 0, 600]);
  });

  it('additional records without it', () => {
    const m = messageIn(readMessage(writeMessage({ ...query, additionals: answers }, { most: LEAST_SIZE })));
    expect([m.truncated, m.additionals.length]).toEqual([undefined, 29]);
  });

  it('but not a signature, which stays last', () => {
    const signature = records.find((r) => r.type === 'TSIG')!;
    const b = writeMessage({ ...query, answers, additionals: [...answers, signature] }, { most: LEAST_SIZE });
    const m = messageIn(readMessage(b));
    expect(b.length).toBeLessThanOrEqual(LEAST_SIZE);
    expect([m.truncated, m.additionals.map((r) => r.type)]).toEqual([true, ['TSIG']]);
    expect(hex(b.subarray(-8))).toBe('0006000001020304');
  });

  it('the size of a reply is what the asker can take, within bounds (RFC 6891 §6.2.3)', () => {
    expect([undefined, 100, 600, 4096].map((size) => replySize({ id: 0, ...(size && { edns: { size } }) }))).toEqual([512, 512, 600, 1232]);
  });

  it('over TCP there is a length in front (RFC 1035 §4.2.2)', () => {
    expect(hex(framed(new Uint8Array(258)).subarray(0, 3))).toBe('010200');
  });
});

describe('what is no message is a fault', () => {
  const question = fromHex('0000 0000 0001 0000 0000 0000 0161 00 0001 0001')!;
  const head = (counts: string): Uint8Array => fromHex(`1234 8000 ${counts}`)!;

  it.each([
    ['nothing', bytes(), 'needs 2 bytes, there are 0'],
    ['bytes behind it', concat([question, bytes(0)]), '1 bytes behind the message'],
    ['a pointer forward', concat([head('0001 0000 0000 0000'), fromHex('c012 0001 0001 00')!]), 'a pointer to where no earlier name is'],
    ['a circle', concat([head('0001 0000 0000 0000'), fromHex('c00c 0001 0001')!]), 'the pointers of the name lead in a circle'],
    [
      'a bit string label (RFC 2673)',
      concat([head('0001 0000 0000 0000'), fromHex('4108ab00 0001 0001')!]),
      'a label of a type that nobody may use (RFC 6891 §5)',
    ],
    ['more counts than there are', head('0001 0000 0000 0000'), 'the name goes on behind the end'],
    ['data past the end', concat([head('0000 0001 0000 0000'), fromHex('00 0001 0001 00000000 0005 01')!]), 'needs 5 bytes, there are 1'],
    ['data too short', concat([head('0000 0001 0000 0000'), fromHex('00 0001 0001 00000000 0003 010203')!]), 'needs 4 bytes, there are 3'],
    [
      'data too long',
      concat([head('0000 0001 0000 0000'), fromHex('00 0001 0001 00000000 0005 0102030405')!]),
      '1 bytes more than a record A can have',
    ],
    [
      'a name past its record',
      concat([head('0000 0001 0000 0000'), fromHex('00 0005 0001 00000000 0002 0161 00')!]),
      'the name goes on behind the end of its record',
    ],
    ['a window of no types', concat([head('0000 0001 0000 0000'), fromHex('00 002f 0001 00000000 0003 00 0000')!]), 'a window of 0 bytes'],
    [
      'two OPT records',
      concat([head('0000 0000 0000 0002'), fromHex('00 0029 0200 00000000 0000 00 0029 0200 00000000 0000')!]),
      'two OPT records (RFC 6891 §6.1.1)',
    ],
    [
      'an OPT record with a name',
      concat([head('0000 0000 0000 0001'), fromHex('0161 00 0029 0200 00000000 0000')!]),
      'an OPT record whose name is not the root',
    ],
    [
      'an option past its record',
      concat([head('0000 0000 0000 0001'), fromHex('00 0029 0200 00000000 0005 0003 0009 61')!]),
      'needs 9 bytes, there are 1',
    ],
  ])('%s', (_, b, text) => {
    expect(faultOf(b)).toBe(text);
  });

  it('says whose message it was, where the header was there', () => {
    expect(readMessage(head('0001 0000 0000 0000'))).toMatchObject({ kind: 'fault', id: 0x1234, at: 12 });
    expect(readMessage(fromHex('1234 80')!)).toMatchObject({ kind: 'fault', id: undefined });
  });

  it('every beginning of a message is one', () => {
    const b = writeMessage({ id: 1, answers: records, edns: { size: 1232 } });
    for (let n = 0; n < b.length; n++) expect(readMessage(b, 0, n).kind).toBe('fault');
  });
});

describe('what cannot be written is refused', () => {
  it.each([
    ['a label of 64 bytes', { name: `${'a'.repeat(64)}.b`, ttl: 1, type: 'A', data: { address: '192.0.2.1' } }],
    ['an address that is none', { name: 'a', ttl: 1, type: 'A', data: { address: '192.0.2' } }],
    ['a text of 256 bytes', { name: 'a', ttl: 1, type: 'TXT', data: { texts: ['a'.repeat(256)] } }],
    ['a type that is none', { name: 'a', ttl: 1, type: 'NOTHING', bytes: bytes() }],
  ] as const)('%s', (_, record) => {
    expect(() => writeMessage({ id: 0, answers: [record] })).toThrow(/expected/);
  });

  it('an outcome above 15 without EDNS', () => {
    expect(() => writeMessage({ id: 0, rcode: 16 })).toThrow(/EDNS/);
  });
});
