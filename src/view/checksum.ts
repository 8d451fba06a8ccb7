/** Checksum worked out in steps (RFC 1071): pseudo header, header and data as 16-bit words, carries, complement, comparison. */
import { type Bytes, EMPTY, u8, u16, u32 } from '../core/bytes.ts';
import { fold16 } from '../core/checksum.ts';
import { type Said, sayer, Words } from '../core/words.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { type Checksum, checksumOf, columnOf } from '../wire/internet-checksum.ts';
import { exportText } from '../wire/show.ts';
import type { Layer } from '../wire/types.ts';
import type { InternetSum } from '../wire/value.ts';
import { type Line, line, pad, padLeft, span } from './text.ts';
import { checksum } from './words/en.ts';

const say = sayer<typeof checksum>('checksum');
const ENGLISH = new Words('en', { checksum });

/** A run of words that are summed; plain data, also the JSON of the work. */
export interface WordRow {
  /** What the words are, for the pseudo header; otherwise empty. */
  readonly what: string;
  /** Offset in the header's bytes; absent for the pseudo header, which is on no wire. */
  readonly offset?: number;
  readonly words: readonly number[];
  /** Index of the word that is the checksum itself and counts as 0. */
  readonly checksumAt?: number;
  /** The last word has only its first byte on the wire. */
  readonly padded?: true;
  /** Sum of the words of this row, and of all rows so far. */
  readonly sum: number;
  readonly total: number;
}

export interface WordGroup {
  readonly title: 'pseudo header' | 'header' | 'data';
  readonly rows: readonly WordRow[];
}

export type Verdict = 'right' | 'wrong' | 'absent' | 'unknown' | 'partial';

export interface ChecksumWork {
  readonly layer: string;
  readonly title: string;
  readonly found: number;
  readonly groups: readonly WordGroup[];
  readonly total: number;
  /** Each time the carries were added in: `carries` + `rest` = `sum`. */
  readonly folds: readonly { readonly carries: number; readonly rest: number; readonly sum: number }[];
  readonly complement: number;
  readonly verdict: Verdict;
  /** Why there is no verdict, or what explains it. */
  readonly note: string;
}

/**
 * Every Internet checksum in the frame, from the lowest layer up; what an ICMP error quotes is left out. `protocol`: the number that the
 * pseudo header holds in place of the right one.
 */
export const checksumsOf = (d: Dissection, protocol?: number, words = ENGLISH): readonly ChecksumWork[] => {
  const works: ChecksumWork[] = [];
  for (const [k, l] of d.layers.entries()) {
    const checksum = checksumOf(l.layer);
    if (!l.quoted && checksum !== undefined && l.length >= checksum.at + 2) works.push(workOf(words, d, k, l, checksum, protocol));
  }
  return works;
};

export const checksumLines = (work: ChecksumWork, words = ENGLISH): readonly Line[] => {
  const lines = [line(span(work.title, 'title'))];
  if (work.groups.length > 0) {
    for (const group of work.groups) lines.push(...groupLines(group, words));
    lines.push(...foldLines(work, words));
  }
  lines.push(verdictLine(work, words));
  return lines;
};

/** The sum of bytes that are nothing else: whether they hold their checksum, and which it would be. */
export const sumOf = (bytes: Bytes): Pick<ChecksumWork, 'groups' | 'total' | 'folds' | 'complement'> => {
  const adding = new Summing();
  adding.group('data', wordRows(bytes, 0, bytes.length, -1, 0));
  return adding.done();
};

/** The steps of such a sum. */
export const sumLines = (work: ReturnType<typeof sumOf>, words = ENGLISH): readonly Line[] => [
  ...work.groups.flatMap((group) => groupLines(group, words)),
  ...foldLines(work, words),
];

// ---- working it out --------------------------------------------------------------------------------------------------

const workOf = (words: Words, d: Dissection, k: number, l: Stretch, { at, sum }: Checksum, protocol = sum.pseudo ?? 0): ChecksumWork => {
  const bytes = trueBytes(d, l.source);
  const found = u16(bytes, l.offset + at);
  const fixed = { layer: l.layer.name, title: titleOf(l.layer, sum, words), found };
  const nothing = { ...fixed, groups: [], total: 0, folds: [], complement: 0 };
  const below = sum.pseudo === undefined ? undefined : carrierOf(d.layers, k);
  if (sum.zero === 'absent' && found === 0 && below && below.layer.pseudo?.demands === undefined)
    return { ...nothing, verdict: 'absent', note: words.text(say('saidAbsent', { below: below.label })) };
  const end = endOf(l, sum);
  const why = unknowable(l, d.layers[k - 1], end, bytes.length, sum, below);
  if (why !== undefined) return { ...nothing, verdict: 'unknown', note: words.text(why) };
  const header = Math.min(l.offset + l.length, end);
  const adding = new Summing();
  const length = sum.isPartial ? l.wire - l.offset : end - l.offset;
  if (below !== undefined) adding.group('pseudo header', pseudoRows(words, d, k, below, protocol, length));
  const partial = adding.total;
  adding.group('header', wordRows(bytes, l.offset, header, l.offset + at, l.offset));
  if (end > header) adding.group('data', wordRows(bytes, header, end, -1, l.offset));
  return { ...fixed, ...adding.done(), ...verdict(found, adding.total, below === undefined ? undefined : partial, sum, words) };
};

