import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { needs } from '../../test/needs.ts';
import { fc, runs } from '../../test/property.ts';
import { fromHex, hex } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { dots } from '../core/text.ts';
import { parseHexDump } from './hexdump.ts';

const ISSUE = `
0000 08 00 7f 20 00 64 00 16 ea e3 54 e6 08 00 45 00
0010 00 3a 2c 7a 40 00 80 06 f4 a5 80 ed fc a3 80 02
0020 dc 0a d8 0a 3b 6d f4 a4 99 6c 75 de 71 6a 50 18
0030 3f ff 96 8b 00 00 68 65 72 65 20 69 73 20 61 20
0040 6d 65 73 73 61 67 65 0a
`;
/** The same as printed in a lecture: the characters lost blanks and dots. */
const LECTURE = `
\`\`\`
0000 08 00 7f 20 00 64 00 16 ea e3 54 e6 08 00 45 00  ... .d.. ..T...E.
0010 00 3a 2c 7a 40 00 80 06 f4 a5 80 ed fc a3 80 02  ..:z@... .....
0020 dc 0a d8 0a 3b 6d f4 a4 99 6c 75 de 71 6a 50 18  ....;m.. .lu.qjP.
0030 3f ff 96 8b 00 00 68 65 72 65 20 69 73 20 61 20  ?.....he re is a
0040 6d 65 73 73 61 67 65 0a                          message.
\`\`\`
`;
const FRAME = Uint8Array.from(
  ISSUE.trim()
    .split('\n')
    .flatMap((l) => [...(fromHex(l.slice(5)) ?? [])]),
);

const one = (text: string): string => {
  const frames = parseHexDump(text);
  expect(frames).toHaveLength(1);
  return hex(frames[0]!.bytes);
};
const refusal = (text: string): string => {
  try {
    parseHexDump(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};

const rowsOf = (b: Uint8Array, width: number, row: (offset: number, part: Uint8Array) => string): string =>
  Array.from({ length: Math.ceil(b.length / width) }, (_, i) => row(i * width, b.subarray(i * width, (i + 1) * width))).join('\n');
const at = (n: number, digits: number, base = 16): string => n.toString(base).padStart(digits, '0');
const groups = (b: Uint8Array, size: number): string => hex(b).replace(new RegExp(`(.{${size * 2}})(?=.)`, 'g'), '$1 ');

const lowFirst = (b: Uint8Array, gap: string): string =>
  Array.from({ length: Math.ceil(b.length / 2) }, (_, i) => at((b[2 * i] ?? 0) | ((b[2 * i + 1] ?? 0) << 8), 4)).join(gap);

const LAYOUTS: Readonly<Record<string, (b: Uint8Array) => string>> = {
  'wireshark rows': (b) => rowsOf(b, 16, (o, p) => `${at(o, 4)}   ${groups(p, 1).padEnd(47)}   ${dots(p)}`),
  'tshark -x': (b) => rowsOf(b, 16, (o, p) => `${at(o, 4)}  ${groups(p, 1).padEnd(47)}   ${dots(p)}`),
  'tcpdump -x': (b) => rowsOf(b, 16, (o, p) => `\t0x${at(o, 4)}:  ${groups(p, 2)}`),
  'tcpdump -X': (b) => rowsOf(b, 16, (o, p) => `\t0x${at(o, 4)}:  ${groups(p, 2).padEnd(39)}  ${dots(p)}`),
  xxd: (b) => rowsOf(b, 16, (o, p) => `${at(o, 8)}: ${groups(p, 2).padEnd(39)}  ${dots(p)}`),
  'hexdump -C': (b) =>
    `${rowsOf(b, 16, (o, p) => `${at(o, 8)}  ${`${groups(p.subarray(0, 8), 1)}  ${groups(p.subarray(8), 1)}`.trim().padEnd(48)}  |${dots(p)}|`)}\n${at(b.length, 8)}\n`,
  'od -A d -t x1': (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 7, 10)} ${groups(p, 1)}`)}\n${at(b.length, 7, 10)}\n`,
  'od -t x1z': (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 7, 8)} ${groups(p, 1)}  >${dots(p)}<`)}\n${at(b.length, 7, 8)}\n`,
  hexdump: (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 7)} ${lowFirst(p, ' ')}`)}\n${at(b.length, 7)}\n`,
  'hexdump -x': (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 7)}    ${lowFirst(p, '    ')}`)}\n${at(b.length, 7)}\n`,
  'od -x': (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 7, 8)} ${lowFirst(p, ' ')}`)}\n${at(b.length, 7, 8)}\n`,
  'od -A x -t x2': (b) => `${rowsOf(b, 16, (o, p) => `${at(o, 6)} ${lowFirst(p, ' ')}`)}\n${at(b.length, 6)}\n`,
  'words of four bytes': (b) => rowsOf(b, 16, (o, p) => `${at(o, 4)}: ${groups(p, 4)}`),
  'eight bytes a row': (b) => rowsOf(b, 8, (o, p) => `${at(o, 4)}  ${groups(p, 1)}  ${dots(p)}`),
  'one string': (b) => hex(b),
  'one string with 0x': (b) => `0x${hex(b)}`,
  'a string on many lines': (b) => rowsOf(b, 30, (_, p) => hex(p)),
  blanks: (b) => groups(b, 1),
  'blanks on many lines': (b) => rowsOf(b, 16, (_, p) => groups(p, 1)),
  'words on many lines': (b) => rowsOf(b, 16, (_, p) => groups(p, 2)),
  colons: (b) => hex(b, ':'),
  dashes: (b) => hex(b, '-').toUpperCase(),
  'C array': (b) =>
    `static const unsigned char frame[${b.length}] = {\n${rowsOf(b, 8, (o, p) => `  ${[...p].map((x) => `0x${at(x, 2)}`).join(', ')}, /* ${o} */`)}\n};`,
  'bare array': (b) => [...b].map((x) => `0x${at(x, 2)}`).join(', '),
  escapes: (b) => [...b].map((x) => `\\x${at(x, 2)}`).join(''),
  'C string': (b) => rowsOf(b, 16, (_, p) => `"${[...p].map((x) => `\\x${at(x, 2)}`).join('')}"`),
  'Wireshark escaped string': (b) => rowsOf(b, 16, (_, p) => `"${[...p].map((x) => `\\x${at(x, 2)}`).join('')}" \\`),
};

