/** Plain words for what a frame carries: its text with controls as pictures, its numbers without what only experts read. */
import { visible } from '../../core/text.ts';
import { type Instant, since } from '../../core/time.ts';
import { sayer, type Words } from '../../core/words.ts';
import { faultText } from '../../view/fault-text.ts';
import type { Segment } from '../../view/segment.ts';
import type * as en from '../../view/words/en.ts';
import type { Dissection, Stretch } from '../../wire/dissection.ts';

/** Bytes that are shown of a text in one line. */
export const MOST_TEXT = 160;

const PICTURES: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '↤', '\t': '⇥', '\ufffd': '·' };

/** One line of safe text: a picture for each control, a dot for what is no text. */
export const pictured = (bytes: Uint8Array, most = MOST_TEXT): string => {
  const text = decoder.decode(bytes.subarray(0, most));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that get a picture
  return visible(text.replace(/[\u0000-\u001f\u007f\ufffd]/g, (c) => PICTURES[c] ?? '·')) + (bytes.length > most ? '…' : '');
};

/** Seconds of a frame after the first one of its capture. */
export const secondsAfter = (at: Instant, first: Instant): number => {
  const gap = since(at, first);
  return gap.seconds + gap.nanos / 1e9;
};

export interface RowWords {
  readonly label: string;
  readonly detail: string;
}

/** What a segment says on a row: `PSH ACK`, `seq 1 ack 1 · 18 bytes`. */
export const rowWords = (s: Segment, words: Words): RowWords => {
  if (!hasNumbers(s)) return { label: s.label, detail: lengthText(s, words) ?? s.detail };
  const parts = numbersOf(s.detail);
  const length = s.payload.length > 0 ? [bytesText(s.payload.length, words)] : [];
  const rest = parts.options.length > 0 && s.payload.length === 0 ? [parts.options.join(' · ')] : [];
  return {
    label: s.label.replaceAll(', ', ' '),
    detail: [parts.numbers.join(' '), ...length, ...rest].filter((t) => t !== '').join(' · '),
  };
};

/** What it says on a ladder: `seq 1 · 18 bytes`; of a mere acknowledgement its number. */
export const ladderWords = (s: Segment, words: Words): RowWords => {
  if (!hasNumbers(s)) return { label: s.label, detail: lengthText(s, words) ?? s.detail };
  const { numbers } = numbersOf(s.detail);
  const label = s.label.replaceAll(', ', ' ');
  if (s.payload.length > 0) return { label, detail: [numbers[0], bytesText(s.payload.length, words)].join(' · ') };
  return { label, detail: s.isBare ? (numbers[1] ?? '').replace('ack ', '') : numbers.join(' ') };
};

/** What an arrow carries: its text, or, where its bytes are none and a protocol says what they mean, that: `Standard query A example.com`. */
export const ladderText = (s: Segment, words: Words): { readonly text: string; readonly detail?: string } =>
  hasNumbers(s) || s.detail === '' || isReadable(s.payload)
    ? { text: pictured(s.payload) }
    : { text: s.detail, detail: bytesText(s.payload.length, words) };

/** Hardly anything among its first bytes is no text. */
const isReadable = (bytes: Uint8Array): boolean => {
  const text = decoder.decode(bytes.subarray(0, MOST_TEXT));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are no text
  return (text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0) * 8 <= text.length;
};

/** Of a datagram that no protocol says more of. */
const lengthText = ({ detail, payload }: Segment, words: Words): string | undefined =>
  /^Len=\d+$/.test(detail) ? bytesText(payload.length, words) : undefined;

const hasNumbers = (s: Segment): boolean => /^Seq=/.test(s.detail);

/** `Seq=0 Ack=1 Win=65536 Len=0 MSS=65495`: what counts bytes, and what else is offered. */
const numbersOf = (detail: string): { readonly numbers: readonly string[]; readonly options: readonly string[] } => {
  const numbers: string[] = [];
  const options: string[] = [];
  for (const word of detail.split(' ')) {
    const [key = '', value] = word.split('=');
    if (key === 'Seq' || key === 'Ack') numbers.push(`${key.toLowerCase()} ${value}`);
    else if (!LEFT_OUT.has(key) && key !== '') options.push(value === undefined ? key : `${key} ${value}`);
  }
  return { numbers, options };
};
const LEFT_OUT: ReadonlySet<string> = new Set(['Win', 'Len', 'TSval', 'TSecr', 'SLE', 'SRE']);

const sayRow = sayer<typeof en.row>('row');
const bytesText = (count: number, words: Words): string => words.text(sayRow('bytes', { count }));

/** What is wrong with a frame, in few words behind a sign: what an analysis says of its segment, or its worst fault. */
export const faultOf = (d: Dissection, words: Words): string => {
  const remark = d.layers.map((l) => (l.quoted ? '' : saidOf(l, words))).find((text) => text !== '');
  if (remark !== undefined) return remark;
  const worst = d.faults.find((f) => f.severity === 'error') ?? d.faults.find((f) => f.severity === 'warn');
  return worst === undefined ? '' : `⚠ ${faultText(worst, words)}`;
};

/** What the analysis of a transport says is wrong, in its most particular words: `↻ fast`. */
const saidOf = ({ layer, facts, fields }: Stretch, words: Words): string => {
  const { faults } = layer.transport ?? {};
  if (faults === undefined || facts === undefined) return '';
  const said = facts[faults.fact] ?? 0;
  const most = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
  const found = Object.entries(faults.fields).filter(([, bits]) => (said & bits) !== 0);
  const [field] = found.toSorted(([, a], [, b]) => most(a) - most(b))[0] ?? [];
  const name = `${layer.name}.${field ?? faults.reset}`;
  if (field === undefined && !fields.some((f) => f.name === name)) return '';
  return words.field(`fault.${name}`) ?? name;
};

const decoder = new TextDecoder();
