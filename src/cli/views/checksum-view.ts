/** The checksum of given bytes in steps: the sum of all of them, or where they are a packet, each checksum in it. */
import type { Words } from '../../core/words.ts';
import { parseHexDump } from '../../formats/hexdump.ts';
import { FrameLoop } from '../../run/frames.ts';
import { guessLink } from '../../run/guess-link.ts';
import { type ChecksumWork, checksumLines, checksumsOf, sumLines, sumOf } from '../../view/checksum.ts';
import { jsonText, type Line, line, span } from '../../view/text.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Output } from '../command/output.ts';
import { putLines } from '../terminal/paint.ts';

/** `protocol`: what the pseudo header holds in place of the right number. */
export const showSums = (out: Output, text: string, protocol: number | undefined, words: Words, json: boolean): void => {
  for (const { bytes } of parseHexDump(text)) {
    const d = dissected(bytes);
    const works = checksumsOf(d, protocol, json ? undefined : words).filter(({ verdict }) => verdict !== 'unknown');
    if (works.length === 0) showPlain(out, bytes, words, json);
    else if (json) out.line(jsonText(works));
    else putLines(out, worksLines(d, works, protocol, words));
  }
};

const dissected = (bytes: Uint8Array): Dissection => {
  const about = { number: 1, mark: '?', seconds: Number.NaN, nanos: 0, comments: [] } as const;
  return new FrameLoop({ showSecrets: true }).one({ ...about, linkType: guessLink(bytes), bytes, original: bytes.length }).d;
};

const worksLines = (d: Dissection, works: readonly ChecksumWork[], protocol: number | undefined, words: Words): readonly Line[] => {
  const lines = works.flatMap((work, k): readonly Line[] => [...(k === 0 ? [] : [[]]), ...checksumLines(work, words)]);
  const right = d.layers.map(({ layer }) => layer.fields['checksum']?.sum?.pseudo).find((number) => number !== undefined);
  if (protocol === undefined || right === undefined || right === protocol) return lines;
  const said = (key: string, slots: Readonly<Record<string, string>>): Line => line('  ', words.text({ area: 'explain', key, slots }));
  const hex = (n: number): string => `0x${n.toString(16).padStart(2, '0')}`;
  return [
    ...lines,
    [],
    said('protocolWrong', { given: hex(protocol), true: hex(right) }),
    ...(hex(protocol) === `0x${right}` ? [said('decimal', { decimal: String(right), hex: hex(right) })] : []),
  ];
};

const showPlain = (out: Output, bytes: Uint8Array, words: Words, json: boolean): void => {
  const work = sumOf(bytes);
  if (json) {
    out.line(jsonText(work));
    return;
  }
  const said = (key: string, slots: Readonly<Record<string, string | number>> = {}): string => words.text({ area: 'explain', key, slots });
  const complement = `0x${work.complement.toString(16).padStart(4, '0')}`;
  putLines(out, [
    line(span(said('sumOf', { count: bytes.length }), 'title')),
    ...sumLines(work, words),
    ...(work.complement === 0
      ? [line('  ', said('sumRight'))]
      : [line('  ', said('sumPut', { complement })), line('  ', said('sumWrong'))]),
  ]);
};
