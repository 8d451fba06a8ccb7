/** The tree of a frame: its head, its flags, and what each type has in its payload. */
import { type Bytes, u8, u16, u32 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { startsWith } from '../shared/text.ts';
import { putData } from './data-tree.ts';
import { dependency, lastId, promisedId, streamId, windowIncrement } from './fields.ts';
import { Flag, type FrameHead, HEAD, hasHeaders, headAt, type Parts, PREFACE, partsOf, Type } from './frame.ts';
import { HeaderTable } from './header-table.ts';
import { putHeaders, summaryOf } from './header-tree.ts';
import { type HeaderPiece, readHeaders } from './hpack.ts';
import type { Http2Message } from './message.ts';
import { frameName, SETTING_KEYS, SETTINGS } from './names.ts';

export const putFrame = (d: Dissecting): void => {
  const m = d.message as Http2Message | undefined;
  if (m?.type === Type.magic || (m === undefined && startsWith(d.b, d.start, d.end, PREFACE))) putMagic(d);
  else if (d.has(d.start, HEAD)) putOther(d, m);
};

const putOther = (d: Dissecting, m: Http2Message | undefined): void => {
  const head = headAt(d.b, d.start);
  const from = d.start + HEAD;
  const end = Math.min(d.end, from + head.length);
  const parts = partsOf(head, d.b, from, end);
  const headers = hasHeaders(head.type) ? (m?.headers ?? loose(d, m, parts)) : undefined;
  const line = d.put('stream', d.start, end - d.start, true);
  if (line) line.text = lineText(head, m, headers);
  d.header = end;
  d.under(line, () => {
    putHead(d, head);
    putPayload(d, head, m, headers, parts, from, end);
  });
  if (end - from < head.length) d.has(from, head.length);
};

const putMagic = (d: Dissecting): void => {
  const end = Math.min(d.end, d.start + PREFACE.length);
  const line = d.put('stream', d.start, end - d.start, true);
  if (line) line.text = 'Stream: Magic';
  d.under(line, () => d.put('magic', d.start, end - d.start));
  d.header = end;
};

/** Headers of a frame that no reader took whole, as far as they can be read alone. */
const loose = (d: Dissecting, m: Http2Message | undefined, { from, to }: Parts): HeaderPiece =>
  readHeaders(m?.unread?.copy() ?? new HeaderTable(), d.b, from, Math.max(from, to));

const lineText = (head: FrameHead, m: Http2Message | undefined, headers: HeaderPiece | undefined): string => {
  const said = summaryOf(headers);
  const partial = head.type === Type.data && m !== undefined && m.body === undefined ? ' (partial entity body)' : '';
  return `Stream: ${frameName(head.type)}, Stream ID: ${head.stream}, Length ${head.length}${said === '' ? '' : `, ${said}`}${partial}`;
};

// ---- head ------------------------------------------------------------------------------------------------------------

const putHead = (d: Dissecting, head: FrameHead): void => {
  const o = d.start;
  d.put('length', o, 3);
  const type = d.put('type', o + 3, 1);
  if (type) type.text = `${frameName(head.type).replace(/ type.*/, '')} (${head.type})`;
  const flags = d.put('flags', o + 4, 1);
  const known = FLAGS[head.type] ?? NONE;
  const set = known.bits.filter(([mask]) => head.flags & mask);
  if (flags) flags.text = [`0x${head.flags.toString(16).padStart(2, '0')}`, ...set.map(([, , title]) => title)].join(', ');
  d.under(flags, () => {
    const used = known.bits.reduce((n, [mask]) => n | mask, 0);
    const unused = ~used & 255;
    d.put(known.unused, o + 4, 1, (head.flags & unused) >> lowestBit(unused));
    for (const [mask, key] of known.bits) d.put(key, o + 4, 1, (head.flags & mask) !== 0);
  });
  d.struct(streamId, o + 5);
};

const lowestBit = (mask: number): number => 31 - Math.clz32(mask & -mask);

interface Flags {
  readonly unused: string;
  readonly bits: readonly (readonly [mask: number, key: string, title: string])[];
}
const END_STREAM = [Flag.endStream, 'flags.end_stream', 'End Stream'] as const;
const END_HEADERS = [Flag.endHeaders, 'flags.eh', 'End Headers'] as const;
const PADDED = [Flag.padded, 'flags.padded', 'Padded'] as const;
const PRIORITY = [Flag.priority, 'flags.priority', 'Priority'] as const;
const NONE: Flags = { unused: 'flags.unused', bits: [] };
const FLAGS: Readonly<Record<number, Flags>> = {
  [Type.data]: { unused: 'flags.unused_data', bits: [PADDED, END_STREAM] },
  [Type.headers]: { unused: 'flags.unused_headers', bits: [PRIORITY, PADDED, END_HEADERS, END_STREAM] },
  [Type.settings]: { unused: 'flags.unused_settings', bits: [[Flag.ack, 'flags.ack.settings', 'ACK']] },
  [Type.pushPromise]: { unused: 'flags.unused_push_promise', bits: [PADDED, END_HEADERS] },
  [Type.ping]: { unused: 'flags.unused_ping', bits: [[Flag.ack, 'flags.ack.ping', 'ACK']] },
  [Type.continuation]: { unused: 'flags.unused_continuation', bits: [PADDED, END_HEADERS] },
};

// ---- payload ---------------------------------------------------------------------------------------------------------

const putPayload = (
  d: Dissecting,
  head: FrameHead,
  m: Http2Message | undefined,
  headers: HeaderPiece | undefined,
  parts: Parts,
  o: number,
  end: number,
): void => {
  if (headers !== undefined) putBlock(d, head, m, headers, parts, o, end);
  else if (head.type === Type.data) {
    putPadLength(d, parts, o);
    putData(d, m, parts, end);
  } else if (PAYLOADS[head.type]) PAYLOADS[head.type]?.(d, o, end, head);
  else if (end > o) d.put('unknown', o, end - o);
};

const putPadLength = (d: Dissecting, { padded }: Parts, o: number): void => {
  if (!padded) d.add('pad_length', 0);
  else {
    d.put('padding', o, 1);
    d.add('pad_length', u8(d.b, o));
  }
};

const BLOCKS: Readonly<Record<number, readonly [block: string, padding: string]>> = {
  [Type.headers]: ['headers', 'headers.padding'],
  [Type.pushPromise]: ['push_promise.header', 'push_promise.padding'],
  [Type.continuation]: ['continuation.header', 'headers.padding'],
};

const putBlock = (
  d: Dissecting,
  head: FrameHead,
  m: Http2Message | undefined,
  headers: HeaderPiece,
  parts: Parts,
  o: number,
  end: number,
): void => {
  const { before, from, to } = parts;
  const [block, padding] = BLOCKS[head.type] ?? ['headers', 'headers.padding'];
  if (m?.body) putData(d, m, { ...parts, from: end, to: end }, end);
  putPadLength(d, parts, o);
  if (head.type === Type.pushPromise) d.struct(promisedId, before);
  else if (from > before) putPriority(d, before);
  if (d.stopped) return;
  d.put(block, from, to - from);
  putHeaders(d, headers, from, to);
  putPairing(d);
  if (end > to) d.put(padding, to, end - to);
};

const putPairing = (d: Dissecting): void => {
  const { answered } = d;
  if (answered === undefined) return;
  d.add('request_in', answered.frame);
  if (answered.nanos !== undefined) d.add('time', answered.nanos);
};

const putPriority = (d: Dissecting, o: number): void => {
  if (d.struct(dependency, o) === undefined) return;
  if (d.put('headers.weight', o + 4, 1)) d.add('headers.weight_real', u8(d.b, o + 4) + 1);
};

type Put = (d: Dissecting, o: number, end: number, head: FrameHead) => void;
const rest =
  (key: string): Put =>
  (d, o, end) => {
    if (end > o) d.put(key, o, end - o);
  };

const PAYLOADS: Readonly<Record<number, Put>> = {
  [Type.priority]: (d, o) => putPriority(d, o),
  [Type.rstStream]: (d, o) => d.put('rst_stream.error', o, 4),
  [Type.settings]: (d, o, end) => putSettings(d, o, end),
  [Type.ping]: (d, o, end, { flags }) => rest(flags & Flag.ack ? 'pong' : 'ping')(d, o, end, HEADLESS),
  [Type.goAway]: (d, o, end) => {
    if (d.struct(lastId, o) === undefined) return;
    if (d.put('goaway.error', o + 4, 4)) rest('goaway.addata')(d, o + 8, end, HEADLESS);
  },
  [Type.windowUpdate]: (d, o) => d.struct(windowIncrement, o),
  [Type.altSvc]: (d, o, end) => putAltSvc(d, o, end),
  [Type.origin]: (d, o, end) => putOrigins(d, o, end),
  [Type.priorityUpdate]: (d, o, end) => {
    if (d.put('priority_update_stream_id', o, 4)) rest('priority_update_field_value')(d, o + 4, end, HEADLESS);
  },
};
const HEADLESS: FrameHead = { length: 0, type: 0, flags: 0, stream: 0 };

const putSettings = (d: Dissecting, o: number, end: number): void => {
  for (let at = o; at < end && d.has(at, 6); at += 6) {
    const [id, value] = [u16(d.b, at), u32(d.b, at + 2)];
    const line = d.put('settings', at, 6, true);
    if (line) line.text = `Settings - ${SETTINGS[id] ?? 'Unknown'} : ${value}`;
    d.under(line, () => {
      d.put('settings.id', at, 2);
      d.put(SETTING_KEYS[id] ?? 'settings.unknown', at + 2, 4);
    });
  }
};

/** How long the text is that stands at `o` behind its length of 16 bits, as far as it is there. */
const textLength = (b: Bytes, o: number, end: number): number => Math.max(0, Math.min(u16(b, o), end - o - 2));

/** RFC 7838 §4. */
const putAltSvc = (d: Dissecting, o: number, end: number): void => {
  if (d.put('altsvc.origin.len', o, 2) === undefined) return;
  const length = textLength(d.b, o, end);
  d.put('altsvc.origin', o + 2, length);
  rest('altsvc.field_value')(d, o + 2 + length, end, HEADLESS);
};

/** RFC 8336 §2.1. */
const putOrigins = (d: Dissecting, o: number, end: number): void => {
  for (let at = o; at < end && d.has(at, 2); ) {
    const length = textLength(d.b, at, end);
    const line = d.put('origin', at, 2 + length, true);
    const o16 = at;
    d.under(line, () => {
      d.put('origin.origin_len', o16, 2);
      d.put('origin.origin', o16 + 2, length);
    });
    at += 2 + length;
  }
};
