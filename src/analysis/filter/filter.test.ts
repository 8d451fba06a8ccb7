import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../../test/lecture-frame.ts';
import { fromHex } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { eth, ip, ipv6, tcp, udp } from '../../protocols/index.ts';
import { ntpRequest, ntpTime } from '../../protocols/ntp/message.ts';
import { protocols } from '../../protocols/registry.ts';
import { buildStack } from '../../wire/build.ts';
import { dissect } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Frame } from '../../wire/frame.ts';
import { filter } from './filter.ts';

const of = (bytes: Uint8Array, about: Partial<Frame> = {}): Dissection => dissect(protocols, frameFrom(bytes, about));
const lecture = of(LECTURE_BYTES, { number: 4, seconds: 100, nanos: 250_000_000 });
const times = { first: { seconds: 90, nanos: 0 }, previous: { seconds: 99, nanos: 0 } };
const passes = (text: string, d = lecture): boolean => filter(text, protocols).passesDissected(d, times);

const macs = { src: new Uint8Array(6).fill(2), dst: new Uint8Array(6).fill(4) };
const six = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(16);
const v6 = of(
  buildStack([
    [eth, macs],
    [ipv6, { src: six('20010db8000000000000000000000001'), dst: six('20010db8000000000000000000000002') }],
    [udp, { srcport: 5353, dstport: 53 }],
  ]),
);
const syn = of(
  buildStack([
    [eth, macs],
    [ip, { src: 0x0a000001, dst: 0x0a000002, ttl: 3 }],
    [tcp, { srcport: 40000, dstport: 80, flags: 2 }],
  ]),
);

