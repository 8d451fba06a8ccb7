import { describe, expect, it } from 'vitest';
import { records } from '../../../../test/dns-records.ts';
import { parseRecord, recordText } from './presentation.ts';
import { writeMessage } from './write-message.ts';
import { parseZoneFile } from './zone-file.ts';
import { ZoneWords } from './zone-words.ts';

const zone = (text: string) => parseZoneFile(text, { place: 'z', origin: 'lab', ttl: 60 });
const said = (text: string): readonly string[] => zone(text).map((r) => `${r.name} ${r.ttl} ${r.type} ${recordText(r)}`);
const wire = (record: (typeof records)[number]): Uint8Array => writeMessage({ id: 0, answers: [record] });

describe('records as text', () => {
  /** Neither of these is in zones; and the place of the LOC record is none on this planet. */
  const META = new Set(['TSIG', 'TKEY', 'LOC']);
  it.each(records.filter((r) => !META.has(r.type) && r.class === undefined).map((r) => [`${r.type} ${recordText(r)}`, r] as const))(
    '%s is read as it is written',
    (_, record) => {
      const [again] = zone(`${record.name}. 1 IN ${record.type} ${recordText(record)}`);
      expect(again && wire({ ...again, ttl: record.ttl })).toEqual(wire(record));
    },
  );
});

it('places (RFC 1876)', () => {
  expect(said('a LOC 52 22 23 N 4 53 32 E -2m 0.00m\nb LOC 1 S 2 W 100m 1m 200m 30m')).toEqual([
    'a.lab 60 LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0m 10000m 10m',
    'b.lab 60 LOC 1 0 0.000 S 2 0 0.000 W 100.00m 1m 200m 30m',
  ]);
});

describe('zone files (RFC 1035 §5)', () => {
  it('know origins, times, parentheses, comments, quotes and names without an end', () => {
    expect(
      said(`$ORIGIN example.com.
$TTL 1h30m
@ IN SOA ns host ( 1 ; serial
   2h 15m
   1w 300 )
 NS ns ; the same name
ns 5 IN A 192.0.2.1
   IN 7 AAAA 2001:DB8::1
www.example.net. CNAME @
$ORIGIN sub
a TXT "one; two" three "say \\"so\\""
`),
    ).toEqual([
      'example.com 5400 SOA ns.example.com. host.example.com. 1 7200 900 604800 300',
      'example.com 5400 NS ns.example.com.',
      'ns.example.com 5 A 192.0.2.1',
      'ns.example.com 7 AAAA 2001:db8::1',
      'www.example.net 5400 CNAME example.com.',
      'a.sub.example.com 5400 TXT "one; two" "three" "say \\"so\\""',
    ]);
  });

  it('are given in full where bytes are (RFC 3597 §5)', () => {
    expect(said('a TYPE1 \\# 4 C0000201\nb TYPE65280 \\# 3 01 02 03')).toEqual(['a.lab 60 A 192.0.2.1', 'b.lab 60 TYPE65280 \\# 3 010203']);
  });

  it.each([
    ['a A 192.0.2.256', 'z:1'],
    ['a A', 'z:1'],
    ['\na MX mail', 'z:2'],
    ['a FROB 1', 'z:1'],
    ['a CH A 192.0.2.1', 'class IN'],
    ['a TXT "open', 'closing quote'],
    ['a SOA ns host ( 1 2 3', 'parenthesis'],
    [' A 192.0.2.1', 'a name in front'],
    ['$INCLUDE /etc/passwd', '$ORIGIN, $TTL or a record'],
    ['a..b A 192.0.2.1', 'z:1'],
    ['a A 192.0.2.1 192.0.2.2', 'the end of the entry'],
  ])('%j is told with its place', (text, words) => {
    expect(() => zone(text)).toThrow(words);
  });

  it('a record is read from words alone', () => {
    expect(parseRecord({ name: 'a', ttl: 1 }, 'MX', new ZoneWords(['10', 'mail'], 'x', '.'))).toEqual({
      name: 'a',
      ttl: 1,
      type: 'MX',
      data: { preference: 10, exchange: 'mail' },
    });
  });
});
