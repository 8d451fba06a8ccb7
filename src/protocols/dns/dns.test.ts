import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { dissectedSample, inFolder, sample } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { concat, fromHex, utf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { build } from '../../wire/build.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { seen } from '../../wire/row.ts';
import { protocols } from '../registry.ts';
import type { DnsMessage } from '../shared/dns/message.ts';
import { readMessage } from '../shared/dns/read-message.ts';
import { dnsReader, exchange } from '../shared/dns/reader.ts';
import { framed, writeMessage } from '../shared/dns/write-message.ts';
import { nameBytes } from '../shared/dns-name.ts';
import { dns } from './dns.ts';

const bytesOf = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);

const dissected = (bytes: Uint8Array, original = bytes.length): Dissection =>
  dissectAs(protocols, 'dns', { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original, comments: [] });
const infoOf = (d: Dissection): string | undefined => d.layers[0]?.info;

/** A query for what stands at the end, of twelve bytes and these. */
const asking = (...name: readonly (readonly number[] | Uint8Array)[]): Uint8Array =>
  concat([bytesOf('1234 0100 0001 0000 0000 0000'), ...name.map((part) => Uint8Array.from(part)), bytesOf('0001 0001')]);

const query: DnsMessage = { id: 0x1234, recursionDesired: true, questions: [{ name: 'example.com', type: 'A' }] };
const answer: DnsMessage = {
  ...query,
  response: true,
  answers: [{ name: 'example.com', ttl: 300, type: 'A', data: { address: '192.0.2.1' } }],
};

describe('stateful operations that count sections, against RFC 8490', () => {
  const d = dissected(concat([bytesOf('1234 3000 0001 0000 0000 0000'), nameBytes('a'), bytesOf('0001 0001')]));
  it('have them', () => {
    expect(infoOf(d)).toBe('DNS Stateful operations (DSO) 0x1234 A a');
    expect(valuesOf(d)).toMatchObject({ 'dns.qry.name': ['a'] });
  });
});

describe('the header (RFC 1035 §4.1.1)', () => {
  const keys = (bytes: Uint8Array): readonly string[] =>
    Object.keys(valuesOf(dissected(bytes))).filter((key) => /^dns\.(flags|count)/.test(key));

  it('of a question has what a question may say', () => {
    expect(keys(build(dns, { flags: 0x0110 }))).toEqual([
      'dns.flags',
      'dns.flags.response',
      'dns.flags.opcode',
      'dns.flags.truncated',
      'dns.flags.recdesired',
      'dns.flags.z',
      'dns.flags.checkdisable',
      'dns.count.queries',
      'dns.count.answers',
      'dns.count.auth_rr',
      'dns.count.add_rr',
    ]);
    expect(keys(build(dns, { flags: 0x0120 }))).toContain('dns.flags.authenticated');
  });

  it('of a reply has all of it', () => {
    expect(keys(build(dns, { flags: 0x8180 })).slice(0, 11)).toEqual(
      [
        '',
        '.response',
        '.opcode',
        '.authoritative',
        '.truncated',
        '.recdesired',
        '.recavail',
        '.z',
        '.authenticated',
        '.checkdisable',
        '.rcode',
      ].map((key) => `dns.flags${key}`),
    );
  });

  it('of an update counts zones, prerequisites and updates (RFC 2136 §2.2)', () => {
    expect(keys(build(dns, { flags: 0x2800 })).slice(-4)).toEqual([
      'dns.count.zones',
      'dns.count.prerequisites',
      'dns.count.updates',
      'dns.count.add_rr',
    ]);
  });

  it.each([
    [0x0100, '0x0100 Standard query', 'Domain Name System (query)'],
    [0x8583, '0x8583 Standard query response, No such name', 'Domain Name System (response)'],
    [0xa805, '0xa805 Dynamic update response, Refused', 'Domain Name System (response)'],
    [0x7800, '0x7800 Unknown operation', 'Domain Name System (query)'],
    [0x800f, '0x800f Standard query response, Unknown error', 'Domain Name System (response)'],
  ])('%s reads %s', (flags, text, heading) => {
    const layer = dissected(build(dns, { flags })).layers[0];
    expect([layer?.fields[1]?.text, layer?.heading]).toEqual([text, heading]);
  });
});