const YES = [
  ...['', ' ', 'tcp', 'ip', 'eth', 'frame', 'data', 'tcp.flags.syn', 'TCP.PORT == 15213'],
  ...['tcp.port == 55306', 'tcp.port eq 15213', 'tcp.port === 15213 or tcp.dstport === 15213', 'tcp.port !== 15213', 'tcp.port ~= 15213'],
  ...[
    'tcp.port > 50000',
    'tcp.port gt 50000',
    'tcp.srcport >= 55306',
    'tcp.dstport <= 0x3b6d',
    'tcp.dstport == 035555',
    'ip.len == 0b111010',
  ],
  ...[
    'ip.src == 128.237.252.163',
    'ip.addr == 128.237.0.0/16',
    'ip.src > 128.200.0.0',
    'ip.dst < 128.3.0.0',
    'ip.addr in {10.0.0.0/8, 128.2.0.0/16}',
  ],
  ...[
    'eth.src == 00:16:ea:e3:54:e6',
    'eth.src == 00-16-ea-e3-54-e6',
    'eth.src == 0016.eae3.54e6',
    'eth.addr[0:3] == 00:16:ea',
    'eth.src[0-2]==00:16:ea',
  ],
  ...[
    'eth.src[3:] == e3:54:e6',
    'eth.src[:2] == 00:16',
    'eth.src[-1] == e6',
    'eth.src[-2:] == 54:e6',
    'eth.src[0,2,-1] == 00:ea:e6',
    'eth.src[1] == 0x16',
  ],
  ...['tcp[0:2] == d8:0a', 'frame[0:4] == 08:00:7f:20', 'ip[0] == 45', 'ip.src[0] == 80'],
  ...[
    'tcp.flags.push == true',
    'tcp.flags.push == TRUE',
    'tcp.flags.push == 1',
    'tcp.flags.syn == false',
    'tcp.flags.push == "Set"',
    'tcp.flags == 0x018',
  ],
  ...[
    'tcp.flags & 0x08',
    'tcp.flags & 0x18 == 0x18',
    '(tcp.flags & 8) == 8',
    'ip.len - 20 == 38',
    'ip.ttl / 2 == 64',
    'ip.ttl % 128 == 0',
    'ip.ttl + 1 * 2 == 130',
  ],
  ...[
    'tcp contains "message"',
    'tcp contains message',
    "frame contains 'here'",
    'tcp.payload contains 68:65:72:65',
    'frame contains "\\x0a"',
    'data contains r"here"',
  ],
  ...['ip.proto == 6', 'ip.proto == TCP', 'ip.proto == "tcp"', 'eth.type == IPv4', 'eth.type == 0x0800'],
  ...[
    'tcp.port in {80, 443, 15000..16000}',
    'tcp.port in {15213 80}',
    'tcp.port not in {80}',
    'ip.src in {128.237.0.0 .. 128.237.255.255}',
    'tcp.dstport in {tcp.port, 80}',
    'frame.len in {ip.len .. 2000}',
    'tcp.dstport in {1..tcp.port}',
    'ip.src in {10.0.0.0/8 ip.addr}',
    'ip.proto in {TCP udp}',
  ],
  ...['tcp && ip && eth', 'tcp and not udp', 'udp or tcp', 'tcp || udp && arp', '!udp && !(arp or ipv6)', 'not not tcp', 'NOT udp'],
  ...[
    'any tcp.port == 15213',
    'any tcp.port === 15213',
    'any tcp.port != 15213',
    'all tcp.port > 1024',
    'all tcp.port !== 80',
    'all tcp.port not in {80}',
    'string(tcp.flags) == "24"',
    'tcp.srcport > tcp.dstport',
    '15213 == tcp.dstport',
    '1024 < tcp.port',
    'tcp.srcport != tcp.dstport',
  ],
  ...[
    'frame.number == 4',
    'frame.len == 72',
    'frame.time_delta == 1.25',
    'frame.time_relative > 10',
    'frame.protocols == "eth:ethertype:ip:tcp:data"',
    'frame.mark == R',
  ],
  ...[
    'len(tcp.payload) == 18',
    'count(tcp.port) == 2',
    'lower(frame.mark) == "r"',
    'upper(frame.protocols) contains "IP"',
    'string(ip.dst) == "128.2.220.10"',
    'data.len == 18',
    'max(tcp.srcport, tcp.dstport, 1) == 55306',
    'min(tcp.port) == 15213',
    'abs(tcp.srcport - tcp.dstport) == 40093',
    'abs(tcp.dstport - tcp.srcport) > 40000',
    'abs(frame.time_delta) == 1.25',
  ],
  ...[
    'tcp matches "message"',
    'tcp.payload matches "^HERE is a .*\\n$"',
    'data matches r"^here\\b"',
    'frame.protocols ~ "tcp:data$"',
    'lower(frame.protocols) matches "^eth"',
    'tcp.payload[0:4] matches "^here$"',
    'not tcp.payload matches "massage"',
  ],
];
const NO = [
  ...[
    'udp',
    'arp',
    'ipv6',
    'tcp.port != 15213',
    'udp.port != 5',
    'tcp.port === 15213',
    'all tcp.port > 20000',
    'all tcp.port !== 15213',
    'all tcp.port not in {15213}',
    'tcp.port == 80',
    '!tcp',
    'ip.ttl > 128',
  ],
  ...[
    'ip.addr == 10.0.0.0/8',
    'ip.src < 128.237.0.0/16',
    'ip.src > 128.237.0.0/16',
    'tcp.flags & 2',
    'tcp.port in {1..100}',
    'tcp.dstport in {tcp.srcport, udp.port, 80}',
    'frame.len in {1..ip.len}',
    'tcp contains "massage"',
  ],
  ...[
    '(tcp || udp) && arp',
    'eth.src[5:2] == e6',
    'tcp.analysis.flags',
    'all udp.port == 3',
    'frame.comment contains "x"',
    '_ws.malformed',
    'ip.ttl % 0 == 0',
    'tcp.payload matches "(?-i)HERE"',
    'all frame.protocols matches "udp"',
    'udp.payload matches ""',
    'max(udp.port) > 0',
    'count(udp.port) < 2',
  ],
];

