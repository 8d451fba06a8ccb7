/**
 * The words of this floor as types: what a declaration says, what a layer being dissected offers to it, how layers are linked.
 * They name each other, and so they stand in one file.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Severity } from '../core/fault.ts';
import type { Tools } from '../core/tools.ts';
import type { Frame } from './frame.ts';
import type { Row, Seen } from './row.ts';
import type { Message, Reader } from './stream.ts';

// ---- fields ----------------------------------------------------------------------------------------------------------

export type Value = number | bigint | boolean | string | Bytes;

/**
 * How a value reads as text, and so which type a filter compares it with.
 * `time` is seconds as bigint nanoseconds; `none` is a mark that is there or not; `label` is text made for people.
 */
export type Show = 'dec' | 'hex' | 'bool' | 'mac' | 'ip4' | 'ip6' | 'bytes' | 'string' | 'time' | 'none' | 'float';

/** Text of known values. */
export type Names = Readonly<Record<number, string>>;

/** Where the scan puts a field so that lists and conversations need no dissection. */
export type Column = 'src' | 'dst' | 'sport' | 'dport' | 'seq' | 'ack' | 'flags' | 'window';

/** What `auto` may look at when a field is left out of build(). `bytes` is header + payload with this field zeroed. */
export interface BuildContext {
  readonly header: number;
  readonly payload: number;
  readonly bytes: Bytes;
  /** Sum of the pseudo header's addresses (RFC 9293 §3.1, RFC 8200 §8.1), without protocol and length. */
  readonly pseudo: number;
  /** What the payload is, by the selector that the upper layer declared for this layer's table; -1 where unknown. */
  readonly upper: number;
}

export interface FieldOptions {
  readonly show?: Show;
  readonly names?: Names;
  /** Text after the value, e.g. ` bytes`. */
  readonly unit?: string;
  /** The shown and filtered value is the raw value times this (header lengths in words). */
  readonly scale?: number;
  /** Bits of the value's type where it is wider than the field itself: sets the digits of `hex`. */
  readonly width?: number;
  /** Value when build() is given none. */
  readonly fallback?: number | Bytes;
  /** Value when build() is given none and it follows from the rest (lengths, checksums). */
  readonly auto?: (c: BuildContext) => number;
  readonly column?: Column;
  /** Other names a filter finds this value under, e.g. `addr` for `src`; full names have a dot. */
  readonly also?: readonly string[];
  /** Parts of this field, most significant bit first, together as wide as it. */
  readonly sub?: Fields;
  /** Bytes from the layer's start that must be there before this field is shown; default: the field's own end. */
  readonly needs?: number;
  /**
   * The field is there only when this holds; it takes no room otherwise. Only for the dissected tail of a header, and for parts of a field,
   * which keep their bits (the reply code of a question).
   */
  readonly when?: (v: Readonly<Record<string, number>>) => boolean;
  /** Called when the field has been dissected: generated fields, faults; `stop` ends the layer here. */
  readonly seen?: (d: Dissecting) => unknown;
  /** The text of the value in the tree, where names and units are not enough. */
  readonly text?: (v: Value, d: Dissecting) => string;
  /** Bytes that may well be none: exports say `<none>` then, not that they are missing. */
  readonly mayBeEmpty?: boolean;
  /** Shown in no tree, found by filters and exports (Wireshark's hidden items). */
  readonly hidden?: boolean;
  /** A line of the tree that no filter and no export knows. */
  readonly unnamed?: boolean;
  /** The whole filter name, where it does not begin with the layer's own (`eth.padding` in other link layers, `dns.id` in mDNS). */
  readonly as?: string;
}

export interface FieldSpec<T = Value> extends FieldOptions {
  readonly title: string;
  /** Width on the wire; 0 for fields that are only generated or of variable length. */
  readonly bits: number;
  readonly show: Show;
  /** Only for the type checker: what build() takes and dissection gives. */
  readonly type?: T;
}
export type Fields = Readonly<Record<string, FieldSpec>>;

/** One slot of a layout: a field and the bit it starts at. */
export interface Slot {
  readonly key: string;
  readonly field: FieldSpec;
  readonly bit: number;
}