describe('one frame in any layout', () => {
  it('reads the frame of the lecture, characters or not', () => {
    expect(FRAME).toHaveLength(72);
    expect(one(ISSUE)).toBe(hex(FRAME));
    expect(one(LECTURE)).toBe(hex(FRAME));
  });

  for (const [name, layout] of Object.entries(LAYOUTS)) it(`reads ${name}`, () => expect(one(layout(FRAME))).toBe(hex(FRAME)));

  it('reads what layouts with offsets make of any bytes', () => {
    const withOffsets = Object.entries(LAYOUTS).slice(0, 13);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 17, maxLength: 200 }), fc.constantFrom(...withOffsets), (b, [, layout]) => {
        expect(one(layout(b))).toBe(hex(b));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('reads characters that look like bytes as characters', () => {
    const trap = Uint8Array.from(Buffer.from('ab cd ef 01 23 45 be ef de ad fa ce 0'));
    for (const name of ['wireshark rows', 'tcpdump -X', 'xxd', 'hexdump -C', 'eight bytes a row'])
      expect(one(LAYOUTS[name]!(trap))).toBe(hex(trap));
  });

  it('reads a Python bytes literal with its characters', () => {
    expect(one(String.raw`b'\x08\x00E\x00\x00:,z@\x00\n\'\\'`)).toBe('08004500003a2c7a40000a275c');
  });

  it('repeats the row before a star', () => {
    expect(one('00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030  01 02  |..|\n00000032')).toBe(
      `${'00'.repeat(48)}0102`,
    );
  });
});

describe('several frames', () => {
  it('start where the offset goes back to 0', () => {
    const both = `No. Time\n1 0.0 x\n\n${LAYOUTS['wireshark rows']!(FRAME)}\n\nFrame 2\n${LAYOUTS['wireshark rows']!(FRAME.subarray(0, 20))}\n`;
    expect(parseHexDump(both).map((f) => [f.bytes.length, f.start, f.line])).toEqual([
      [72, 0, 4],
      [20, 0, 11],
    ]);
  });

  it('tcpdump with its header lines', () => {
    const text = `12:34:56.789012 IP 10.0.0.1.80 > 10.0.0.2.4000: Flags [P.], seq 1:19, ack 1\n${LAYOUTS['tcpdump -x']!(FRAME)}\n`;
    expect(parseHexDump(text + text).map((f) => f.bytes.length)).toEqual([72, 72]);
  });

  it('says where a paste that begins inside a frame begins', () => {
    expect(parseHexDump('0130 01 02 03 04\n0134 05')).toMatchObject([{ start: 0x130, bytes: Uint8Array.of(1, 2, 3, 4, 5) }]);
  });
});

describe('what contradicts itself is refused', () => {
  it('names the row with too few bytes', () => {
    const page = [
      '01d0 20 48 6f 6d 65 70 61 67 65 3c 2f 74 69 74 6c 65  Homepag e</title',
      '01e0 3e 0d 0a 3c 4d 45 54 41 20 48 54 50 2d 45 51  >.<META HTTP-Eq',
      '01f0 55 49 56 3d 22 63',
    ];
    expect(refusal(page.join('\n'))).toBe('row 01e0 (line 2): expected 16 bytes, got "15"; the next row starts at 01f0');
  });

  it('even where the characters after it look like the missing byte', () => {
    expect(refusal('0000 3e 0d 0a 3c 4d 45 54 41 20 48 54 50 2d 45 51  ab.<META\n0010 00')).toMatch(
      /^row 0000 \(line 1\): expected 16 bytes, got "15"/,
    );
  });

  it('names the row with too many bytes, a missing row, and a word that is no byte', () => {
    expect(refusal('0000 00 01 02 03 04\n0004 05')).toMatch(/^row 0000 .*expected 4 bytes, got "5"/);
    expect(refusal('0000 00 01 02 03\n0008 05')).toMatch(/^row 0000 .*expected 8 bytes, got "4"/);
    expect(refusal('0000 00 01 02 03\n0004 05 6g 07')).toMatch(/^row 0004 \(line 2\): expected two hexadecimal digits a byte, got "6g"/);
    expect(refusal('00 1 02')).toMatch(/expected an even number of hexadecimal digits, got "5"/);
  });

  it('says so where there are no bytes at all', () => {
    expect(refusal('')).toBe('expected bytes in hexadecimal, got nothing');
    expect(refusal('hello world')).toMatch(/expected two hexadecimal digits a byte, got "hello"/);
    expect(refusal('{ 0x00, 7 }')).toMatch(/expected bytes as 0x00 to 0xff, got "7"/);
  });

  it('never throws anything but a UsageError, whatever the text', () => {
    const line = fc.array(fc.constantFrom('0000', '0010', '00', '7f', 'g', ':', '|', '0x', ' ', '  ', ',', '\\x41', '*', 'ab'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            line.map((l) => l.join('')),
            fc.string(),
          ),
          { maxLength: 6 },
        ),
        (lines) => {
          try {
            for (const f of parseHexDump(lines.join('\n'))) expect(f.bytes.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
          }
        },
      ),
      { numRuns: runs(2000) },
    );
  });
});

needs('xxd').describe('dumps of real programs', () => {
  it('xxd in its layouts', () => {
    for (const args of [[], ['-p'], ['-i'], ['-c', '8'], ['-g', '1'], ['-u']]) {
      expect(one(execFileSync('xxd', args, { input: FRAME, encoding: 'utf8' }))).toBe(hex(FRAME));
    }
  });
});

needs('od').describe('dumps of od', () => {
  it('in every base of offsets', () => {
    for (const args of [
      ['-t', 'x1'],
      ['-A', 'x', '-t', 'x1z'],
      ['-A', 'd', '-t', 'x1'],
    ]) {
      expect(one(execFileSync('od', args, { input: FRAME, encoding: 'utf8' }))).toBe(hex(FRAME));
    }
  });
});
