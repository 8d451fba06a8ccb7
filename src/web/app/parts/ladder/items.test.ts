import { describe, expect, it } from 'vitest';
import type { Rung } from '../../../messages/messages.ts';
import { itemsOf, type Shape, visibleItems } from './items.ts';

const rung = (number: number, phase: string, length: number, side: 0 | 1 = 0): Rung => ({
  number,
  phase,
  length,
  side,
  mark: 'S',
  seconds: 0,
  label: 'ACK',
  detail: '',
  remark: '',
  text: '',
  isBare: false,
  isReset: false,
});

const PLAIN: Shape = { isDense: false, hasOthers: true, selected: 0, open: new Set() };

describe('items of a ladder', () => {
  it('begins each phase with its name, and folds what belongs to others', () => {
    const items = itemsOf([rung(1, 'open', 0), rung(2, 'open', 0, 1), rung(5, 'message 1', 18)], PLAIN);
    expect(items.map((i) => i.kind)).toEqual(['group', 'bare', 'bare', 'fold', 'group', 'data']);
    expect(items[3]).toMatchObject({ from: 3, to: 4 });
    expect(items.at(-1)?.top).toBe(26 + 20 + 20 + 24 + 26);
  });

  it('has the handshake in one line on a low screen', () => {
    const syn: Rung = { ...rung(1, 'open', 0), states: ['SYN-SENT', 'LISTEN'] };
    const items = itemsOf([syn, rung(2, 'open', 0, 1), rung(3, 'message 1', 18)], { ...PLAIN, isDense: true });
    expect(items.map((i) => i.kind)).toEqual(['group', 'group', 'data']);
    expect(items[0]).toMatchObject({ caption: 'packets 1–2: ACK → ACK ←' });
  });

  it('says nothing of a handshake or of datagrams where a pipe was opened', () => {
    const piped = [rung(1, 'open', 0), rung(2, 'message 1', 6, 1), rung(3, 'message 2', 6), rung(4, 'close', 0)];
    for (const isDense of [true, false])
      expect(itemsOf(piped, { ...PLAIN, isDense }).flatMap((i) => (i.kind === 'group' ? [i.caption] : []))).toEqual(['', '', '', '']);
  });

  it('folds acknowledgements that are inferred behind their message, and opens them', () => {
    const bare = (number: number, mark = 'S'): Rung => ({ ...rung(number, 'message 1', 0), isBare: true, mark });
    const said = [rung(3, 'open', 0), rung(4, 'message 1', 18), bare(5), rung(6, 'message 1', 18, 1), bare(7), rung(8, 'message 2', 1)];
    const shown = (shape: Partial<Shape>): string =>
      itemsOf(said, { ...PLAIN, ...shape })
        .map((i) => ('rung' in i ? i.rung.number : i.kind))
        .join(' ');
    expect(shown({})).toBe('group 3 group 4 6 acks group 8');
    expect(itemsOf(said, PLAIN)[5]).toMatchObject({ first: 5, numbers: [5, 7], isOpen: false });
    expect(shown({ open: new Set([5]) })).toBe('group 3 group 4 5 6 7 acks group 8');
    expect(shown({ selected: 7 })).toBe('group 3 group 4 5 6 7 acks group 8');
    expect(itemsOf([rung(1, 'message 1', 4), bare(2, 'R')], PLAIN).map((i) => i.kind)).toEqual(['group', 'data', 'bare']);
  });

  it('says how long nothing came before something was sent again', () => {
    const again = { ...rung(9, 'message 1', 18), seconds: 0.209, remark: '↻ retransmission' };
    const items = itemsOf([rung(4, 'message 1', 18), again], { ...PLAIN, hasOthers: false });
    expect(items.map((i) => i.kind)).toEqual(['group', 'data', 'quiet', 'data']);
    expect(items[2]).toMatchObject({ seconds: 0.209 });
  });

  it('finds those on the screen', () => {
    const items = itemsOf(
      Array.from({ length: 100 }, (_, k) => rung(k + 1, 'message 1', 1)),
      PLAIN,
    );
    const shown = visibleItems(items, 1000, 1100);
    expect(shown.length).toBeLessThan(5);
    expect(shown[0]?.top).toBeLessThanOrEqual(1000);
    expect(shown.at(-1)?.top).toBeGreaterThan(1050);
  });

  it('says what the first messages are', () => {
    const captions = (rungs: readonly Rung[]): readonly string[] =>
      itemsOf(rungs, PLAIN).flatMap((i) => (i.kind === 'group' && i.caption !== '' ? [i.caption] : []));
    // States are told where they change: in the handshake.
    const opened: Rung = { ...rung(0, 'open', 0), states: ['ESTABLISHED', 'ESTABLISHED'] };
    const said = (...rungs: Rung[]): readonly string[] => captions([opened, ...rungs]).slice(1);
    const line = (number: number, message: number, side: 0 | 1, text: string): Rung => ({
      ...rung(number, `message ${message}`, 4, side),
      text,
    });
    const datagram = (number: number, side: 0 | 1, text: string): Rung => ({ ...rung(number, 'message 1', 4, side), text });
    expect(said(line(1, 1, 0, 'abc'), line(2, 1, 1, 'abc'))).toEqual(['goes, is acknowledged, and comes back']);
    expect(said(line(1, 1, 0, 'GET'), line(2, 1, 1, '200'))).toEqual(['goes, is acknowledged, and is answered']);
    expect(said(line(1, 1, 1, '+OK'), line(2, 2, 0, 'USER'), line(3, 2, 1, '+OK'))).toEqual([
      'the server speaks first',
      'goes, is acknowledged, and is answered',
    ]);
    expect(said(line(1, 1, 0, 'x'))).toEqual(['bytes go, and are acknowledged']);
    expect(captions([datagram(1, 0, 'abc'), datagram(2, 1, 'abc')])).toEqual(['a datagram goes, and comes back']);
    expect(captions([datagram(1, 0, 'abc'), datagram(2, 1, 'x')])).toEqual(['a datagram goes, and is answered']);
    expect(captions([datagram(1, 0, 'abc')])).toEqual(['goes; nobody says whether it arrived']);
  });
});
