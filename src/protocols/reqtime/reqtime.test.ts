import { describe, expect, it } from 'vitest';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { seen } from '../../wire/row.ts';
import type { Message, Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { reqtime, reqtimeReader } from './reqtime.ts';

const TIME = 'Sun Nov  6 08:49:37 1994';
const read = (...chunks: (readonly [Side, string])[]) =>
  readAll(
    reqtimeReader,
    chunks.map(([side, text]) => [side, utf8(text)] as const),
  ).messages;
const dissected = (bytes: Uint8Array, message?: Message): Dissection =>
  dissectAs(
    protocols,
    'reqtime',
    { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] },
    message,
  );

describe('reqtime', () => {
  it('is a word and the time that answers it, with line ends or without', () => {
    const found = read([0, 'reqtime'], [1, TIME], [0, 'reqtime\r\n'], [1, `${TIME}\n`]);
    expect(found.map(({ bytes, message }) => valuesOf(dissected(bytes, message)))).toMatchObject([
      { 'reqtime.request': ['reqtime'] },
      { 'reqtime.time': [TIME] },
      { 'reqtime.request': ['reqtime'] },
      { 'reqtime.time': [TIME] },
    ]);
    expect(found.map(({ message }) => message.asks ?? -Number(message.answers))).toEqual([1, -1, 2, -2]);
  });

  it('waits for the rest of its word and for no more', () => {
    expect(read([0, 'req'], [0, 'time']).map(({ bytes }) => fromUtf8(bytes))).toEqual(['reqtime']);
    expect(read([0, 'reqt']).map(({ bytes }) => fromUtf8(bytes))).toEqual(['reqt']);
  });

  it('says that another word is not answered', () => {
    const [other] = read([0, 'what time']);
    expect(faultsOf(dissected(other!.bytes, other!.message))).toEqual(['the server answers the word reqtime and no other']);
  });

  it('is guessed by its word', () => {
    const guess = (text: string): number | undefined => reqtimeReader.guess?.(utf8(text), 0, text.length, 0);
    expect(['reqtime', 'reqtime\n', 'reqtime\0', 'reqtimes', 'REQTIME', 'req'].map(guess)).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it('pairs datagrams', () => {
    const key = (text: string): number | undefined => reqtime.exchange?.(utf8(text), 0, text.length);
    expect([key('reqtime'), key(TIME)]).toEqual([1, -2]);
    expect(valuesOf(dissected(utf8(TIME)))['reqtime.time']).toEqual([TIME]);
  });

  it('has a row', () => {
    const row = (text: string): string => {
      const out = new TextBuffer(1024);
      reqtime.row?.words['all']?.(out, { ...seen(utf8(text)), end: text.length });
      return fromUtf8(out.bytes.subarray(0, out.length));
    };
    expect([row('reqtime\r\n'), row('\x1b[2J')]).toEqual(['Request: reqtime', 'Time: \\x1b[2J']);
  });
});