// ---- layers ----------------------------------------------------------------------------------------------------------

export interface TlvKind {
  readonly title: string;
  /** Only the kind byte. */
  readonly single?: boolean;
  /** Nothing after it is an option. */
  readonly last?: boolean;
  /** Not even kind and length are put: they mean nothing without the kind's own paper. */
  readonly opaque?: boolean;
  /** The value in wire order, starting after kind and length. */
  readonly fields?: Fields;
  /** What repeats until the value ends, after `fields`. Where there is a `read`, that is what dissects it. */
  readonly repeat?: Fields;
  /** Total lengths in bytes that are legal; another one is a fault and only kind and length are shown. */
  readonly lengths?: (n: number) => boolean;
  /** What fields cannot say; offset and length of the value. */
  readonly read?: (d: Dissecting, offset: number, length: number, total: number) => void;
  /** What the line of the option says behind its title; `option` holds its fields. */
  readonly summary?: (d: Dissecting, option: Field) => string;
}

export interface TlvSpec {
  /** Key of the field that holds the whole run (`options` → `tcp.options`); empty for none. */
  readonly name: string;
  readonly title: string;
  /** Keys of the kind and length fields. */
  readonly kind: string;
  readonly length: string;
  readonly kinds: Readonly<Record<number, TlvKind>>;
  /** What a kind that is not in the table is. */
  readonly unknown: TlvKind;
  /** Bytes in one unit of the length field (ICMPv6: 8); default 1. */
  readonly unit?: number;
  /** The length field counts only the value, not kind and length (IPv6). */
  readonly valueOnly?: boolean;
  /** build() pads the header to a multiple of this. */
  readonly align?: number;
  /** Nothing is shown unless the whole run was captured. */
  readonly whole?: boolean;
  /** Key of a mark that each option is put under, and its line in the tree. */
  readonly wrap: string;
  readonly line: (title: string, total: number, kind: number) => string;
  /** Parts of the kind byte (`option type` of IPv4 and IPv6). */
  readonly kindShown?: (d: Dissecting, offset: number, kind: number, field: Field | undefined) => void;
}

/** What a layer is looked up under in a table of the one below. */
export type Key = number | string;

/** Raw numbers of the fixed header's fields of 32 bits or less, as on the wire (not scaled). */
export type Numbers<F extends Fields = Fields> = { readonly [K in keyof F]: number };

export interface LayerSpec<F extends Fields = Fields> {
  readonly title: string;
  /** The RFC or standard. */
  readonly spec: string;
  /** The fixed part of the header, in wire order. */
  readonly fields: F;
  /** Fields that options, bodies and analysis add: names for filters and documentation. */
  readonly extras?: Fields;
  /** Header length in bytes; default: the fixed part. A single expression over the fields. */
  header?(v: Numbers<F>): number;
  /** Payload length in bytes where the header knows it; less than what is left means that padding follows. */
  payload?(v: Numbers<F>): number;
  /** The scan goes no deeper where this is not 0 (fragments). */
  last?(v: Numbers<F>): boolean;
  /** What follows: fields whose value is looked up, in order, in the table named; by default the table `layer.field`. */
  readonly next?: readonly (keyof F & string)[] | Readonly<Record<string, string>>;
  /** Where this protocol sits: table → key or keys, numbers or text (`tls.alpn`). No import of the lower protocol. */
  readonly on?: Readonly<Record<string, Key | readonly Key[]>>;
  /** A run of type-length-value options between the fixed part and the end of the header. */
  readonly options?: TlvSpec;
  /** Dissects what frames a message in front of its header (DNS over TCP: the length), where its reader said that there is something. */
  readonly frames?: (d: Dissecting) => void;
  /** Dissects what fixed fields and options cannot say. Runs after them; may put fields, faults and inner layers. */
  readonly body?: (d: Dissecting) => void;
  /** The heading of this layer's tree. Default: the title. */
  readonly heading?: (d: Dissecting) => string;
  /** Info of the packet list where this is the highest layer. Not needed where there is a `row`. */
  readonly info?: (d: Dissecting) => string;
  /** The same as data: frames whose highest layer has one get their row without a dissection. */
  readonly row?: Row;
  /** The protocol column; default: the name in capitals. */
  readonly label?: string | ((d: Dissecting) => string);
  /** The protocol column of frames with a `row`, where it is not always the same. */
  readonly rowLabel?: (at: Seen) => string;
  /** How the protocol is found in a stream (or told from other datagrams by a guess); its tables then are `tcp.port` and the like. */
  readonly stream?: Reader<unknown>;
  /**
   * Requests and replies in datagrams: the key under which b[o, end) asks for an answer, or minus one minus the key that it answers.
   * Undefined where it does neither.
   */
  readonly exchange?: (b: Bytes, o: number, end: number) => number | undefined;
  /** Who sent it to whom, where that is not in columns of the fixed header. */
  readonly ends?: (d: Dissecting) => Ends | undefined;
  /** The fields are only looked at: the next layer starts where this one does (raw IP: the version). */
  readonly peek?: boolean;
  /** Called when everything above is dissected and left bytes over: from where what is left starts (Ethernet's padding and trailer). */
  readonly trailer?: (d: Dissecting, from: number) => void;
  /** Sum of the addresses of the pseudo header that this layer gives to checksums above it. */
  readonly pseudo?: (header: Bytes) => number;
  /** Fields come from an analysis of what went before: called at the mark `state` (streams, relative numbers). */
  readonly stateful?: boolean;
}

