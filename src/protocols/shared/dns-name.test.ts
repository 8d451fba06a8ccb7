import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { concat, utf8 } from '../../core/bytes.ts';
import {
  behindName,
  escapeBytes,
  findName,
  LONGEST_LABEL,
  nameBytes,
  nameText,
  sameName,
  shownLength,
  shownName,
  Trouble,
  unescapeText,
} from './dns-name.ts';

/** Names at the end of a message, behind a header of zeros. */
const message = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  concat([new Uint8Array(12), ...parts.map((part) => (typeof part === 'string' ? utf8(part) : Uint8Array.from(part)))]);

const found = (b: Uint8Array, o = 12) => {
  const p = findName(b, o, 0, b.length);
  return { trouble: p.trouble, next: p.next, text: shownName(b, p), escaped: nameText(b, p), stray: p.stray };
};

describe('names on the wire (RFC 1035 §3.1, §4.1.4)', () => {
  it('are labels up to an empty one', () => {
    expect(found(message('\x03www\x07example\x03com\0'))).toEqual({
      trouble: Trouble.none,
      next: 29,
      text: 'www.example.com',
      escaped: 'www.example.com',
      stray: false,
    });
  });

  it('the root is one byte', () => {
    expect(found(message([0]))).toMatchObject({ next: 13, text: '<Root>', escaped: '.' });
  });

  it('end in a pointer to an earlier name: the example of §4.1.4', () => {
    const b = new Uint8Array(94);
    b.set([1, 70, 3, 73, 83, 73, 4, 65, 82, 80, 65, 0], 20);
    b.set([3, 70, 79, 79, 0xc0, 20], 40);
    b.set([0xc0, 26], 64);
    b.set([0], 92);
    expect([20, 40, 64, 92].map((o) => found(b, o)).map((n) => [n.text, n.next])).toEqual([
      ['F.ISI.ARPA', 32],
      ['FOO.F.ISI.ARPA', 46],
      ['ARPA', 66],
      ['<Root>', 93],
    ]);
  });

  it.each([
    ['a pointer to itself', [0xc0, 12]],
    ['a label and a pointer to it', [1, 97, 0xc0, 12]],
    ['two pointers to each other', [0xc0, 14, 0xc0, 12]],
  ])('%s is a circle', (_, bytes) => {
    const b = message(bytes);
    const p = findName(b, 12, 0, b.length);
    expect([p.trouble, p.next, shownName(b, p)]).toEqual([
      Trouble.loop,
      12 + bytes.indexOf(0xc0) + 2,
      '<Name contains a pointer that loops>',
    ]);
  });

  it('pointers forward and into the header are read, and are stray', () => {
    expect(found(message([0xc0, 14], '\x03fwd\0'))).toMatchObject({ trouble: Trouble.none, text: 'fwd', stray: true, next: 14 });
    expect(found(message([0xc0, 0]))).toMatchObject({ trouble: Trouble.none, text: '<Root>', stray: true });
  });

  it.each([
    ['a pointer past the end', [0xc1, 0xff], Trouble.pointer],
    ['a pointer of one byte', [1, 97, 0xc0], Trouble.cut],
    ['a label past the end', [5, 97], Trouble.cut],
    ['no end', [1, 97], Trouble.cut],
    ['nothing', [], Trouble.cut],
    ['a label of 64 bytes, which is a bit string (RFC 2673)', [0x40, 3, 0xa0, 0], Trouble.label],
    ['a label of the type 10', [0x80, 0], Trouble.label],
  ])('%s cannot be read', (_, bytes, kind) => {
    const b = message(bytes);
    expect(findName(b, 12, 0, b.length).trouble).toBe(kind);
    expect(behindName(b, 12, b.length)).toBe(bytes[0] === 0xc1 ? 14 : -1);
  });

  it('255 bytes are a name and 256 are not (§2.3.4)', () => {
    const label = (n: number): readonly number[] => [n, ...new Array<number>(n).fill(97)];
    const long = [...label(63), ...label(63), ...label(63)];
    expect(found(message([...long, ...label(61), 0])).trouble).toBe(Trouble.none);
    expect(found(message([...long, ...label(62), 0]))).toMatchObject({ trouble: Trouble.long, text: '<Name too long>', next: 12 + 256 });
    expect(found(message([...new Array<readonly number[]>(127).fill(label(1)).flat(), 0])).trouble).toBe(Trouble.none);
    expect(found(message([...new Array<readonly number[]>(128).fill(label(1)).flat(), 0])).trouble).toBe(Trouble.long);
  });

  it('a name of tens of thousands of labels, or pointers to it, are refused after a thousand steps', () => {
    const b = message([...new Array<readonly number[]>(8000).fill([1, 97]).flat(), 0], [0xc0, 12]);
    let refused = 0;
    for (let i = 0; i < 20_000; i++) if (findName(b, b.length - 2, 0, b.length).trouble === Trouble.long) refused++;
    expect([refused, found(b).next]).toEqual([20_000, b.length - 2]);
  });

  it('labels of any bytes are shown as UTF-8, and escaped without loss (§5.1)', () => {
    const b = message([4, 97, 46, 92, 0, 3, 0xc3, 0xa9, 0xff, 0]);
    expect(found(b)).toMatchObject({ text: 'a.\\\0.é\ufffd', escaped: 'a\\.\\\\\\000.\\195\\169\\255' });
    expect(shownLength(findName(b, 12, 0, b.length))).toBe(8);
  });
});

describe('names as text', () => {
  it.each([
    ['example.com', '\x07example\x03com\0'],
    ['example.com.', '\x07example\x03com\0'],
    ['.', '\0'],
    ['', '\0'],
    ['a\\.b.c', '\x03a.b\x01c\0'],
    ['a\\.', '\x02a.\0'],
    ['\\065\\\\', '\x02A\\\0'],
    ['é', '\x02\u00e9\0'],
    ['*.example', '\x01*\x07example\0'],
  ])('%j', (text, wire) => {
    expect(nameBytes(text)).toEqual(utf8(wire));
  });

  it.each(['a..b', '.a', '..', `${'a'.repeat(LONGEST_LABEL + 1)}.b`, 'é.'.repeat(100), 'abc.'.repeat(64), '\\300', 'a\\'])(
    '%j is no name',
    (text) => {
      expect(() => nameBytes(text)).toThrow(/expected/);
    },
  );

  it('upper and lower case are the same, of ASCII only (RFC 4343)', () => {
    expect(sameName('WWW.Example.COM', 'www.example.com.')).toBe(true);
    expect(sameName('a.b', 'a\\.b')).toBe(false);
    expect(sameName('É', 'é')).toBe(false);
  });

  it('what is written is read again', () => {
    const label = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((b) => escapeBytes(b, 0, b.length, true));
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), (labels) => {
        const name = labels.join('.');
        const b = concat([new Uint8Array(12), nameBytes(name)]);
        expect(found(b)).toMatchObject({ trouble: Trouble.none, escaped: name, next: b.length });
      }),
    );
  });

  it('escaped bytes are the same bytes again', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (b) => {
        expect(unescapeText(escapeBytes(b, 0, b.length))).toEqual(b);
      }),
    );
  });
});