describe('rows', () => {
  it.each([
    [query, 'Standard query 0x1234 A example.com'],
    [{ ...query, edns: { size: 1232 } }, 'Standard query 0x1234 A example.com OPT'],
    [answer, 'Standard query response 0x1234 A example.com A 192.0.2.1'],
    [{ ...answer, rcode: 3, answers: [] }, 'Standard query response 0x1234 No such name A example.com'],
    [{ ...answer, rcode: 12, answers: [] }, 'Standard query response 0x1234 Unknown error (12) A example.com'],
    [{ ...query, opcode: 4 }, 'Zone change notification 0x1234 A example.com'],
    [{ ...query, opcode: 3 }, 'Unknown operation (3) 0x1234 A example.com'],
    [{ ...query, questions: [{ name: '.', type: 'ANY' }] }, 'Standard query 0x1234 ANY <Root>'],
    [{ ...query, questions: [{ name: 'a', type: 'TYPE65534' }] }, 'Standard query 0x1234 Unknown (65534) a'],
    [{ id: 1, opcode: 6, stateful: [] }, 'DNS Stateful operations (DSO) 0x0001'],
  ] as const)('%j', (m: DnsMessage, text) => {
    expect(infoOf(dissected(writeMessage(m)))).toBe(text);
  });

  it('are safe to show, whatever a name or a text has in it', () => {
    expect(infoOf(dissected(asking([5, 0x1b, 0x5b, 97, 10, 0xff, 1, 0x62, 0])))).toBe('Standard query 0x1234 A \\x1b[a\\n\ufffd.b');
    const m: DnsMessage = { id: 0, response: true, answers: [{ name: 'a', ttl: 0, type: 'HINFO', data: { cpu: '\\027[2J', os: 'é' } }] };
    expect(infoOf(dissected(writeMessage(m)))).toBe('Standard query response 0x0000 HINFO \\x1b[2J é');
  });

  it('mark an option or an entry that goes on behind the message', () => {
    const option = (...data: readonly number[]) =>
      infoOf(dissected(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 41, 16, 0, 0, 0, 0, 0, 0, data.length, ...data)))?.slice(25);
    const cookie = [0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8];
    expect([option(), option(...cookie), option(...cookie, 0, 11, 0, 0), option(0, 5, 0, 1, 9)]).toEqual(['', '', '', '']);
    expect(
      [option(0), option(...cookie.slice(0, 9)), option(0, 10, 0, 4, 1, 2, 3, 4), option(0, 8, 0, 3, 0, 1, 32), option(0, 15, 0, 1, 0)].map(
        (text) => text?.endsWith('[Malformed Packet]'),
      ),
    ).toEqual([true, true, true, true, true]);
    const stateful = (...data: readonly number[]) =>
      infoOf(dissected(Uint8Array.of(0, 1, 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...data)))?.endsWith('[Malformed Packet]');
    expect([stateful(0, 1, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2), stateful(0, 1, 0), stateful(0, 7, 0, 1, 9)]).toEqual([false, false, false]);
    expect([stateful(0, 1, 0, 2, 0, 0), stateful(0, 2, 0, 4, 0, 0, 0), stateful(0, 64, 0, 9, 1)]).toEqual([true, true, true]);
  });

  it('say where the message cannot be read on, or was cut', () => {
    const b = writeMessage(answer);
    expect(infoOf(dissected(b.subarray(0, b.length - 1)))).toBe('Standard query response 0x1234 A example.com A[Malformed Packet]');
    expect([3, 4, 11].map((bytes) => infoOf(dissected(b.subarray(0, bytes))))).toEqual([
      '[Malformed Packet]',
      'Standard query response 0x1234[Malformed Packet]',
      'Standard query response 0x1234[Malformed Packet]',
    ]);
    const mail = {
      ...query,
      response: true,
      answers: [{ name: '.', ttl: 1, type: 'MX', data: { preference: 5, exchange: 'a.b' } }],
    } as const;
    const m = writeMessage(mail);
    expect(infoOf(dissected(m.subarray(0, m.length - 1)))).toBe('Standard query response 0x1234 A example.com MX[Malformed Packet]');
    expect(infoOf(dissected(b.subarray(0, b.length - 1), b.length))).toBe(
      'Standard query response 0x1234 A example.com A[Packet size limited during capture]',
    );
  });

  it('end before they are 900 bytes long', () => {
    const label = 'a'.repeat(63);
    const long = [label, label, label, 'b'.repeat(61)].join('.');
    const texts = Array.from({ length: 60 }, (_, i) => ({
      name: `${i}.example.com`,
      ttl: 0,
      type: 'SRV' as const,
      data: { priority: 65535, weight: 65535, port: 65535, target: long },
    }));
    const info = infoOf(dissected(writeMessage({ id: 0, response: true, answers: texts }))) ?? '';
    expect(utf8(info).length).toBeLessThan(900);
    expect(info.endsWith(' …')).toBe(true);
    const ugly = asking(...new Array<readonly number[]>(4).fill([63, ...new Array<number>(63).fill(7)]).slice(0, 3), [0]);
    expect(utf8(infoOf(dissected(ugly)) ?? '').length).toBeLessThan(900);
  });
});

