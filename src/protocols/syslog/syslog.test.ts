import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { readSyslog, syslogFrame } from './message.ts';
import { syslogReader } from './reader.ts';

const values = (text: string) =>
  readAll(syslogReader, [[0, utf8(text)]]).messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'syslog', frame, message));
  });

describe('syslog (RFC 3164, RFC 5424, RFC 6587)', () => {
  it('has Wireshark’s fields, and what the papers call the parts', () => {
    expect(values('<34>Oct 11 22:14:15 mymachine su[7]: it failed\n')).toMatchObject([
      {
        'syslog.facility': ['4'],
        'syslog.level': ['2'],
        'syslog.timestamp_rfc3164': ['Oct 11 22:14:15'],
        'syslog.hostname': ['mymachine'],
        'syslog.procid': ['su'],
        'syslog.msgid': ['[7]: it failed'],
        'syslog.program': ['su'],
        'syslog.process': ['7'],
        'syslog.text': ['it failed'],
      },
    ]);
    expect(values('<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 p 8710 ID [a@1 b="c]\\""] words\n')).toMatchObject([
      {
        'syslog.version': ['1'],
        'syslog.timestamp': ['2003-08-24T12:14:15.000003000Z'],
        'syslog.appname': ['p'],
        'syslog.procid': ['8710'],
        'syslog.msgid': ['ID [a@1 b="c]\\""] words'],
        'syslog.structured_data': ['[a@1 b="c]\\""]'],
        'syslog.text': ['words'],
      },
    ]);
  });

  it('is framed by octets or lines, in one stream', () => {
    expect(values('<13>a\n7 <13>b\nb<14>c\0').map((v) => v['syslog.msg'])).toEqual([['a'], ['b\nb'], ['c']]);
    expect(values('7 <13>b\nb').map((v) => v['syslog.length'])).toEqual([['7']]);
  });

  it('does not wait for what cannot come', () => {
    expect(syslogFrame(utf8('12345678901 x'), 0, 13)).toBe('wrong');
    expect(syslogFrame(utf8('12'), 0, 2)).toBeUndefined();
    expect(syslogFrame(utf8('<13>x'), 0, 5)).toBeUndefined();
    expect(syslogFrame(utf8('<13>x'), 0, 5, true)).toEqual({ skip: 0, length: 5, to: 5 });
  });

  it('is guessed by a priority that there is', () => {
    const guess = (text: string) => syslogReader.guess?.(utf8(text), 0, utf8(text).length, 0);
    expect(['<191>x', '<13>Oct', '44 <13>1 -'].map(guess)).toEqual([0.7, 0.7, 0.7]);
    expect(['<192>x', '<>x', '<13>', '<html>', '<13>\x01\x02', '<1234>x', '13>x', '04 <13>1 -'].map(guess)).toEqual(Array(8).fill(0));
  });

  it('reads a priority that only begins, as Wireshark does, and says that it is none', () => {
    const read = (text: string) => {
      const bytes = utf8(text);
      const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
      const d = dissectAs(protocols, 'syslog', frame);
      return [d.layers[0]?.info, d.faults[0]?.kind];
    };
    expect(['<34>hi', '<34hi', '<>hi', '<1234>hi', '<34', '<34>', 'hi'].map(read)).toEqual([
      ['AUTH.CRIT: hi', undefined],
      ['AUTH.CRIT: hi', 'priority'],
      ['KERN.EMERG: hi', 'priority'],
      ['CRON.ERR: 4>hi', 'priority'],
      ['[Malformed Packet]', 'priority'],
      ['[Malformed Packet]', 'malformed'],
      ['hi', undefined],
    ]);
  });

  it('says what is there of a message without a head', () => {
    expect(readSyslog(utf8('<13>x'), 0, 5)).toEqual({ priority: 13, text: { from: 4, to: 5 }, head: undefined });
    expect(readSyslog(utf8('x'), 0, 1).priority).toBeUndefined();
  });
});
