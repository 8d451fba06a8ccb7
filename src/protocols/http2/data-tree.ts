/** The tree of data: what a frame brings, and the body that it ends: put together, unpacked, and dissected by its media type. */
import { type Bytes, concat, EMPTY } from '../../core/bytes.ts';
import type { Coding } from '../../core/tools.ts';
import type { Dissecting } from '../../wire/types.ts';
import type { Parts } from './frame.ts';
import type { Http2Message } from './message.ts';

/** Bytes that content is unpacked to at most. */
const LARGEST_CONTENT = 16 << 20;
const CODINGS: Readonly<Record<string, Coding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };

/** Pieces of a body are shown as they are, and all of it with the last one. */
export const putData = (d: Dissecting, m: Http2Message | undefined, { from, to }: Parts, end: number): void => {
  const body = m?.body;
  const here = d.b.subarray(from, to);
  const whole = body?.before === undefined ? here : concat([body.before, here]);
  const isWhole = body !== undefined && (body.fragments === 0 || body.before !== undefined);
  const content = isWhole ? unpacked(d, body.coding, whole, from, to) : undefined;
  if (body?.before) putFragments(d, body.fragments + (to > from ? 1 : 0), whole, from, to);
  d.put('data.data', from, to - from, content ?? whole);
  if (end > to) d.put('data.padding', to, end - to);
  if (content === undefined) stay(d, body === undefined ? EMPTY : here);
  else if (content.length > 0) putContent(d, m?.mediaType ?? '', content, content === here ? from : -1);
};

const putFragments = (d: Dissecting, count: number, whole: Bytes, from: number, to: number): void => {
  const line = d.put('body.fragments', from, to - from, true);
  if (line) line.text = `${count} Body fragments (${whole.length} bytes)`;
  d.under(line, () => {
    d.add('body.fragment.count', count);
    d.add('body.reassembled.length', whole.length);
    d.add('body.reassembled.data', whole);
  });
};

/** `from`: where it lies, if it is as it was sent. */
const putContent = (d: Dissecting, type: string, content: Bytes, from: number): void => {
  d.carries = type;
  const node = type === '' ? undefined : (d.lookup('media_type', type) ?? d.node('media'));
  if (node !== undefined && from >= 0) d.follow(node, from, from + content.length, from + content.length);
  else d.followBytes(node, 'Entity body', content);
};

/** What somebody who follows the conversation reads. */
const stay = (d: Dissecting, bytes: Bytes): void => {
  if (bytes.length > 0) d.followBytes(undefined, 'Entity body', bytes);
};

const unpacked = (d: Dissecting, coding: string, packed: Bytes, from: number, to: number): Bytes | undefined => {
  if (coding === '' || coding === 'identity' || packed.length === 0) return packed;
  const known = CODINGS[coding];
  const { unpack } = d.tools;
  if (known === undefined || unpack === undefined) {
    d.fault('body_decompression_failed', from, to - from, `content in the coding ${coding}, which is not known here`, 'note');
    return undefined;
  }
  const { bytes, whole } = unpack(known, packed, LARGEST_CONTENT);
  if (!whole) d.fault('body_decompression_failed', from, to - from, `not all of it could be unpacked from ${coding}`);
  return bytes.length === 0 && !whole ? undefined : bytes;
};