describe('the traps of names', () => {
  const name = (bytes: Uint8Array): readonly unknown[] => {
    const d = dissected(bytes);
    return [valuesOf(d)['dns.qry.name']?.[0], ...faultsOf(d)];
  };

  it.each([
    ['a circle', [1, 97, 0xc0, 12], ['<Name contains a pointer that loops>', 'the pointers of the name lead in a circle']],
    ['a pointer past the end', [0xc1, 0xff], [undefined, 'a pointer behind the end of the message']],
    ['a pointer into the header', [0xc0, 6], ['<Root>', 'a pointer to where no earlier name is (RFC 1035 §4.1.4)']],
    ['a bit string (RFC 2673)', [0x41, 3, 0xa0, 0], [undefined, 'a label of a type that nobody may use (RFC 6891 §5)']],
    ['dots and bytes that are no text', [3, 97, 46, 0xff, 0], ['a.\ufffd']],
  ] as const)('%s', (_, bytes, expected) => {
    expect(name(asking(bytes))).toEqual(expected);
  });

  it('a pointer forward is read and told of', () => {
    const b = concat([asking([0xc0, 18]), nameBytes('fwd')]);
    expect(name(b)).toEqual(['fwd', 'a pointer to where no earlier name is (RFC 1035 §4.1.4)', '5 bytes behind the message']);
  });

  it('a name of 256 bytes is too long', () => {
    const long = [
      ...new Array<readonly number[]>(3).fill([63, ...new Array<number>(63).fill(97)]),
      [62, ...new Array<number>(62).fill(97), 0],
    ];
    expect(name(asking(...long))).toEqual(['<Name too long>', 'the name is longer than 255 bytes']);
  });

  it('a name that the capture cut is short, not wrong', () => {
    const b = asking(nameBytes('example.com'));
    expect(dissected(b.subarray(0, 20), b.length).faults.map((f) => f.kind)).toEqual(['short']);
    expect(dissected(b.subarray(0, 20)).faults.map((f) => f.kind)).toEqual(['malformed']);
  });
});

