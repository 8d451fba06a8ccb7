/** What a filter or an export may say of a frame beyond its protocols: `frame.*`, and `data.*`, the bytes above the highest layer. */
import { EMPTY } from '../core/bytes.ts';
import { type Instant, nanosBetween } from '../core/time.ts';
import type { Dissection, Outline } from '../wire/dissection.ts';
import { extra } from '../wire/field.ts';
import type { Mark } from '../wire/frame.ts';
import type { FieldSpec } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';
import { addressesOf, said } from './row-says.ts';

/** When the first and the previous frame of the list were. */
export interface Times {
  readonly first: Instant | undefined;
  readonly previous: Instant | undefined;
}

/** The frame without its layers. */
export interface FrameFacts {
  readonly number: number;
  readonly mark: Mark;
  readonly seconds: number;
  readonly nanos: number;
  /** Bytes on the wire, and those that were captured. */
  readonly original: number;
  readonly captured: number;
  readonly comments: readonly string[];
}

const frameFactsOf = ({ frame }: Dissection): FrameFacts => ({ ...frame, captured: frame.bytes.length });

export interface FrameField {
  readonly spec: FieldSpec;
  /** Its value in a frame. */
  readonly read?: (f: FrameFacts, times: Times) => Value | undefined;
  /** Its values, where there may be several. */
  readonly all?: (f: FrameFacts) => readonly Value[];
  /** Only exports that ask for it have it: it says what another field says. */
  readonly isAsked?: boolean;
  /** The same where only a dissection tells: its layers, or without those what is left of the frame. */
  readonly dissected?: (d: Dissection) => readonly Value[];
  readonly ofRest?: (bytes: Uint8Array) => Value;
}

const hasTime = ({ seconds }: Instant): boolean => !Number.isNaN(seconds);
/** None where one of the two is not known. */
const between = (from: Instant, to: Instant): bigint | undefined => nanosBetween(from.seconds, from.nanos, to.seconds, to.nanos);
const EPOCH: Instant = { seconds: 0, nanos: 0 };

const gap =
  (pick: (times: Times) => Instant | undefined) =>
  (f: FrameFacts, times: Times): bigint | undefined => {
    if (!hasTime(f)) return undefined;
    const from = pick(times);
    return between(from === undefined || !hasTime(from) ? f : from, f);
  };

/** The values of a field that follows from the frame without its layers. */
export const eachValue = ({ read, all }: FrameField, f: FrameFacts, times: Times, take: (value: Value) => void): void => {
  const value = read?.(f, times);
  if (value !== undefined) take(value);
  if (all !== undefined) for (const v of all(f)) take(v);
};

/** By filter name, in the order in which exports have them. */
export const frameFields: ReadonlyMap<string, FrameField> = new Map(
  Object.entries({
    'frame.number': { spec: extra('Frame Number'), read: (f) => f.number },
    'frame.len': { spec: extra('Frame length on the wire'), read: (f) => f.original },
    'frame.cap_len': { spec: extra('Frame length that was captured'), read: (f) => f.captured },
    'frame.protocols': { spec: extra('Protocols in frame', 'string'), dissected: (d) => [protocolsText(d)] },
    'frame.comment': { spec: extra('Comment', 'string'), all: (f) => f.comments },
    'frame.mark': { spec: extra('How true the frame is: R real, S socket, L lab, ? unknown', 'string'), read: (f) => f.mark },
    'frame.time': { spec: extra('Time of the frame', 'date'), isAsked: true, read: (f) => between(EPOCH, f) },
    'frame.time_epoch': {
      spec: extra('Seconds since 1970', 'time'),
      read: (f) => between(EPOCH, f),
    },
    'frame.time_delta': { spec: extra('Time since the previous frame', 'time'), read: gap((t) => t.previous) },
    'frame.time_relative': { spec: extra('Time since the first frame', 'time'), read: gap((t) => t.first) },
    // What tshark's rows have in columns; 4.0 writes them _ws.col.Info, _ws.col.Source.
    '_ws.col.source': { spec: extra('Source in the row', 'string'), isAsked: true, dissected: (d) => [addressesOf(d)[0]] },
    '_ws.col.destination': { spec: extra('Destination in the row', 'string'), isAsked: true, dissected: (d) => [addressesOf(d)[1]] },
    '_ws.col.protocol': { spec: extra('Protocol in the row', 'string'), isAsked: true, dissected: (d) => [said(d).protocol] },
    '_ws.col.info': { spec: extra('What the row says', 'string'), isAsked: true, dissected: (d) => [said(d).info] },
    'data.data': { spec: extra('Data', 'bytes'), ofRest: (bytes) => bytes },
    'data.len': { spec: extra('Length'), ofRest: (bytes) => bytes.length },
  } satisfies Readonly<Record<string, FrameField>>),
);

/** The values of a frame field in a dissected frame. */
export const frameValues = ({ read, all, dissected, ofRest }: FrameField, d: Dissection, times: Times): readonly Value[] => {
  if (read === undefined) return all?.(frameFactsOf(d)) ?? dissected?.(d) ?? (ofRest === undefined ? [] : restBytes(d).map(ofRest));
  const value = read(frameFactsOf(d), times);
  return value === undefined ? [] : [value];
};

/** The bytes that no layer knows. */
export const restBytes = (d: Outline): readonly Uint8Array[] =>
  d.rest ? [d.sources[d.rest.source]?.bytes.subarray(d.rest.offset, d.rest.offset + d.rest.length) ?? EMPTY] : [];

/** `eth:ethertype:ip:tcp`: the stack as Wireshark names it. What a quoted packet is too short for is not in it. */
const protocolsText = (d: Dissection): string => {
  const there = d.layers.filter(({ quoted, fields }) => !quoted || fields.length > 0);
  const names = there.flatMap(({ layer, fields }, k) => layer.stack?.(fields, there[k - 1]?.layer.name) ?? [layer.name]);
  if (d.rest) names.push('data');
  return names.join(':');
};

/** From the header to the end of what the layer carries, as far as it was captured. */
export const layerBytes = (d: Dissection, l: Dissection['layers'][number]): Uint8Array =>
  d.sources[l.source]?.bytes.subarray(l.offset, l.end) ?? EMPTY;