describe('filter', () => {
  it.each(YES)('passes the lecture frame: %s', (text) => expect(passes(text)).toBe(true));
  it.each(NO)('drops the lecture frame: %s', (text) => expect(passes(text)).toBe(false));

  it('reads IPv6 addresses and networks', () => {
    expect(passes('ipv6.addr == 2001:db8::1', v6)).toBe(true);
    expect(passes('ipv6.addr == 2001:db8::/32 && udp.port == 53', v6)).toBe(true);
    expect(passes('ipv6.src == 2001:db9::/32', v6)).toBe(false);
    expect(passes('ipv6.dst[0:2] == 20:01', v6)).toBe(true);
    expect(passes('ipv6.src < 2001:db8::2', v6)).toBe(true);
    expect(passes('ip.version == 6', v6)).toBe(true);
  });

  it('takes a flag that is there for its presence, and its value for its value', () => {
    expect([passes('tcp.flags.syn', lecture), passes('tcp.flags.syn == 1', lecture), passes('tcp.flags.syn == 1', syn)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('tells malformed frames from cut ones', () => {
    const cut = of(LECTURE_BYTES.subarray(0, 40), { original: 72 });
    expect([passes('_ws.short', cut), passes('_ws.malformed', cut), passes('_ws.expert', lecture)]).toEqual([true, false, false]);
  });

  it('keeps nothing from one frame to the next', () => {
    const f = filter('udp.port == 53 || tcp.port == 80', protocols);
    expect([v6, lecture, syn, lecture, v6].map((d) => f.passesDissected(d, times))).toEqual([true, false, true, false, true]);
  });
});

const WRONG: readonly (readonly [text: string, spot: string, says: string])[] = [
  ['frame.encap_type == 1', 'frame.encap_type', 'a field of frame (wirecat fields frame. lists them)'],
  ['tcp.prot == 80', 'tcp.prot', 'expected tcp.port'],
  ['ip.srcc == 1.2.3.4', 'ip.srcc', 'expected ip.src'],
  ['src == 1.2.3.4', 'src', 'expected ip.src'],
  ['foo.bar', 'foo.bar', 'wirecat fields'],
  ['tcp.port == 80 or 15213', '15213', 'a whole test: tcp.port == 15213'],
  ['tcp.port = 80', '=', 'expected =='],
  ['tcp | udp', '|', 'expected ||'],
  ['tcp port 80', 'port', 'tcp.port == PORT'],
  ['host 10.0.0.1', '10.0.0.1', 'ip.addr == ADDRESS'],
  ['(tcp', '(', 'a closing bracket'],
  ['tcp)', ')', 'an opening bracket'],
  ['tcp and', '', 'a field or a value'],
  ['tcp.port == ', '', 'a field or a value'],
  ['ip.src == 10.0.0.300', '10.0.0.300', 'an IPv4 address'],
  ['ip.src == 10.0.0.0/33', '10.0.0.0/33', 'an IPv4 address'],
  ['tcp.port == 70000', '70000', 'from 0 to 65535'],
  ['tcp.port == http', 'http', 'a number'],
  ['ip.src == tcp.port', 'tcp.port', 'the kind of ip.src'],
  ['tcp.analysis.flags == 1', '1', 'tcp.analysis.flags alone'],
  ['tcp.port contains 8', 'contains', '=='],
  ['tcp.payload matches abc', 'abc', 'a pattern in quotes'],
  ['tcp.port matches "8"', 'matches', 'tcp.port is no text'],
  ['tcp.analysis.flags matches "8"', 'matches', 'tcp.analysis.flags alone'],
  ['frame matches "a(b"', '(', 'a closing bracket for this one'],
  ['frame matches r"(a)\\1"', '\\1', 'without back references'],
  ['frame matches "a\\x28"', '"a\\x28"', 'a closing bracket'],
  ['frame matches "\\d"', '\\d', 'r"…" without escapes'],
  ['abs(tcp.port, 1) == 1', 'abs(tcp.port, 1)', 'abs(field)'],
  ['abs(frame.time_epoch, frame.time_delta) > 1', 'abs(frame.time_epoch, frame.time_delta)', 'abs(field)'],
  ['abs(ip.src) == 1', 'ip.src', 'numbers'],
  ['tcp.port[0] == 1', 'tcp.port[0]', 'bytes or text'],
  ['eth.src[x] == 00', 'x', '[0:3]'],
  ['eth.src[0:0] == 00', '0:0', '[0:3]'],
  ['eth.src[0', '[', 'closing ]'],
  ['tcp.port in 80', '80', '{80, 443'],
  ['tcp.port in {ip.src}', 'ip.src', '80'],
  ['tcp.port in {1..eth.src}', 'eth.src', '80'],
  ['tcp.port in {}', '}', 'a value in the set'],
  ['tcp.port in {80', '', '}'],
  ['tcp.port == 80 == 90', '==', '&& or ||'],
  ['frame contains "abc', '"abc', 'a closing "'],
  ['frame contains "\\q"', '\\q', 'backslash'],
  ['nothing(tcp)', 'nothing', 'len, count'],
  ['len()', 'len()', 'len(field)'],
  ['ip.src + 1 == 2', 'ip.src', 'numbers'],
  ['ip.addr#x == 1.1.1.1', 'x', 'a layer such as #1'],
  ['tcp ; udp', ';', 'an operator'],
  ['__proto__', '__proto__', 'expected'],
  ['constructor == 1', 'constructor', 'expected'],
  ['toString(tcp)', 'toString', 'functions'],
  [`frame contains “x”`, '“', 'straight quotes'],
];

describe('a wrong filter', () => {
  it.each(WRONG)('points at the place: %s', (text, spot, says) => {
    try {
      filter(text, protocols);
      expect.unreachable(text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).toContain(says);
      const { at = -1, length = 0 } = error.spot ?? {};
      expect(spot === '' ? at : text.slice(at, at + length)).toBe(spot === '' ? text.length : spot);
    }
  });

  it('is refused where it is too long or too deep, and neither takes long', () => {
    expect(() => filter(`tcp ${'&& tcp '.repeat(1000)}`, protocols)).toThrow(/at most 4096/);
    expect(() => filter(`${'('.repeat(65)}tcp${')'.repeat(65)}`, protocols)).toThrow(/at most 64 levels/);
    expect(() => filter(`${'!'.repeat(65)}tcp`, protocols)).toThrow(/at most 64 levels/);
    expect(passes(`${'('.repeat(64)}tcp${')'.repeat(64)}`)).toBe(true);
    expect(passes(`tcp${' and tcp'.repeat(500)}`)).toBe(true);
  });

  it('is never anything but a UsageError, whatever is typed', () => {
    const words = [
      'tcp',
      '==',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"',
      '..',
      ',',
      '!',
      '&',
      '&&',
      '-',
      '1',
      'ip.src',
      '10.0.0.0/8',
      'in',
      'not',
      'len',
      '\\',
      '%',
      'all',
      "'a'",
      '#',
      ':',
    ];
    let seed = 7;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + next(8) }, () => words[next(words.length)]).join(next(2) === 0 ? ' ' : '');
      try {
        filter(text, protocols).passesDissected(lecture, times);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }
  });
});

describe('which of several equal layers', () => {
  const tunnel = of(
    buildStack([
      [eth, macs],
      [ip, { src: 0x0a000001, dst: 0x0a000002, ttl: 3 }],
      [ip, { src: 0xc0000201, dst: 0xc0000202, ttl: 64 }],
      [udp, { srcport: 5000, dstport: 5001 }],
    ]),
  );
  it.each(['ip.src#1 == 10.0.0.1', 'ip.src#2 == 192.0.2.1', 'ip.src#[-1] == 192.0.2.1', 'ip.ttl#[1-2] == 3', 'ip.src#[1:2] == 192.0.2.1'])(
    '%s passes',
    (text) => expect(passes(text, tunnel)).toBe(true),
  );
  it.each(['ip.src#2 == 10.0.0.1', 'ip.src#3', 'ip.src#[:1]', 'ip.src#0', 'ip.src#[-2] == 192.0.2.1', 'ip#3', 'udp.port#2'])(
    '%s does not',
    (text) => expect(passes(text, tunnel)).toBe(false),
  );
  it('counts, slices and compares such values', () => {
    expect(passes('count(ip.addr#1) == 2 && ip.src#2[0:2] == c0:00 && ip.ttl#1 < ip.ttl#2', tunnel)).toBe(true);
  });
  it.each(['ip.src#a', 'ip.src#', 'ip.src#[]', 'ip.src #1'])('%s is no filter', (text) =>
    expect(() => passes(text, tunnel)).toThrow(UsageError),
  );
});

describe('dates, characters and bits of addresses', () => {
  const at = of(LECTURE_BYTES, { seconds: 1_700_000_000, nanos: 500_000_000 });
  it.each([
    'frame.time == "2023-11-14T22:13:20.5Z"',
    'frame.time > "Nov 14, 2023 22:13:20.4 UTC"',
    'frame.time in {"2023-11-13".."2023-11-16"}',
    'ip.src & 255.255.0.0 == 128.237.0.0',
    'eth.src & ff:ff:00:00:00:00 == 00:16:00:00:00:00',
    'eth.src matches "^\\x00"',
  ])('%s passes', (text) => expect(passes(text, at)).toBe(true));
  it("a character is its number: ip.hdr_len == '\\x14'", () => expect(passes(String.raw`ip.hdr_len == '\x14'`, at)).toBe(true));
  it('dates in messages are compared too', () => {
    const transmit = ntpTime(Date.UTC(2023, 10, 14, 22, 13, 20));
    const clock = of(
      buildStack(
        [
          [eth, macs],
          [ip, { src: 1, dst: 2 }],
          [udp, { srcport: 123, dstport: 123 }],
        ],
        ntpRequest(transmit),
      ),
    );
    expect(passes('ntp.xmt == "2023-11-14 22:13:20Z" && ntp.xmt > "2023-11-14 22:13:19Z" && ntp.org < "1970-01-02"', clock)).toBe(true);
    expect(passes('ntp.xmt > "2023-11-14 22:13:20Z"', clock)).toBe(false);
  });
  it('a date that is none is pointed at', () => expect(() => passes('frame.time > "yesterday"', at)).toThrow(UsageError));
});