describe('the message', () => {
  it('has what stands behind it', () => {
    const v = valuesOf(dissected(concat([writeMessage(query), bytesOf('010203')])));
    expect([v['dns.extraneous.data'], v['dns.extraneous.length']]).toEqual([['010203'], ['3']]);
  });

  it('goes on behind a record that cannot be', () => {
    const bad = { name: 'a', ttl: 0, type: 'AAAA', bytes: bytesOf('0102') };
    const d = dissected(writeMessage({ ...answer, answers: [bad, ...(answer.answers ?? [])] }));
    expect([faultsOf(d), valuesOf(d)['dns.a']]).toEqual([['needs 16 bytes, there are 2'], ['192.0.2.1']]);
  });

  it('without its query in the capture was not asked for', () => {
    expect(valuesOf(dissected(writeMessage(answer)))['dns.unsolicited']).toEqual(['1']);
    expect(valuesOf(dissected(writeMessage(query)))['dns.unsolicited']).toBeUndefined();
  });

  it('is paired, and what is sent again is told from it', () => {
    const told = dissectedSample('dns')
      .slice(-4)
      .map((d) => {
        const v = valuesOf(d);
        return ['retransmit_request_in', 'retransmit_response_in', 'response_to', 'time'].flatMap((key) => v[`dns.${key}`] ?? []);
      });
    const first = sample('dns').length - 3;
    expect(told).toEqual([[], [`${first}`], [`${first}`, '1.010000000'], [`${first + 2}`]]);
  });

  it('a query has a key, its response the same', () => {
    const b = writeMessage(query);
    expect(exchange(b, 0, b.length)).toBe(0x1234);
    expect(exchange(writeMessage(answer), 0, 100)).toBe(-1 - 0x1234);
    expect(exchange(b, 0, 11)).toBeUndefined();
  });
});

