/** What a filter or an export may say of a frame beyond its protocols: `frame.*`, and `data.*`, the bytes above the highest layer. */
import { EMPTY } from '../core/bytes.ts';
import { type Instant, since } from '../core/time.ts';
import type { Dissection } from '../wire/dissection.ts';
import { extra } from '../wire/field.ts';
import type { FieldSpec } from '../wire/types.ts';
import type { Value } from '../wire/value.ts';

/** When the first and the previous frame of the list were. */
export interface Times {
  readonly first: Instant | undefined;
  readonly previous: Instant | undefined;
}

export interface FrameField {
  readonly spec: FieldSpec;
  /** Its values in a frame, none where it has none. */
  read(d: Dissection, times: Times): readonly Value[];
}

const nanos = (t: Instant): bigint => BigInt(t.seconds) * 1_000_000_000n + BigInt(t.nanos);

const hasTime = (d: Dissection): boolean => !Number.isNaN(d.frame.seconds);

const gap =
  (pick: (times: Times) => Instant | undefined) =>
  (d: Dissection, times: Times): readonly Value[] => {
    if (!hasTime(d)) return [];
    const from = pick(times);
    return [nanos(since(d.frame, from === undefined || Number.isNaN(from.seconds) ? d.frame : from))];
  };

/** By filter name, in the order in which exports have them. */
export const frameFields: ReadonlyMap<string, FrameField> = new Map(
  Object.entries({
    'frame.number': { spec: extra('Frame Number'), read: (d) => [d.frame.number] },
    'frame.len': { spec: extra('Frame length on the wire'), read: (d) => [d.frame.original] },
    'frame.cap_len': { spec: extra('Frame length that was captured'), read: (d) => [d.frame.bytes.length] },
    'frame.protocols': { spec: extra('Protocols in frame', 'string'), read: (d) => [protocolsText(d)] },
    'frame.comment': { spec: extra('Comment', 'string'), read: (d) => d.frame.comments },
    'frame.mark': { spec: extra('How true the frame is: R real, S socket, L lab', 'string'), read: (d) => [d.frame.mark] },
    'frame.time_epoch': { spec: extra('Seconds since 1970', 'time'), read: (d) => (hasTime(d) ? [nanos(d.frame)] : []) },
    'frame.time_delta': { spec: extra('Time since the previous frame', 'time'), read: gap((t) => t.previous) },
    'frame.time_relative': { spec: extra('Time since the first frame', 'time'), read: gap((t) => t.first) },
    'data.data': { spec: extra('Data', 'bytes'), read: (d) => restBytes(d) },
    'data.len': { spec: extra('Length'), read: (d) => (d.rest ? [d.rest.length] : []) },
  } satisfies Readonly<Record<string, FrameField>>),
);

/** The bytes that no layer knows. */
export const restBytes = (d: Dissection): readonly Uint8Array[] =>
  d.rest ? [d.sources[d.rest.source]?.bytes.subarray(d.rest.offset, d.rest.offset + d.rest.length) ?? EMPTY] : [];

/** `eth:ethertype:ip:tcp`: the stack as Wireshark names it. */
export const protocolsText = (d: Dissection): string => {
  const names = d.layers.flatMap((l) =>
    OTHERWISE.has(l.layer.name)
      ? (OTHERWISE.get(l.layer.name) ?? [])
      : TYPED.has(l.layer.name) && l.fields.some((f) => f.name === `${l.layer.name}.type` || f.name.endsWith('.etype'))
        ? [l.layer.name, 'ethertype']
        : [l.layer.name],
  );
  if (d.rest) names.push('data');
  return names.join(':');
};

/** Layers that are not one for Wireshark, or have another name. */
const OTHERWISE: ReadonlyMap<string, readonly string[]> = new Map([
  ['ppp.framed', []],
  ['pppoe', ['pppoes']],
]);

const TYPED: ReadonlySet<string> = new Set(['eth', 'vlan', 'sll', 'sll2']);
