import { describe, expect, it } from 'vitest';
import { folders, has, sample } from '../../test/conformance/protocol/samples.ts';
import { FrameLoop } from '../run/frames.ts';
import { lineWidth } from './fit.ts';
import { RowTime } from './row-time.ts';
import { RowColumns, type ShortRow, shortLine, shortRowOf } from './short-row.ts';
import { plainText } from './text.ts';

const row: ShortRow = {
  number: 4,
  mark: 'S',
  time: '1.065655',
  source: '127.0.0.1',
  destination: '127.0.0.1',
  protocol: 'TCP',
  role: 'layer2',
  isWrong: false,
  remark: '',
  ports: '49694 → 61111',
  words: '[PSH, ACK]',
  numbers: 'Seq=1 Ack=1 Len=14',
  size: 'Len=14',
  text: '"hello, wire!\\n"',
};
const shown = (r: ShortRow, columns: number): string => {
  const widths = new RowColumns();
  widths.take(r, columns);
  return plainText(shortLine(r, columns, widths));
};

describe('a row on a terminal', () => {
  it.each([
    [120, '  4 S   1.065655 127.0.0.1 → 127.0.0.1 TCP  49694 → 61111 [PSH, ACK] Seq=1 Ack=1 Len=14 "hello, wire!\\n"'],
    [90, '  4 S   1.065655 127.0.0.1 → 127.0.0.1 TCP  [PSH, ACK] Len=14 "hello, wire!\\n"'],
    [80, '  4 S   1.065655 127.0.0.1 → 127.0.0.1 TCP  [PSH, ACK] Len=14 "hello, wire!\\n"'],
    [60, '  4 S   1.065 127.0.0.1 → 127.0.0.1 TCP  [PSH, ACK] "hello,…'],
  ])('in %d columns gives up numbers and ports for the text', (columns, text) => {
    expect(shown(row, columns)).toBe(text);
  });

  it('leaves out digits of a time that has no room for them', () => {
    const at = (time: string, columns: number): string => shown({ ...row, time }, columns).slice(3, 18);
    expect(at('1234567.123456', 80)).toBe(' S 1234567.12 1');
    expect(at('95992329.633207', 80)).toBe(' S 95992329.6 1');
    expect(at('95992329.633207', 60)).toBe(' S 95992329 127');
    expect(at('-0.000001', 80)).toBe(' S  -0.000001 1');
  });

  it('has a sign where something is wrong, beside the colour', () => {
    expect(shown({ ...row, isWrong: true, role: 'warn', remark: '[TCP Retransmission]' }, 120)).toMatch(
      /^ {2}4 S! .*\[TCP Retransmission\] 49694/,
    );
  });

  it.each(folders.filter((f) => has(f, `${f}.pcapng`)))('never is wider than the terminal: %s', (folder) => {
    const loop = new FrameLoop({ verify: true });
    const time = new RowTime();
    const widths = [60, 80, 120].map((columns) => [columns, new RowColumns()] as const);
    for (const frame of sample(folder)) {
      const { d, times } = loop.one(frame);
      const r = shortRowOf(d, time.text(d.frame, times, 6));
      for (const [columns, common] of widths) {
        common.take(r, columns);
        const l = shortLine(r, columns, common);
        expect(lineWidth(l), plainText(l)).toBeLessThanOrEqual(columns);
        expect(plainText(l)).not.toMatch(/ Win=| TSval=/);
      }
    }
  });
});