export interface Layer<F extends Fields = Fields> extends LayerSpec<F> {
  readonly name: string;
  /** Bytes of the fixed part. */
  readonly min: number;
  readonly slots: readonly Slot[];
  /** Table for each `next` field. */
  readonly tables: readonly (readonly [field: string, table: string])[];
}

/** One side of what a layer carries, as text, and where its address lies if it has one. */
export interface End {
  readonly text: string;
  readonly port?: number;
  /** 4 or 6, and the offset of its bytes. */
  readonly address?: { readonly kind: number; readonly at: number };
}
export interface Ends {
  readonly source: End;
  readonly target: End;
  /** What tells conversations between the same two ends apart. */
  readonly kind?: string;
  /** What the frame says beside bytes. */
  readonly event?: 'opened' | 'ended' | 'cut';
}

/** One option: its kind and the fields of its value. */
export interface OptionInput {
  readonly kind: number;
  readonly [field: string]: number | Bytes | readonly (number | Bytes)[] | undefined;
}

// ---- scanning --------------------------------------------------------------------------------------------------------

/** What a scan writes; indexes are in compile.ts. */
export type Cursor = Uint32Array;
export type Scan = (b: Bytes, o: number, end: number, wire: number, c: Cursor) => number;

export interface Node {
  readonly id: number;
  readonly layer: Layer;
  /** Compiled when first used. */
  scan: Scan;
  readonly table0: Int16Array | undefined;
  readonly table1: Int16Array | undefined;
  /** Has ports and so belongs to a conversation. */
  readonly transport: boolean;
}

/** What a filter name stands for. */
export interface Named {
  readonly name: string;
  readonly layer: Layer;
  /** Absent where the name is the protocol itself. */
  readonly field?: FieldSpec;
}

export interface Registry {
  readonly nodes: readonly Node[];
  byName(name: string): Node | undefined;
  /** The layer that sits under `key` in `table`. */
  lookup(table: string, key: number): Node | undefined;
  /** The layer that frames of a link type start with. */
  link(linkType: number): Node | undefined;
  /** What a filter name stands for. */
  named(name: string): Named | undefined;
  readonly names: ReadonlyMap<string, Named>;
}

// ---- dissection ------------------------------------------------------------------------------------------------------

export interface Field {
  /** Full filter name. */
  readonly name: string;
  readonly spec: FieldSpec;
  readonly value: Value;
  /** Where it lies in its source; length 0 for generated fields. */
  readonly offset: number;
  readonly length: number;
  /** First bit after `offset` and count, for fields that are not whole bytes; count 0 otherwise. */
  readonly bit: number;
  readonly bits: number;
  /** Index of the byte source it lies in. */
  readonly source: number;
  /** Worked out, not in the bytes. */
  readonly generated: boolean;
  /** Replaces the text of the value in the tree. */
  text: string | undefined;
  readonly children: Field[];
}