/** `UDP checksum (RFC 768): pseudo header, header and data`. */
const titleOf = ({ label, name, spec }: Layer, { covers, pseudo }: InternetSum, words: Words): string => {
  const of = { name: label ?? name.toUpperCase(), spec };
  return words.text(say(covers === 'header' ? 'ofHeader' : pseudo === undefined ? 'ofAll' : 'ofAllPseudo', of));
};

/** Adds rows up as people do on paper. */
class Summing {
  readonly groups: WordGroup[] = [];
  total = 0;

  group(title: WordGroup['title'], rows: readonly Omit<WordRow, 'sum' | 'total'>[]): void {
    const summed = rows.map((row) => {
      const sum = row.words.reduce((n, word, i) => n + (i === row.checksumAt ? 0 : word), 0);
      this.total += sum;
      return { ...row, sum, total: this.total };
    });
    if (summed.length > 0) this.groups.push({ title, rows: summed });
  }

  done() {
    const folds: { carries: number; rest: number; sum: number }[] = [];
    let sum = this.total;
    while (sum > 0xffff) {
      const [carries, rest] = [Math.floor(sum / 65536), sum % 65536];
      sum = carries + rest;
      folds.push({ carries, rest, sum });
    }
    return { groups: this.groups, total: this.total, folds, complement: ~sum & 0xffff };
  }
}

/** `pseudo`: the sum of the pseudo header alone, where there is one. */
const verdict = (
  found: number,
  total: number,
  pseudo: number | undefined,
  { zero }: InternetSum,
  words: Words,
): Pick<ChecksumWork, 'verdict' | 'note'> => {
  const complement = ~fold16(total) & 0xffff;
  if (found === complement) return { verdict: 'right', note: '' };
  if (found === 0xffff && complement === 0) return { verdict: 'right', note: zero !== undefined ? words.text(say('zero')) : '' };
  if (pseudo !== undefined && found === fold16(pseudo)) return { verdict: 'partial', note: words.text(say('offload')) };
  return { verdict: 'wrong', note: '' };
};

const unknowable = (
  l: Stretch,
  under: Stretch | undefined,
  end: number,
  there: number,
  { covers, pseudo }: InternetSum,
  below: Stretch | undefined,
): Said | undefined => {
  if (pseudo !== undefined && below === undefined) return say('noCarrier');
  if (end > there) return say('cut', { bytes: String(end - l.offset), there: String(there - l.offset) });
  if (covers === 'segment' && l.source === 0 && under?.fragment) return say('fragment');
  return undefined;
};

/** The layer below whose addresses are summed too. */
const carrierOf = (layers: readonly Stretch[], k: number): Stretch | undefined => {
  const carriers = layers.slice(0, k).filter((l) => l.layer.pseudo !== undefined);
  return carriers.filter((l) => l.source === layers[k]?.source).at(-1) ?? carriers.at(-1);
};

/** Where what is summed ends: with the header, by the layer's own word, or where the packet that carries it does. */
/** Also those that are covered for people. */
const trueBytes = ({ sources }: Dissection, source: number): Uint8Array => sources[source]?.whole ?? sources[source]?.bytes ?? EMPTY;

const endOf = (l: Stretch, { covers, length }: InternetSum): number => {
  if (covers === 'header') return l.offset + l.length;
  const name = `${l.layer.name}.${length}`;
  const own = length === undefined ? undefined : l.fields.find((f) => f.name === name)?.value;
  return typeof own === 'number' && own >= l.layer.min ? l.offset + own : l.wire;
};

type Row = Omit<WordRow, 'sum' | 'total'>;

const pseudoRows = (words: Words, d: Dissection, k: number, below: Stretch, protocol: number, length: number): readonly Row[] => {
  const bytes = trueBytes(d, below.source);
  const wide = below.layer.pseudo?.words === 32;
  const address = (column: 'src' | 'dst', key: 'from' | 'to'): Row[] => {
    const slot = columnOf(below.layer, column);
    if (slot === undefined) return [];
    const from = below.offset + (slot.bit >> 3);
    const own = bytes.subarray(from, from + (slot.field.bits >> 3));
    const b = column === 'dst' ? (finalOf(d.layers, k, below) ?? own) : own;
    const address = exportText(slot.field, slot.field.bits === 32 ? u32(b, 0) : b);
    return [{ what: words.text(say(key, { address })), words: pairs(b) }];
  };
  return [
    ...address('src', 'from'),
    ...address('dst', 'to'),
    { what: words.text(say('protocol', { number: String(protocol) })), words: wide ? [0, protocol] : [protocol] },
    { what: words.text(say('length', { bytes: String(length) })), words: wide ? wordsOf(length) : [length] },
  ];
};

