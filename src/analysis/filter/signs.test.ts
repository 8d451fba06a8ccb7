import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../../test/lecture-frame.ts';
import { UsageError } from '../../core/fault.ts';
import { protocols } from '../../protocols/registry.ts';
import { dissect } from '../../wire/dissect.ts';
import { filter } from './filter.ts';

const lecture = dissect(protocols, frameFrom(LECTURE_BYTES, { number: 4, seconds: 100, nanos: 250_000_000 }));
const times = { first: { seconds: 90, nanos: 0 }, previous: { seconds: 99, nanos: 0 } };
const passes = (text: string): boolean => filter(text, protocols).passesDissected(lecture, times);

/** `${ip.ttl}` */
const selected = (name: string): string => `$\{${name}}`;

describe('signs, brackets and references, as Wireshark 4.0 reads them', () => {
  it.each([
    ...[
      'ip.ttl == +128',
      'ip.ttl -1 == 127',
      'ip.ttl - 1 == 127',
      '-ip.ttl == -128',
      '- ip.ttl < 0',
      'abs(-ip.ttl) == 128',
      'ip.ttl - 129 < 0',
    ],
    ...[
      '{ip.ttl + 1} * 2 == 258',
      'ip.ttl == {64 + 64}',
      'ip.ttl != -1',
      'tcp.flags bitwise_and 0x10',
      'max(ip.src, ip.dst) == 128.237.252.163',
    ],
    ...[
      'len(eth) == 14',
      'eth[13] == 00',
      'not eth[14]',
      'ip[8] == 80',
      'not ip[20:]',
      'len(ip.ttl) == 1',
      'len(tcp.port) == 2',
      'eth contains 80:06',
    ],
  ])('%s', (text) => expect(passes(text)).toBe(true));
  it.each([
    'ip.ttl > -1',
    'ip.ttl < -1',
    'ip.ttl in {-1..200}',
    `ip.ttl == ${selected('ip.ttl')}`,
    `ip.ttl != ${selected('ip.ttl')}`,
    `frame.number > ${selected('frame.number')} - 3`,
  ])('%s is said of no packet', (text) => expect(passes(text)).toBe(false));
  it.each([
    'ip.ttl == {128',
    '${ip.ttl == 128',
    `ip.ttl == ${selected('ip.nothing')}`,
    'max(ip.src, ip.ttl) == 1.2.3.4',
    '{ip.ttl) == 128',
    '-',
    'ip.ttl == -',
  ])('%s is pointed at', (text) => expect(() => passes(text)).toThrow(UsageError));
});
