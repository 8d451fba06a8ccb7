/**
 * Teller: what a filter asks of a frame, told without a look at its layers: by the ends of its conversation, what is known of that, what readers
 * said of its messages, and what lies at known places of its bytes.
 */
import { parseIp6 } from '../../core/address.ts';
import { EMPTY } from '../../core/bytes.ts';
import type { FrameBatch } from '../../wire/frame.ts';
import type { Answered } from '../../wire/origin.ts';
import { type Seen, seen, type Values } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import type { Node } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { CaptureIndex } from '../capture-index.ts';
import type { FrameClass } from '../frame-classes.ts';
import { eachValue, frameFields } from '../frame-fields.ts';
import { namesOf } from '../quick-fields.ts';
import type { Filter } from './filter.ts';
import { FRAME, flagNames, followedBy, Shared, sharedWith, startsIn } from './sharing.ts';

/** Who sends to whom, in which conversation of its protocol. */
export interface Ends {
  readonly number: number;
  readonly sender: string;
  readonly receiver: string;
}

/** What is known of conversations. */
export interface Sides {
  /** A number for the conversation and the sender of a frame; 0 where it has none. */
  of(number: number): number;
  /** The ends behind such a number. */
  ends?(side: number): Ends | undefined;
}

/** Whether frame `number` of a side passes; undefined where that is not told. `batch`: its bytes, those of frame `i`. */
export type Teller = (side: number, number?: number, batch?: FrameBatch, i?: number) => boolean | undefined;

/** What is told, and about what. */
export interface TellerOf {
  readonly filter: Filter;
  readonly index: CaptureIndex;
  readonly sides: Sides;
  readonly c: FrameClass;
  /** The ends of conversations matter. */
  readonly bySide: boolean;
}

export const tellerOf = ({ filter, index, sides, c, bySide }: TellerOf): Teller => {
  const { told } = filter;
  const { ofSide, ofFacts, ofMessages, ofBytes } = sourcesOf(filter, c);
  const whole = filter.names.has(FRAME) ? told.into(FRAME) : undefined;
  const at = seen(EMPTY);
  let isSure = true;
  const visit = (of: Node, message: Message, answered: Answered | undefined): void => {
    turn(at, message, answered);
    for (const { into, node, tell } of ofMessages) {
      if (node !== of) continue;
      isSure &&= node.layer.quick?.tells?.(message) === true;
      give(into, tell(at));
    }
  };
  /** By side: its values, null where nobody knows one. */
  const known: (readonly Value[] | null | undefined)[] = [];
  const sideValues = (side: number): readonly Value[] | null => {
    const ends = bySide ? sides.ends?.(side) : NOWHERE;
    const found = ends === undefined ? [undefined] : ofSide.map(({ tell }) => tell(ends));
    return found.every((value) => value !== undefined) ? found : null;
  };
  /** Gives the values of a side, which is asked about for many frames; false where nobody knows one. */
  const giveKnown = (place: number): boolean => {
    if (known[place] === undefined) known[place] = sideValues(place);
    const values = known[place];
    if (values === null) return false;
    for (let k = 0; k < values.length; k++) ofSide[k]!.into(values[k]!);
    return true;
  };
  /** The same for one that is asked about once. */
  const giveSide = (place: number): boolean => {
    const ends = bySide ? sides.ends?.(place) : NOWHERE;
    if (ends === undefined) return false;
    for (let k = 0; k < ofSide.length; k++) {
      const value = ofSide[k]!.tell(ends);
      if (value === undefined) return false;
      ofSide[k]!.into(value);
    }
    return true;
  };
  const isOfSide = ofFacts.length === 0 && ofMessages.length === 0 && ofBytes.length === 0 && whole === undefined;
  const giveOfSide = isOfSide ? giveSide : giveKnown;
  return (side, number = 0, batch = undefined, i = 0) => {
    told.begin();
    if (!giveOfSide(bySide ? side : 0)) return undefined;
    if (ofFacts.length > 0) at.facts = index.facts(number);
    for (let k = 0; k < ofFacts.length; k++) give(ofFacts[k]!.into, ofFacts[k]!.tell(at));
    isSure = batch === undefined || readBytes(batch, i, at, ofBytes, whole);
    if (ofMessages.length > 0) index.eachMessage(number, visit);
    return isSure ? told.passes() : undefined;
  };
};

/** Whether a frame passes a filter that asks for nothing but what an index says of it without its layers. */
export const tellerOfIndex = ({ told, names }: Filter, index: CaptureIndex): ((number: number) => boolean) => {
  const fields = [...names].map((name) => ({ field: frameFields.get(name)!, into: told.into(name) }));
  return (number) => {
    told.begin();
    const frame = index.bare(number);
    for (let k = 0; k < fields.length; k++) eachValue(fields[k]!.field, frame, frame, fields[k]!.into);
    return told.passes();
  };
};

/** What tells values of a name, and where those go. */
interface Told {
  readonly into: (value: Value) => void;
  readonly tell: Tell;
}
/** By the ends of a conversation. */
interface OfSide {
  readonly into: (value: Value) => void;
  readonly tell: TellSide;
}
/** In layers of a node. */
type OfNode = Told & { readonly node: Node };
/** In a layer that begins so many bytes behind the first of the frame, and whether it is sure. */
type OfBytes = Told & { readonly start: number; readonly isSure: ((at: Seen) => boolean) | undefined };
const NOWHERE: Ends = { number: 0, sender: '', receiver: '' };

