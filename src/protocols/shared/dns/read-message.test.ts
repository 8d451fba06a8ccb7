import { describe, expect, it } from 'vitest';
import { records } from '../../../../test/dns-records.ts';
import { concat, fromHex } from '../../../core/bytes.ts';
import { readMessage } from './read-message.ts';
import { writeMessage } from './write-message.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const faultOf = (b: Uint8Array): string => {
  const read = readMessage(b);
  return read.kind === 'fault' ? read.text : '';
};

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
      'a gateway of IPv6 in four bytes',
      concat([head('0000 0001 0000 0000'), fromHex('00 002d 0001 00000000 0007 01 02 02 20010db8')!]),
      'needs 16 bytes, there are 4',
    ],
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

  it('what is read outlives the bytes, of a buffer of Node too', () => {
    const b = Buffer.from(writeMessage({ id: 1, answers: [{ name: 'a', ttl: 1, type: 'TYPE65534', bytes: bytes(1, 2) }] }));
    const read = readMessage(b);
    b.fill(0);
    expect(read).toMatchObject({ message: { answers: [{ name: 'a', bytes: bytes(1, 2) }] } });
  });

  it('every beginning of a message is one', () => {
    const b = writeMessage({ id: 1, answers: records, edns: { size: 1232 } });
    for (let n = 0; n < b.length; n++) expect(readMessage(b, 0, n).kind).toBe('fault');
  });
});
