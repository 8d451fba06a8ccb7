/** Checksum worked out in steps (RFC 1071): pseudo header, header and data as 16-bit words, carries, complement, comparison. */
import { EMPTY, u8, u16 } from '../core/bytes.ts';
import { fold16 } from '../core/checksum.ts';
import { visible } from '../core/text.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { exportText } from '../wire/show.ts';
import { type Line, line, pad, padLeft, span } from './text.ts';

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

/** Every Internet checksum in the frame, from the lowest layer up; what an ICMP error quotes is left out. */
export const checksumsOf = (d: Dissection): readonly ChecksumWork[] => {
  const works: ChecksumWork[] = [];
  for (const [k, l] of d.layers.entries()) {
    const kind = KINDS[l.layer.name];
    if (kind === undefined || l.length < kind.at + 2) continue;
    works.push(workOf(d, k, l, kind));
    if (kind.quotes) break;
  }
  return works;
};

export const checksumLines = (work: ChecksumWork): readonly Line[] => {
  const lines = [line(span(work.title, 'title'))];
  if (work.groups.length > 0) {
    for (const group of work.groups) lines.push(...groupLines(group));
    lines.push(...foldLines(work));
  }
  lines.push(verdictLine(work));
  return lines;
};

// ---- working it out --------------------------------------------------------------------------------------------------

interface Kind {
  readonly title: string;
  /** Offset of the checksum in the header. */
  readonly at: number;
  /** Protocol number in the pseudo header; absent where there is none. */
  readonly pseudo?: number;
  /** The sum covers the header alone. */
  readonly headerOnly?: boolean;
  /** 0 says that the sender did not work it out (over IPv4). */
  readonly optional?: boolean;
  /** What follows may be a packet that is only quoted. */
  readonly quotes?: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  ip: { title: 'IPv4 header checksum (RFC 791): all words of the header', at: 10, headerOnly: true },
  tcp: { title: 'TCP checksum (RFC 9293): pseudo header, header and data', at: 16, pseudo: 6 },
  udp: { title: 'UDP checksum (RFC 768): pseudo header, header and data', at: 6, pseudo: 17, optional: true },
  icmp: { title: 'ICMP checksum (RFC 792): header and data', at: 2, quotes: true },
  icmpv6: { title: 'ICMPv6 checksum (RFC 4443): pseudo header, header and data', at: 2, pseudo: 58, quotes: true },
};

