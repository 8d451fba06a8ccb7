import { describe, expect, it } from 'vitest';
import { fromHex, hex } from '../../../core/bytes.ts';
import { elements, readElement, Tag } from './element.ts';
import { generalizedTime } from './types.ts';
import { characters, integerValue, oidText, timeSeconds, utcTimeText } from './values.ts';
import {
  writeBits,
  writeBoolean,
  writeContext,
  writeInteger,
  writeNull,
  writeOctets,
  writeOid,
  writeSequence,
  writeText,
  writeTime,
} from './write.ts';

const bytes = (text: string) => fromHex(text)!;
const value = (der: Uint8Array) => readElement(der, 0, der.length)!;
const number = (der: Uint8Array) => integerValue(der, value(der).from, value(der).to);
const oid = (der: Uint8Array) => oidText(der, value(der).from, value(der).to);
const ascii = (text: string) => new TextEncoder().encode(text);

describe('elements (X.690 §8.1)', () => {
  it('say class, form, tag and where their value lies', () => {
    expect(readElement(bytes('a3 03 02 01 05'), 0, 5)).toEqual({ cls: 2, tag: 3, constructed: true, start: 0, from: 2, to: 5, next: 5 });
    expect(readElement(bytes('7f 8a 01 01 ff'), 0, 5)).toMatchObject({ cls: 1, tag: 1281, from: 4, to: 5 });
  });

  it('take their length from one byte or several', () => {
    const b = new Uint8Array(300);
    b.set([0x04, 0x82, 0x01, 0x00]);
    expect(readElement(b, 0, 300)).toMatchObject({ from: 4, to: 260 });
    b.set([0x04, 0x83, 0x00, 0x01, 0x00]);
    expect(readElement(b, 0, 300)).toMatchObject({ from: 5, to: 261 });
  });

  it('of indefinite length end at two zeros, also inside one another (§8.1.3.6)', () => {
    const b = bytes('30 80 30 80 05 00 00 00 02 01 07 00 00 ff');
    expect(readElement(b, 0, b.length)).toMatchObject({ from: 2, to: 11, next: 13 });
    expect([...elements(b, 2, 11)].map((e) => [e.tag, e.start, e.next])).toEqual([
      [Tag.sequence, 2, 8],
      [Tag.integer, 8, 11],
    ]);
  });

  it('are none where the length leaves the bytes, the form is not possible or they lie too deep', () => {
    for (const text of ['', '30', '30 05 00', '04 80 00 00', '30 ff', '1f', '1f ff ff ff ff ff', '30 87 00 00 00 00 00 00 00'])
      expect(readElement(bytes(text), 0, bytes(text).length), text).toBeUndefined();
    const deep = bytes('3080'.repeat(40) + '0000'.repeat(40));
    expect(readElement(deep, 0, deep.length)).toBeUndefined();
  });
});

describe('values (X.690 §8)', () => {
  it.each([0, 1, 127, 128, 255, 256, 65537, 2 ** 31, 2 ** 40, -1, -128, -129, -32768])('integer %d is read as it was written', (n) => {
    expect(number(writeInteger(n))).toBe(n);
  });

  it('integers of more than six bytes are exact', () => {
    for (const n of [2n ** 64n, -(2n ** 63n), 2n ** 127n - 1n]) expect(number(writeInteger(n))).toBe(n);
  });

  it('integers take as few bytes as they can (§8.3.2)', () => {
    expect([0, 127, 128, -128, -129].map((n) => hex(writeInteger(n)))).toEqual(['020100', '02017f', '02020080', '020180', '0202ff7f']);
  });

  it.each(['2.5.4.3', '1.2.840.113549.1.1.11', '0.9.2342.19200300.100.1.25', '2.999.3', '1.3.6.1.4.1.11129.2.4.2'])(
    'object identifier %s',
    (text) => {
      expect(oid(writeOid(text))).toBe(text);
    },
  );

  it('an object identifier that ends inside a number is none (§8.19.2)', () => {
    expect(oidText(bytes('2a 86'), 0, 2)).toBe('');
  });

  it('texts of all string types', () => {
    const of = (tag: number, b: Uint8Array) => characters(tag, b, 0, b.length);
    expect(of(Tag.bmp, bytes('0041 00d6'))).toBe('AÖ');
    expect(of(Tag.universal, bytes('0001f600'))).toBe('😀');
    expect(of(Tag.universal, bytes('ffffffff'))).toBe('\u{10ffff}');
    expect(of(Tag.utf8, ascii('é'))).toBe('é');
    expect(of(Tag.teletex, bytes('e9'))).toBe('é');
  });

  it.each([
    [Tag.utcTime, '500101000000Z', -631152000],
    [Tag.utcTime, '491231235959Z', 2524607999],
    [Tag.utcTime, '2611282041+0100', 1795894860],
    [Tag.generalizedTime, '20500101000000Z', 2524608000],
    [Tag.generalizedTime, '20261128204159.5Z', 1795898519],
    [Tag.generalizedTime, '20261328204159Z', undefined],
    [Tag.utcTime, 'yesterday', undefined],
  ])('time %d %s (RFC 5280 §4.1.2.5)', (tag, text, seconds) => {
    expect(timeSeconds(tag, ascii(text), 0, text.length)).toBe(seconds);
  });

  it('times are written in the type that their year asks for', () => {
    for (const seconds of [0, 1795898519, 2524607999, 2524608000, 4102444800]) {
      const der = writeTime(seconds);
      const { tag, from, to } = value(der);
      expect(timeSeconds(tag, der, from, to)).toBe(seconds);
      expect(tag).toBe(seconds < 2524608000 ? Tag.utcTime : Tag.generalizedTime);
    }
  });

  it('times as text; what is none stays as it is', () => {
    expect(utcTimeText(ascii('261128204159Z'), 0, 13)).toBe('2026-11-28 20:41:59 (UTC)');
    expect(utcTimeText(ascii('never'), 0, 5)).toBe('never');
    expect(generalizedTime.value(ascii('20261128204159Z'), 0, 15, Tag.generalizedTime)).toBe(1_795_898_519_000_000_000n);
    expect(generalizedTime.value(ascii('never'), 0, 5, Tag.generalizedTime)).toBeUndefined();
  });
});

describe('writing (X.690 §10)', () => {
  it('nests elements of any length', () => {
    const long = writeOctets(new Uint8Array(200));
    expect(hex(long.subarray(0, 3))).toBe('0481c8');
    expect(hex(writeOctets(new Uint8Array(65536)).subarray(0, 5))).toBe('0483010000');
    const der = writeSequence(
      writeBoolean(true),
      writeNull(),
      writeContext(0, ascii('x'), false),
      writeBits(bytes('a0'), 5),
      writeText('é'),
    );
    expect(hex(der)).toBe('30100101ff0500800178030205a00c02c3a9');
  });
});