/** A layer being dissected: its bytes, values so far, and what may be put into its tree. After the first field that is not there every further put is a no-op. */
export interface Dissecting {
  readonly layer: Layer;
  readonly lower: Dissecting | undefined;
  readonly frame: Frame;
  /** Index of the byte source, and its bytes. */
  readonly source: number;
  readonly b: Bytes;
  readonly start: number;
  /** End of what was captured, and of what there was. */
  end: number;
  wire: number;
  /** End of the header once it is known. */
  header: number;
  /** Raw numbers of the fields seen so far, by key. */
  readonly v: Record<string, number>;
  readonly fields: Field[];
  readonly stopped: boolean;
  /** Inside the packet that an ICMP error quotes. */
  readonly quoted: boolean;
  /** Where the packet goes in the end, where this layer says so (source routes): the address in place of the header's. */
  destination: Bytes | undefined;
  /** Checksums are to be worked out. */
  readonly verify: boolean;
  /** What the host lends: cryptography, unpacking. */
  readonly tools: Tools;
  /** What a reader found, where this layer was found in a stream. */
  readonly message: Message | undefined;
  /** The request that this message answers, where it was seen: its frame, its message and how long before it was, in nanoseconds. */
  readonly answered: Answered | undefined;
  /** The nearest layer below with this name. */
  below(name: string): Dissecting | undefined;
  /** Whether [offset, offset + length) was captured; if not, says so once and stops this layer. */
  has(offset: number, length: number): boolean;
  /** Ends this layer with a fault. */
  stop(kind: string, offset: number, text: string): void;
  fault(kind: string, offset: number, length: number, text: string, severity?: Severity): void;
  /** Puts a declared field that lies in the bytes. Reads its value by how it shows unless one is given. */
  put(key: string, offset: number, length: number, value?: Value): Field | undefined;
  /** Puts a generated field. */
  add(key: string, value: Value): Field | undefined;
  /** Puts the slots of a run of fields at `offset`; the offset after them, or undefined where they are not all there. */
  struct(fields: Fields, offset: number): number | undefined;
  /** Puts what `fill` puts under `parent`. */
  under(parent: Field | undefined, fill: () => void): void;
  /** Lets the analysis of earlier frames put its fields. */
  observe(part?: string): void;
  /** The whole datagram, where `fragment` was the last of it that was missing. */
  reassemble(fragment: FragmentOf): Bytes | undefined;
  /** Goes on with the layer under `key` of `table` in [offset, end); false where there is none. */
  next(table: string, key: number, offset: number, end?: number, wire?: number): boolean;
  /** Goes on with `node` in [offset, end). */
  follow(node: Node | undefined, offset: number, end?: number, wire?: number, quoted?: boolean): boolean;
  /** Goes on with bytes that are not in the frame: a reassembled datagram. They stay bytes where `node` is undefined. */
  followBytes(node: Node | undefined, name: string, bytes: Bytes): void;
  node(name: string): Node | undefined;
  lookup(table: string, key: number): Node | undefined;
}

/** The request that a reply answers. */
export interface Answered {
  readonly frame: number;
  readonly nanos: bigint;
  readonly message: Message | undefined;
}

/** What dissection may ask of the analysis of earlier frames. */
export interface History {
  /**
   * Puts generated fields of a stateful layer (d.layer) into its tree. A layer may ask several times, each time for another
   * `part` of them, so that they stand where they belong.
   */
  observe(d: Dissecting, part: string): void;
  /** The whole datagram once all its fragments were seen; called for every fragment, in the order of frames. */
  reassemble?(d: Dissecting, fragment: FragmentOf): Bytes | undefined;
}
export interface FragmentOf {
  /** What the fragments of one datagram have in common. */
  readonly key: string;
  /** Offset of the fragment in bytes, in the datagram's payload. */
  readonly offset: number;
  readonly more: boolean;
  /** Where its bytes lie, at least one. */
  readonly from: number;
  readonly to: number;
  /** The fields `fragments`, `fragment`, `reassembled.length` … that tell of it are declared with this before their keys. */
  readonly prefix: string;
  /** What the datagram is called. */
  readonly title: string;
}