const toTheEnd: Tell = ({ b, o, end }) => b.subarray(o, end);

const turn = (at: Seen, message: Message, answered: Answered | undefined): void => {
  at.message = message;
  at.answered = answered;
};

const give = (into: (value: Value) => void, values: Values | undefined): void => {
  if (Array.isArray(values)) for (const value of values) into(value);
  else if (values !== undefined) into(values as Value);
};

/** What tells all that a filter asks of the frames of a class. */
const sourcesOf = ({ told, names, valued }: Filter, c: FrameClass) => {
  const ofSide: OfSide[] = [];
  const ofFacts: Told[] = [];
  const ofMessages: OfNode[] = [];
  const ofBytes: OfBytes[] = [];
  for (const name of names) {
    const into = told.into(name);
    for (const node of new Set(c.nodes)) {
      const shared = sharedWith(c, node, name, valued.has(name));
      const followed = (followedBy(node, shared).get(name) ?? []).map(({ get }) => ({ into, tell: get }));
      if (shared === Shared.header && node.layer.name === name)
        for (const start of startsIn(c, node)) ofBytes.push({ into, start, isSure: undefined, tell: toTheEnd });
      else if (shared === Shared.message) ofMessages.push(...followed.map((one) => ({ ...one, node })));
      else if (shared === Shared.header)
        for (const start of startsIn(c, node))
          ofBytes.push(...followed.map((one) => ({ ...one, start, isSure: node.layer.quick?.isSure })));
      else if (followed.length > 0) ofFacts.push(...followed);
      else if (shared !== Shared.lack) ofSide.push(...tellersOf(c, node, name).map((tell) => ({ into, tell })));
    }
  }
  return { ofSide, ofFacts, ofMessages, ofBytes };
};

/** Gives what lies in the bytes of frame `i`; false where that is not sure. */
const readBytes = (
  batch: FrameBatch,
  i: number,
  at: Seen,
  all: readonly OfBytes[],
  whole: ((value: Value) => void) | undefined,
): boolean => {
  const o = batch.offset[i]!;
  const end = o + batch.captured[i]!;
  at.b = batch.bytes;
  at.end = end;
  at.wire = Math.max(end, o + batch.original[i]!);
  for (let k = 0; k < all.length; k++) {
    const { into, start, isSure, tell } = all[k]!;
    at.o = o + start;
    if (isSure?.(at) === false) return false;
    give(into, tell(at));
  }
  whole?.(batch.bytes.subarray(o, end));
  return true;
};

type Tell = (at: Seen) => Values | undefined;
type TellSide = (ends: Ends) => Value | undefined;

/** What tells the values of a name in a layer by the ends of its conversation and its flags; a layer's own name has one where it is there. */
const tellersOf = ({ flags }: FrameClass, node: Node, name: string): readonly TellSide[] => {
  const { layer } = node;
  if (layer.name === name) return [() => 1];
  const ofFlags = flagNames(node).get(name);
  if (ofFlags !== undefined) return [() => ofFlags(flags)];
  if (layer.transport !== undefined && name === `${layer.name}.stream`) return [({ number }) => number];
  return layer.slots.flatMap(({ key, field }) => {
    if (!namesOf(layer.name, key, field).includes(name)) return [];
    const { column = '', show } = field;
    const value = column === 'sport' || column === 'dport' ? portIn : show === 'ip6' ? readOnce(ip6In) : ip4In;
    return [column === 'src' || column === 'sport' ? ({ sender }: Ends) => value(sender) : ({ receiver }: Ends) => value(receiver)];
  });
};

/** The digits behind the last colon. */
const portIn = (end: string): number => {
  let port = 0;
  for (let [at, scale] = [end.length - 1, 1]; at >= 0; at--, scale *= 10) {
    const digit = end.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return port;
    port += digit * scale;
  }
  return port;
};
const ZERO = 48;
const addressIn = (end: string): string => end.slice(0, end.lastIndexOf(':'));

/** Conversations share addresses: each is read once. */
const readOnce = (read: (text: string) => Value | undefined): ((end: string) => Value | undefined) => {
  const known = new Map<string, Value | undefined>();
  return (end) => {
    const text = addressIn(end);
    if (known.has(text)) return known.get(text);
    const value = read(text);
    known.set(text, value);
    return value;
  };
};
/** An IPv4 address in front of a port, as a number. */
const ip4In = (end: string): Value | undefined => {
  let [address, part, dots] = [0, 0, 0];
  for (let at = 0; at < end.length; at++) {
    const code = end.charCodeAt(at);
    if (code === COLON) break;
    if (code === DOT) {
      address = address * 256 + part;
      part = 0;
      dots++;
    } else if (code >= ZERO && code <= ZERO + 9) part = 10 * part + code - ZERO;
    else return undefined;
  }
  return dots === 3 ? address * 256 + part : undefined;
};
const [DOT, COLON] = [46, 58];
const ip6In = (text: string): Value | undefined => parseIp6(text.replace(/^\[|\]$/g, ''));