/** Where a source route between layer `k` and its carrier ends. */
const finalOf = (layers: readonly Stretch[], k: number, carrier: Stretch): Bytes | undefined =>
  layers.slice(layers.indexOf(carrier), k).findLast((l) => l.destination !== undefined)?.destination;

const wordsOf = (n: number): readonly number[] => [n >>> 16, n & 0xffff];
const pairs = (b: Uint8Array): readonly number[] => Array.from({ length: b.length >> 1 }, (_, i) => u16(b, 2 * i));

/** Rows of eight words. Words are counted from the start of what is summed, so data after an odd header cannot happen. */
const wordRows = (b: Uint8Array, from: number, to: number, checksum: number, base: number): readonly Row[] => {
  const rows: Row[] = [];
  for (let at = from; at < to; at += 16) {
    const words: number[] = [];
    for (let o = at; o < Math.min(at + 16, to); o += 2) words.push(o + 1 < to ? u16(b, o) : u8(b, o) << 8);
    const inside = checksum >= at && checksum < at + 16;
    rows.push({
      what: '',
      offset: at - base,
      words,
      ...(inside ? { checksumAt: (checksum - at) >> 1 } : {}),
      ...(at + 16 >= to && (to - at) % 2 === 1 ? { padded: true } : {}),
    });
  }
  return rows;
};

// ---- showing it ------------------------------------------------------------------------------------------------------

const groupLines = (group: WordGroup, words: Words): readonly Line[] => {
  const title = group.title === 'pseudo header' ? 'pseudo' : group.title;
  const lines = [line('  ', span(words.text(say(title)), 'title'))];
  for (const row of group.rows) {
    if (row.what !== '' && row.words.length > 5) lines.push(line('    ', span(row.what, 'dim')));
    const label = row.offset === undefined ? '' : `${row.offset.toString(16).padStart(4, '0')}  `;
    for (let k = 0; k < row.words.length; k += 8) lines.push(wordLine(row, k, k === 0 ? label : ' '.repeat(label.length)));
  }
  return lines;
};

const wordLine = (row: WordRow, k: number, label: string): Line => {
  const words = row.words.slice(k, k + 8).map((word, i) => {
    const text = word.toString(16).padStart(4, '0');
    if (i + k === row.checksumAt) return span('----', 'here');
    return span(row.padded && i + k === row.words.length - 1 ? `${text.slice(0, 2)}··` : text);
  });
  const spaced = words.flatMap((w, i) => (i === 0 ? [w] : [span(' '), w]));
  const last = k + 8 >= row.words.length;
  const width = label === '' ? 45 : 39;
  const used = words.length * 5 - 1;
  const what = pad(row.what === '' || row.words.length > 5 ? '' : `  ${row.what}`, Math.max(0, width - used));
  const sums = last ? [span('  + ', 'dim'), span(sumText(row.sum)), span('  = ', 'dim'), span(sumText(row.total))] : [];
  return line('    ', span(label, 'dim'), ...spaced, span(what, 'dim'), ...sums);
};

const sumText = (n: number): string => padLeft(n.toString(16), 6);

const foldLines = (work: ReturnType<typeof sumOf>, words: Words): readonly Line[] => {
  const lines: Line[] = [];
  const row = (what: 'sum' | 'carries' | 'complement', value: string): void => {
    lines.push(line('  ', span(pad(words.text(say(what)), 22), 'dim'), value));
  };
  row('sum', word(work.total));
  for (const f of work.folds) row('carries', `${word(f.carries)} + ${word(f.rest)} = ${word(f.sum)}`);
  row('complement', `~${word(work.folds.at(-1)?.sum ?? work.total)} = ${word(work.complement)}`);
  return lines;
};

const word = (n: number): string => `0x${n.toString(16).padStart(4, '0')}`;

/** `right`, `wrong`. */
export const verdictText = (verdict: Verdict, words: Words): string => words.text(say(verdict));

const verdictLine = ({ verdict, note, found }: ChecksumWork, words: Words): Line => {
  const [sign, role] = VERDICTS[verdict];
  const why = note === '' ? '' : `: ${note}`;
  const what = span(pad(words.text(say('found')), 22), 'dim');
  return line('  ', what, `${word(found)}  `, span(`${sign}${verdictText(verdict, words)}`, role), why);
};

const VERDICTS: Readonly<Record<Verdict, readonly [sign: string, role: 'good' | 'bad' | 'warn']>> = {
  right: ['✔ ', 'good'],
  wrong: ['✘ ', 'bad'],
  partial: ['✘ ', 'warn'],
  absent: ['', 'warn'],
  unknown: ['', 'warn'],
};
