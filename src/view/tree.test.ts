import { describe, expect, it } from 'vitest';
import { frameFrom, LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect, NOTHING_KNOWN } from '../wire/dissect.ts';
import { plainText } from './text.ts';
import { findNode, treeLines, treeOf } from './tree.ts';
import { loadWords } from './words/load.ts';

const lecture = dissect(protocols, frameFrom(LECTURE_BYTES), NOTHING_KNOWN, { verify: true });
const text = (d = lecture): string => treeLines(treeOf(d)).map(plainText).join('\n');

describe('tree', () => {
  it('shows the layers of the lecture frame with their values', () => {
    const tree = text();
    for (const expected of [
      'Frame 1: 72 bytes on wire (576 bits), 72 bytes captured (576 bits)',
      'Ethernet II, Src: 00:16:ea:e3:54:e6, Dst: 08:00:7f:20:00:64',
      '    Total Length: 58',
      '    Identification: 0x2c7a',
      '    Time to Live: 128',
      '    Header Checksum: 0xf4a5',
      '    Window: 16383',
      '    Checksum: 0x968b',
      'Data (18 bytes)',
      '    Text: here is a message\\n',
    ])
      expect(tree.split('\n')).toContainEqual(expect.stringContaining(expected));
  });

  it('shows bits of a byte in their place', () => {
    expect(text()).toContain('    0100 .... = Version: 4');
    expect(text()).toContain("        .1.. .... = Don't fragment: Set");
    expect(text()).toContain('        .... .... .... 1... = Push: Set');
  });

  it('puts what is worked out into brackets', () => {
    expect(text()).toMatch(/^ {4}\[.*Status: Good\]$/m);
  });

  it('says what is wrong in German where that is chosen, and leaves the rest as it is', async () => {
    const bytes = Uint8Array.from(LECTURE_BYTES);
    bytes[60] = 1;
    const d = dissect(protocols, frameFrom(bytes), NOTHING_KNOWN, { verify: true });
    const [plain, english, german] = [undefined, await loadWords('en'), await loadWords('de')].map((words) =>
      treeLines(treeOf(d, words, false)).map(plainText),
    );
    expect(english).toEqual(plain);
    const others = (german ?? []).filter((line, k) => line !== plain?.[k]);
    expect(others).toEqual([expect.stringMatching(/^ +\[tcp error: die Prüfsumme 0x[0-9a-f]{4} sollte 0x[0-9a-f]{4} sein\]$/)]);
  });

  it('shows a fault under the field it is in', () => {
    const bytes = Uint8Array.from(LECTURE_BYTES);
    bytes[14] = 0x44;
    const lines = text(dissect(protocols, frameFrom(bytes))).split('\n');
    expect(lines.filter((l) => l.includes('[ip error: header length 16 is less than 20]'))).toHaveLength(1);
  });

  it('loses no fault, wherever it is', () => {
    for (let n = 0; n < LECTURE_BYTES.length; n++) {
      const d = dissect(protocols, frameFrom(LECTURE_BYTES.subarray(0, n), { original: LECTURE_BYTES.length }));
      const shown = treeLines(treeOf(d)).filter((l) => l.some((s) => s.role === 'bad' || s.role === 'warn' || /\w+ note:/.test(s.text)));
      expect(shown.length).toBeGreaterThanOrEqual(d.faults.length);
    }
  });

  it('escapes what came from the wire', () => {
    const bytes = Uint8Array.from([...LECTURE_BYTES.subarray(0, 54), 0x1b, 0x5d, 0x30, 0x3b, 0x78, 0x07]);
    expect(text(dissect(protocols, frameFrom(bytes)))).toContain('Text: \\x1b]0;x\\x07');
  });

  it('finds nodes by filter name', () => {
    expect(findNode(treeOf(lecture), 'ip.ttl')).toMatchObject({ offset: 22, length: 1 });
    expect(findNode(treeOf(lecture), 'ip.nothing')).toBeUndefined();
  });

  it('is JSON with places', () => {
    const tree = JSON.parse(JSON.stringify(treeOf(lecture))) as { name: string; children: { name: string; offset: number }[] }[];
    expect(tree.map((n) => n.name)).toEqual(['frame', 'eth', 'ip', 'tcp', 'data']);
    expect(tree[2]?.children.find((c) => c.name === 'ip.id')).toMatchObject({ text: 'Identification: 0x2c7a', offset: 18, length: 2 });
  });
});