describe('over TCP (RFC 1035 §4.2.2, RFC 7766)', () => {
  const [asked, answered] = [framed(writeMessage(query)), framed(writeMessage(answer))];

  it('messages stand behind their length, which is theirs to show', () => {
    const found = readAll(dnsReader, [
      [0, concat([asked, asked])],
      [1, answered],
    ]);
    expect(found.messages.map((m) => [m.side, m.message])).toEqual([
      [0, { skip: 2, asks: 0x1234 }],
      [0, { skip: 2, asks: 0x1234 }],
      [1, { skip: 2, answers: 0x1234 }],
    ]);
    const d = dissectAs(
      protocols,
      'dns',
      { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes: asked, original: asked.length, comments: [] },
      found.messages[0]?.message,
    );
    expect([d.layers[0]?.fields[0]?.name, valuesOf(d)['dns.length']]).toEqual(['dns.length', ['29']]);
  });

  it('a reader asks for the whole message at once', () => {
    const state = dnsReader.open({ ports: [1, 53], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
    const least = (n: number) => dnsReader.read(state, 0, asked, 0, n, false);
    expect([least(1), least(2), least(14), least(asked.length)]).toEqual([
      { kind: 'more' },
      { kind: 'more', least: 14 },
      { kind: 'more', least: asked.length },
      { kind: 'message', length: asked.length, message: { skip: 2, asks: 0x1234 } },
    ]);
  });

  it('gives up what does not begin as DNS, and passes messages that are too short', () => {
    const gone = readAll(dnsReader, [[0, utf8('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n')]]);
    expect([gone.messages.length, gone.faults.map((f) => [f.length, f.text])]).toEqual([0, [[0, 'these bytes are not DNS']]]);
    const short = readAll(dnsReader, [[0, concat([bytesOf('0003 616263'), asked])]]);
    expect([short.messages.length, short.faults.map((f) => f.length)]).toEqual([1, [5]]);
    const cut = readAll(
      dnsReader,
      [...concat([bytesOf('0003 616263'), asked])].map((byte) => [0, Uint8Array.of(byte)]),
    );
    expect([cut.messages.length, cut.faults]).toEqual([1, short.faults]);
  });

  it('is guessed from one question alone', () => {
    const sure = (b: Uint8Array): number => dnsReader.guess?.(b, 0, b.length, 0) ?? 0;
    expect(sure(asked)).toBeGreaterThan(0.5);
    expect([asked.subarray(0, 20), utf8('\0\x0fhello world hello'), framed(new Uint8Array(20))].map(sure)).toEqual([0, 0, 0]);
  });
});

describe('any bytes', () => {
  const out = new TextBuffer(4096);
  const row = protocols.byName('dns')?.row;
  const at = seen(new Uint8Array(0));
  const soundly = (b: Uint8Array, layer: string): void => {
    dissectAs(protocols, layer, { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes: b, original: b.length, comments: [] });
    out.length = 0;
    at.b = b;
    at.end = b.length;
    at.wire = b.length;
    row?.(out, at);
    if (out.length > 900) throw new Error(`a row of ${out.length} bytes`);
    readMessage(b);
  };
  const messages = sample('dns').map((f) => f.bytes.subarray(f.bytes[23] === 6 ? 68 : 42));

  it('every beginning of every message of the sample gives values or faults', () => {
    for (const b of messages) for (let n = 0; n < b.length; n += b.length > 600 ? 7 : 1) soundly(b.slice(0, n), 'dns');
  });

  it('20,000 changed messages give values or faults, in all three dialects', () => {
    let state = 42;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 8;
    };
    const small = messages.filter((b) => b.length > 12 && b.length < 600);
    for (let i = 0; i < 20_000; i++) {
      const b = (i % 200 === 0 ? messages : small)[next() % (i % 200 === 0 ? messages : small).length]!.slice();
      for (let n = next() % 6; n >= 0; n--) b[next() % (next() % 2 ? Math.min(b.length, 64) : b.length)] = next() % 4 ? next() : 0xc0;
      soundly(b, ['dns', 'mdns', 'llmnr'][i % 3]!);
    }
  });

  it('a message of nothing but records with pointers into long names is read in its time', () => {
    const names = concat([...new Array<Uint8Array>(15_000).fill(Uint8Array.of(1, 97)), Uint8Array.of(0)]);
    const record = bytesOf('c00c 0002 0001 00000000 0002 c00c');
    const b = concat([bytesOf('0000 8000 0001 0800 0000 0000'), names, bytesOf('0001 0001'), ...new Array<Uint8Array>(0x800).fill(record)]);
    const d = dissected(b);
    expect(valuesOf(d)['dns.ns']?.length).toBe(0x800);
  });
});

needs('tshark').describe('beside tshark', () => {
  /** Where the sample shows a difference that is meant: why, and frames with what differs there. */
  const DIFFERENT: readonly (readonly [why: string, ...places: string[]])[] = [
    ['the export of tshark has only the last of several properties', ...['tag', 'tag_length', 'value'].map((key) => `69 dns.caa.${key}`)],
    ['a closest trust point is a name', '17 dns.opt.chain.fqdn'],
    ['a key is bytes, not text up to a NUL', '69 dns.openpgpkey'],
    ['bytes that steer a terminal are escaped where they are shown, not where they are kept', '73 dns.qry.name'],
    [
      'bit strings are no labels (RFC 6891 §5)',
      ...['name', 'name.len', 'type', 'class'].map((key) => `80 dns.qry.${key}`),
      '80 dns.count.labels',
    ],
    [
      'what a record holds ends where the record ends',
      ...['txt', 'txt.length', 'extraneous.data', 'extraneous.length', 'unsolicited'].map((key) => `90 dns.${key}`),
      ...['mx.preference', 'svcb.svcparam.port'].map((key) => `91 dns.${key}`),
    ],
    ['what was captured of a record is shown', ...['name', 'type'].map((key) => `94 dns.resp.${key}`)],
  ];

  it('has the same values, but for these', () => {
    const found = differences(oursInFrames('dns'), theirsInFrames('dns'), new Set(['dns.eui48', 'dns.eui64']));
    expect([...found].sort()).toEqual(DIFFERENT.flatMap(([, ...places]) => places).sort());
  });

  it('has the same rows, but for these', () => {
    const fields = ['-T', 'fields', '-e', 'frame.number', '-e', '_ws.col.Info'];
    const lines = execFileSync('tshark', ['-n', '-r', inFolder('dns', 'dns.pcapng'), '-Y', 'dns && udp', ...fields], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const all = dissectedSample('dns');
    const different = lines
      .toString()
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([frame, info]) => frame && info !== all[Number(frame) - 1]?.layers.at(-1)?.info);
    expect(different.map(([frame]) => Number(frame))).toEqual([LONG, ESCAPED, BIT_STRING, MALFORMED]);
  });
  const LONG = 69;
  const ESCAPED = 73;
  const BIT_STRING = 80;
  const MALFORMED = 90;
});