const workOf = (d: Dissection, k: number, l: Stretch, kind: Kind): ChecksumWork => {
  const bytes = d.sources[l.source]?.bytes ?? EMPTY;
  const end = kind.headerOnly ? l.offset + l.length : endOf(d.layers.slice(0, k), l, bytes.length);
  const found = u16(bytes, l.offset + kind.at);
  const fixed = { layer: l.layer.name, title: kind.title, found };
  const nothing = { ...fixed, groups: [], total: 0, folds: [], complement: 0 };
  const below = kind.pseudo === undefined ? undefined : carrierOf(d.layers, k);
  if (kind.optional && found === 0 && below?.layer.name === 'ip')
    return { ...nothing, verdict: 'absent', note: 'the sender did not work it out: 0 over IPv4 says so' };
  const why = unknowable(l, d.layers[k - 1], end, bytes.length, kind, below);
  if (why !== '') return { ...nothing, verdict: 'unknown', note: why };
  const sum = new Summing();
  if (below !== undefined) sum.group('pseudo header', pseudoRows(below, kind.pseudo ?? 0, end - l.offset));
  sum.group('header', wordRows(bytes, l.offset, Math.min(l.offset + l.length, end), l.offset + kind.at, l.offset));
  if (end > l.offset + l.length) sum.group('data', wordRows(bytes, l.offset + l.length, end, -1, l.offset));
  return { ...fixed, ...sum.done(), ...verdict(found, sum, kind) };
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

const verdict = (found: number, sum: Summing, kind: Kind): Pick<ChecksumWork, 'verdict' | 'note'> => {
  const complement = ~fold16(sum.total) & 0xffff;
  const same = found === complement;
  if (same) return { verdict: 'right', note: '' };
  if (found === 0xffff && complement === 0) return { verdict: 'right', note: kind.optional ? 'a sum of 0 is sent as 0xffff' : '' };
  const pseudo = sum.groups[0];
  if (pseudo?.title === 'pseudo header' && found === fold16(pseudo.rows.at(-1)?.total ?? 0))
    return { verdict: 'partial', note: 'this is the sum of the pseudo header alone: the rest was left to the network card (offload)' };
  return { verdict: 'wrong', note: '' };
};

const unknowable = (l: Stretch, under: Stretch | undefined, end: number, there: number, kind: Kind, below: Stretch | undefined): string => {
  if (kind.pseudo !== undefined && below === undefined) return 'no IP header below it';
  if (end > there) return `it covers ${end - l.offset} bytes, the capture has ${there - l.offset} of them`;
  if (!kind.headerOnly && l.source === 0 && isFragment(under)) return 'it covers the whole datagram, this is a fragment of it';
  return '';
};

const isFragment = (below: Stretch | undefined): boolean => {
  if (below === undefined) return false;
  const more = below.fields.some((f) => f.name === 'ip.flags' && f.children.some((c) => c.name === 'ip.flags.mf' && c.value === 1));
  return more || numberOf(below, `${below.layer.name}.frag_offset`) > 0;
};

/** The layer below whose addresses are summed too. */
const carrierOf = (layers: readonly Stretch[], k: number): Stretch | undefined => {
  const carriers = layers.slice(0, k).filter((l) => l.layer.pseudo !== undefined);
  return carriers.filter((l) => l.source === layers[k]?.source).at(-1) ?? carriers.at(-1);
};

/** Where the packet of layer `l` ends by what the headers below and its own say. */
const endOf = (below: readonly Stretch[], l: Stretch, there: number): number => {
  const own = l.layer.name === 'udp' ? numberOf(l, 'udp.length') : 0;
  if (own >= 8) return l.offset + own;
  const carrier = below.filter((b) => b.source === l.source && LENGTHS[b.layer.name] !== undefined).at(-1);
  const [field, header] = LENGTHS[carrier?.layer.name ?? ''] ?? ['', 0];
  const length = carrier === undefined ? 0 : numberOf(carrier, field);
  return carrier === undefined || length === 0 ? there : carrier.offset + header + length;
};

/** The field with a packet's length, and the bytes of the header that it does not count. */
const LENGTHS: Readonly<Record<string, readonly [field: string, header: number]>> = { ip: ['ip.len', 0], ipv6: ['ipv6.plen', 40] };

const numberOf = (l: Stretch, name: string): number => {
  const value = l.fields.find((f) => f.name === name)?.value;
  return typeof value === 'number' ? value : 0;
};

type Row = Omit<WordRow, 'sum' | 'total'>;

const pseudoRows = (below: Stretch, protocol: number, length: number): readonly Row[] => {
  const name = below.layer.name;
  const address = (key: 'src' | 'dst', what: string): Row[] => {
    const field = below.fields.find((f) => f.name === `${name}.${key}`);
    if (field === undefined) return [];
    const words = typeof field.value === 'number' ? wordsOf(field.value) : field.value instanceof Uint8Array ? pairs(field.value) : [];
    return [{ what: `${what} ${visible(exportText(field.spec, field.value))}`, words }];
  };
  const lengthWords = name === 'ipv6' ? wordsOf(length) : [length];
  return [
    ...address('src', 'from'),
    ...address('dst', 'to'),
    { what: `protocol ${protocol}`, words: name === 'ipv6' ? [0, protocol] : [protocol] },
    { what: `length ${length}`, words: lengthWords },
  ];
};

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

const groupLines = (group: WordGroup): readonly Line[] => {
  const lines = [line('  ', span(group.title, 'title'))];
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

const foldLines = (work: ChecksumWork): readonly Line[] => {
  const lines: Line[] = [];
  const row = (what: string, value: string): void => {
    lines.push(line('  ', span(pad(what, 22), 'dim'), value));
  };
  row('sum', word(work.total));
  for (const f of work.folds) row('carries added in', `${word(f.carries)} + ${word(f.rest)} = ${word(f.sum)}`);
  row('complement', `~${word(work.folds.at(-1)?.sum ?? work.total)} = ${word(work.complement)}`);
  return lines;
};

const word = (n: number): string => `0x${n.toString(16).padStart(4, '0')}`;

const verdictLine = (work: ChecksumWork): Line => {
  const [text, role] = VERDICTS[work.verdict];
  const note = work.note === '' ? '' : `: ${work.note}`;
  return line('  ', span(pad('in the frame', 22), 'dim'), `${word(work.found)}  `, span(text, role), note);
};

const VERDICTS: Readonly<Record<Verdict, readonly [text: string, role: 'good' | 'bad' | 'warn']>> = {
  right: ['✔ right', 'good'],
  wrong: ['✘ wrong', 'bad'],
  partial: ['✘ partial', 'warn'],
  absent: ['not there', 'warn'],
  unknown: ['cannot be checked', 'warn'],
};
