/** Segment: what a ladder shows of a frame: who sent it to whom, a word for it, its numbers, what it carried. */
import { carriedBy, insideOf } from '../analysis/follow.ts';
import { said } from '../analysis/row-says.ts';
import { joinHostPort } from '../core/address.ts';
import { EMPTY } from '../core/bytes.ts';
import { visible } from '../core/text.ts';
import type { Instant } from '../core/time.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import type { End } from '../wire/ends.ts';
import type { Mark } from '../wire/frame.ts';
import { exportText } from '../wire/show.ts';
import type { Column } from '../wire/value.ts';

export interface Segment {
  readonly number: number;
  readonly mark: Mark;
  /** Absent where the capture has no time for it. */
  readonly at: Instant | undefined;
  /** `127.0.0.1:7`, or an address alone. */
  readonly from: string;
  readonly to: string;
  /** Which way, where both ends may have one name. */
  readonly direction?: number;
  readonly protocol: string;
  /** TCP flags. Channels without IP have those that mean the same: SYN where one opens, FIN where a side ends, RST where it is cut. */
  readonly flags: number;
  /** `SYN, ACK`, or the protocol's name. */
  readonly label: string;
  /** `Seq=0 Ack=1 Len=18` */
  readonly detail: string;
  /** The same without what our own captures infer: `Len=18`. */
  readonly brief: string;
  /** Neither data nor the opening or end of anything. */
  readonly isBare: boolean;
  /** As they stand in the header, and the bytes carried; absent where segments have no numbers. */
  readonly numbers?: { readonly seq: number; readonly ack: number; readonly window: number; readonly length: number };
  /** What an analysis says of it: `[TCP Retransmission]`. */
  readonly remark: string;
  readonly payload: Uint8Array;
  /** Tells channels between the same two names apart. */
  readonly channel?: string;
}

/** Control bits, as TCP has them. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** The segment of a dissected frame; undefined where it has no two hosts. */
export const segmentOf = (d: Dissection): Segment | undefined => {
  const own = d.layers.filter((l) => !l.quoted);
  const carrier = own.findLast((l) => l.layer.transport !== undefined);
  const hosts = hostsOf(d, carrier);
  if (hosts === undefined) return undefined;
  const { number, mark, seconds, nanos } = d.frame;
  const highest = own.at(-1);
  const ends = carrier === undefined ? d.layers.findLast((l) => l.ends !== undefined)?.ends : undefined;
  const flags = ends?.event ? EVENT_FLAGS[ends.event] : carrier === undefined ? 0 : controlOf(carrier);
  const payload =
    (carrier && insideOf(d, carrier)) ?? payloadOf(carrier ?? d.layers.findLast((l) => l.layer.channel !== undefined) ?? highest);
  return {
    number,
    mark,
    at: Number.isNaN(seconds) ? undefined : { seconds, nanos },
    from: hosts[0],
    to: hosts[1],
    ...(ends?.direction !== undefined && { direction: ends.direction }),
    protocol: carrier?.layer.name ?? highest?.layer.name ?? '',
    flags,
    ...words(d, carrier, flags, payload.length),
    isBare: carrier?.layer.transport?.segmented !== undefined && payloadOf(carrier).length === 0 && (flags & (SYN | FIN | RST)) === 0,
    remark: /^(\[[^\]]*\] ?)+/.exec(carrier?.info ?? '')?.[0].trim() ?? '',
    payload,
    ...numbersOf(carrier),
    ...(ends?.kind !== undefined && { channel: ends.kind }),
  };
};

type Words = Pick<Segment, 'label' | 'detail' | 'brief'>;

/** Names of messages where the segment completes any, else what its transport says; opening and end are said in any case. */
const words = (d: Dissection, carrier: Stretch | undefined, flags: number, length: number): Words => {
  const arrow = carrier?.layer.transport?.arrow?.(carrier.fields);
  const isTurn = (flags & (SYN | FIN | RST)) !== 0;
  if (arrow !== undefined && (d.layers.at(-1) === carrier || (isTurn && length === 0)))
    return { ...arrow, brief: length > 0 ? `Len=${length}` : '' };
  const { protocol, info } = said(d);
  const detail = info.replace(/^(\d+ → \d+|Channel=\d+) /, '').trim();
  return { label: arrow !== undefined && isTurn ? `${protocol} (${arrow.label})` : protocol, detail, brief: detail };
};

/** The control bits of a segment, as TCP has them. */
const controlOf = ({ layer, fields }: Stretch): number => {
  const bits = layer.transport?.segmented;
  if (bits === undefined) return 0;
  const flags = Number(fields.find((f) => f.name === `${layer.name}.${bits.flags}`)?.value ?? 0);
  const pairs = [
    [bits.syn, SYN],
    [bits.fin, FIN],
    [bits.rst, RST],
    [bits.acks, ACK],
  ] as const;
  return pairs.reduce((all, [theirs, ours]) => (flags & theirs ? all | ours : all), 0);
};

const numbersOf = (carrier: Stretch | undefined): Pick<Segment, 'numbers'> => {
  const bits = carrier?.layer.transport?.segmented;
  if (carrier === undefined || bits === undefined) return {};
  const value = (key: string): number => Number(carrier.fields.find((f) => f.name === `${carrier.layer.name}.${key}`)?.value ?? 0);
  return { numbers: { seq: value(bits.seq), ack: value(bits.ack), window: value(bits.window), length: payloadOf(carrier).length } };
};

const hostsOf = (d: Dissection, carrier: Stretch | undefined): readonly [from: string, to: string] | undefined => {
  for (const l of [...d.layers].reverse()) {
    if (l.ends && carrier === undefined) return [endText(l.ends.source), endText(l.ends.target)];
    const from = l.ends?.source.text ?? columnText(l, 'src');
    const to = l.ends?.target.text ?? columnText(l, 'dst');
    if (from === undefined || to === undefined) continue;
    if (carrier === undefined || l.layer.addresses?.kind === MAC) return [from, to];
    return [joinHostPort(from, Number(columnText(carrier, 'sport') ?? 0)), joinHostPort(to, Number(columnText(carrier, 'dport') ?? 0))];
  }
  return undefined;
};
/** Kind of the addresses of link layers. */
const MAC = 48;

const endText = ({ text, port }: End): string => visible(port === undefined ? text : joinHostPort(text, port));

/** The value of the field that a layer declares for a column. */
const columnText = (l: Stretch, column: Column): string | undefined => {
  const slot = l.layer.slots.find((s) => s.field.column === column);
  const field = slot && l.fields.find((f) => f.name === `${l.layer.name}.${slot.key}`);
  return field && exportText(field.spec, field.value);
};

/** What it carries. */
const payloadOf = (l: Stretch | undefined): Uint8Array => (l && carriedBy(l)) ?? EMPTY;

const EVENT_FLAGS = { opened: SYN, ended: FIN, cut: RST } as const;
