/** The words of this floor as types: declarations, layers being dissected, how layers are linked. They name each other: one file. */
import type { Bytes } from '../core/bytes.ts';
import type { Severity } from '../core/fault.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import type { Tools } from '../core/tools.ts';
import type { InDatagrams } from './datagram.ts';
import type { Ends } from './ends.ts';
import type { Frame } from './frame.ts';
import type { KeyTable } from './key-table.ts';
import type { Answered, Carrying, FragmentOf, Origin, Reassembled, Unfinished } from './origin.ts';
import type { Facts, FieldSource, InRows, Seen, Write } from './row.ts';
import type { Scan } from './scan.ts';
import type { Sentences } from './sentence.ts';
import type { Message, Reader, Side } from './stream.ts';
import type { Transport } from './transport.ts';
import type { BuildContext, Column, Formula, Given, HeaderValues, InternetSum, Key, Names, Show, Value, Written } from './value.ts';

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
  /** It is a checksum over this; see internet-checksum.ts. */
  readonly sum?: InternetSum;
  /** Other names of this layer that a filter finds this value under, e.g. `addr` for `src`; and whole names, e.g. `ip.version` for that of IPv6. */
  readonly also?: readonly string[];
  readonly alsoAs?: readonly string[];
  /** Parts of this field, most significant bit first, together as wide as it. */
  readonly sub?: Fields;
  /** Bytes from the layer's start that must be there before this field is shown; default: the field's own end. */
  readonly needs?: number;
  /** It is there only when this holds, else takes no room; for the dissected tail of a header, and for parts, which keep their bits. */
  readonly when?: (v: Readonly<Record<string, number>>) => boolean;
  /** What is shown in place of the raw number; undefined leaves it. */
  readonly value?: (raw: number, d: Dissecting) => Value | undefined;
  /** Declared fields that are shown in place of this one, one after the other; none for an empty list. Undefined leaves it. */
  readonly instead?: (raw: number, d: Dissecting) => string | readonly string[] | undefined;
  /** The text of the value in the tree, where names and units are not enough. */
  readonly text?: (v: Value, d: Dissecting) => string;
  /** Bytes that may well be none: exports say `<none>` then, not that they are missing. */
  readonly mayBeEmpty?: boolean;
  /** It is a password, or holds one: views of what was said cover its bytes. */
  readonly secret?: boolean;
  /** Shown in no tree, found by filters and exports (Wireshark's hidden items). */
  readonly hidden?: boolean;
  /** The value where no fixed header has it, of what a scan knows; undefined where the field is not there. `Dissecting.know` puts it. */
  readonly from?: FieldSource;
  /** False: in no tree, no filter and no export; only the dissection knows its value. */
  readonly shown?: boolean;
  /** A line of the tree that no filter and no export knows; `line`: the text that is set of it is its whole line. */
  readonly unnamed?: boolean;
  readonly line?: boolean;
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

/** Keys of the fields that are numbers of at most 32 bits, and of their parts: `flags`, `flags.mf`. */
export type NumberKey<F extends Fields> = string extends keyof F
  ? string
  : { [K in keyof F & string]: F[K] extends FieldSpec<number> ? K : never }[keyof F & string];
export type PartKey<F extends Fields> = {
  [K in keyof F & string]: F[K] extends { readonly sub: infer S } ? `${K}.${OwnKey<S>}` : never;
}[keyof F & string];
type OwnKey<S> = keyof { [K in keyof S as string extends K ? never : K]: K } & string;
/** Raw numbers by key: those of the fixed header always (0 until they are read), of other fields where they were read. */
export type Values<F extends Fields = Fields> = { [K in NumberKey<F> | PartKey<F>]: number } & Record<string, number>;

/** A field and the bit it starts at, in the layout that starts at `base`; `read` is for numbers. Keys of parts are those among all fields. */
export interface Slot {
  readonly key: string;
  readonly field: FieldSpec;
  readonly bit: number;
  readonly read: (b: Bytes, base: number) => number;
  readonly parts: readonly Slot[];
}

// ---- layers ----------------------------------------------------------------------------------------------------------

export interface TlvKind {
  readonly title: string;
  /** Key of a mark of its own that it is put under (`options.mss`); empty: nothing is put, not even kind and length, which mean nothing alone. */
  readonly mark?: string;
  /** Only the kind byte; `last`: nothing after it is an option; `padding`: where nothing but more of it follows, those are shown. */
  readonly single?: boolean;
  readonly last?: boolean | 'padding';
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
  /** What a row says of the value at `o`. */
  readonly row?: (out: TextBuffer, b: Bytes, o: number, length: number, facts: Facts | undefined) => void;
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

export interface LayerSpec<F extends Fields = Fields> extends InDatagrams, InRows {
  readonly title: string;
  /** The RFC or standard; what it was called before: names that begin so are understood. */
  readonly spec: string;
  readonly formerly?: string;
  /** The fixed part of the header, in wire order. */
  readonly fields: F;
  /** Fields that options, bodies and analysis add: names for filters and documentation. */
  readonly extras?: Fields;
  /** Header length in bytes; default: the fixed part. */
  readonly header?: Formula<NoInfer<NumberKey<F>>, number>;
  /** Payload length in bytes where the header knows it; less than what is left means that padding follows. */
  readonly payload?: Formula<NoInfer<NumberKey<F>>, number>;
  /** Whether it carries only a piece of a datagram: no other header is looked for in that. */
  readonly fragment?: Formula<NoInfer<NumberKey<F>>, boolean>;
  /** Whether nothing after this header is looked at for another reason. */
  readonly last?: Formula<NoInfer<NumberKey<F>>, boolean>;
  /** What follows: fields whose value is looked up, in order, in the table named; by default the table `layer.field`. */
  readonly next?: readonly NoInfer<NumberKey<F>>[] | { readonly [K in NoInfer<NumberKey<F>>]?: string };
  /** Of the values of both fields of `next` the lower one is looked up first (ports: a server's has the lower number). */
  readonly lowestFirst?: boolean;
  /** Where this protocol sits: table → key or keys, numbers or text (`tls.alpn`). No import of the lower protocol. */
  readonly on?: Readonly<Record<string, Key | readonly Key[]>>;
  /** Names of layers that sit under a key in place of this one where both want it. */
  readonly prefers?: readonly string[];
  /** A run of type-length-value options between the fixed part and the end of the header. */
  readonly options?: TlvSpec;
  /** What build() makes behind the fixed header of fields given by name; throws a UsageError where they do not go together. */
  readonly behind?: { readonly fields: Fields; readonly write: (given: Given, header: HeaderValues) => Written };
  /** Called when a field of the fixed header has been dissected: generated fields, faults; `stop` ends the layer here. */
  readonly seen?: { readonly [K in keyof F & string]?: (d: Dissecting<F>) => unknown };
  /** Dissects what frames a message in front of its header (DNS over TCP: the length), where its reader said that there is something. */
  readonly frames?: (d: Dissecting) => void;
  /** Dissects what fixed fields and options cannot say. Runs after them; may put fields, faults and inner layers. */
  readonly body?: (d: Dissecting<F>) => void;
  /** The body looks at or changes fields that it has put: it has them in a tree, also where somebody wants a few values. */
  readonly looksBack?: boolean;
  /** The heading of this layer's tree, default: the title; and the bytes that have to be there for it, default: the fixed part. */
  readonly heading?: (d: Dissecting<F>) => string;
  readonly headingNeeds?: number;
  /** Info of the packet list where this is the highest layer and its fixed part is there. Not needed where there is a `row`. */
  readonly info?: (d: Dissecting<F>) => string;
  /** The protocol column; default: the name in capitals. Where a frame decides on it, `labelOf`, or `rowLabel` of one with a `row`. */
  readonly label?: string;
  readonly labelOf?: (d: Dissecting<F>) => string;
  readonly rowLabel?: (at: Seen) => string;
  /** What its packets and messages say in plain words; the words stand in `en.ts` and `de.ts` beside the declaration. */
  readonly sentences?: Sentences;
  /** How the protocol is found in a stream (or told from other datagrams by a guess); its tables then are `tcp.port` and the like. */
  readonly stream?: Reader<unknown>;
  /** Who sent it to whom, where that is not in columns of the fixed header. */
  readonly ends?: (d: Dissecting<F>) => Ends | undefined;
  /** The fields are only looked at: the next layer starts where this one does (raw IP: the version). */
  readonly peek?: boolean;
  /** Called when everything above left bytes over: from where what is left starts (Ethernet's padding and trailer). */
  readonly trailer?: (d: Dissecting<F>, from: number) => void;
  /** What the layer is called in `frame.protocols`, lowest first, where that is not its name alone (Wireshark: `eth:ethertype`). */
  readonly stack?: (fields: readonly Field[], below: string | undefined) => readonly string[];
  /** Bytes of a message before what it carries, which who follows sees first; undefined: it only wraps that (encrypts, masks). */
  readonly own?: (message: Message) => number | undefined;
  /** What who follows a conversation reads of a message whose bytes are no text (packed headers), by its fields; in front of what it carries. */
  readonly spoken?: (fields: readonly Field[]) => string;
  /** It is found in messages alone, by their own word (what a reply of HTTP carries). */
  readonly inMessages?: boolean;
  /** Checksums above sum addresses, protocol and length, as words of so many bits; `demands`: the paper that allows none without a checksum. */
  readonly pseudo?: { readonly words: 16 | 32; readonly demands?: string };
  /** How sure one may be, 0 to 1, that pasted bytes begin with it; `isKnown` tells whether a layer sits under a key of a table. */
  readonly looksLike?: (b: Bytes, isKnown: (table: string, key: Key) => boolean) => number;
  /** Its segments or datagrams belong to conversations between addresses and ports. */
  readonly transport?: Transport;
  /** Its frames belong to conversations between the two `ends`, which have names and no ports. */
  readonly channel?: { readonly payload: string };
  /** Only a dissection tells what this layer is or holds (packets in packets, options that move addresses, fragments). */
  readonly deep?: true | Formula<keyof F & string, boolean>;
}

/** A declared layer. Its hooks are called with layers of any kind, so only its fields keep their own type. */
export interface Layer<F extends Fields = Fields> extends LayerSpec {
  readonly fields: F;
  readonly name: string;
  /** Bytes of the fixed part. */
  readonly min: number;
  readonly slots: readonly Slot[];
  /** Where the fixed header has its addresses: kind (4, 6 or 48 bits of a MAC), offsets from its start. */
  readonly addresses: { readonly kind: number; readonly src: number; readonly dst: number } | undefined;
  /** 0 under the key of each field. */
  readonly zeros: Readonly<Record<string, number>>;
  /** Table for each `next` field; two at most. */
  readonly tables: readonly (readonly [field: string, table: string])[];
}

export interface Node {
  readonly id: number;
  readonly layer: Layer;
  scan: Scan;
  /** What may follow, by the values of the fields of `next`. */
  readonly table0: KeyTable | undefined;
  readonly table1: KeyTable | undefined;
  /** The row as bytes; undefined where only a dissection has it. Compiled when it is first written, as `scan` is. */
  row: Write | undefined;
  /** Reads a field of the fixed header (at most 32 bits, scaled) of a header at `o`. */
  reads(key: string): (b: Bytes, o: number) => number;
  /** The ports of a transport's header at `o`. */
  ports(b: Bytes, o: number): readonly [source: number, target: number];
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
  lookup(table: string, key: Key): Node | undefined;
  /** The layer under `key` in `table` whose messages are read from a stream. */
  reader(table: string, key: Key): Node | undefined;
  /** Layers whose readers may know their protocol by a side's first bytes, of which `first` is the first. */
  guessers(first: number, from: Side): readonly Node[];
  link(linkType: number): Node | undefined;
  named(name: string): Named | undefined;
  readonly names: ReadonlyMap<string, Named>;
}

// ---- dissection ------------------------------------------------------------------------------------------------------

export interface Field {
  /** Full filter name; empty for a line of the tree without one. */
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
export interface Dissecting<F extends Fields = Fields> extends Carrying {
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
  readonly v: Values<F>;
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
  /** What this segment does for the messages of its stream. */
  readonly completed: Completed | undefined;
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
  /** What `fill` puts lies in bytes that this layer made itself: decrypted, put together. They are a source of their own. The last `waiting` of them wait for the rest of a message above. */
  within(name: string, bytes: Bytes, fill: () => void, waiting?: number): void;
  /** What `fill` puts lies before `to`, as where an option ends: what needs more is a fault and ends `fill` alone. */
  upTo(to: number, fill: () => void): void;
  /** What is known of the conversation that this layer's segment or datagram belongs to. */
  readonly facts: Facts | undefined;
  /** Puts a field whose value is worked out (FieldOptions.from), where it has one: generated, or at a place. */
  know(key: string, offset?: number, length?: number): Field | undefined;
  /** Whether anybody asks for this field's value: where not, it need not be worked out. */
  wants(key: string): boolean;
  /** Whether anybody asks for what this layer carries. */
  wantsAbove(): boolean;
  /** The messages of a reader above that come from what this one carries. */
  readonly inner: readonly CompletedMessage[];
  /** The whole datagram, where `fragment` was the last of it that was missing. */
  reassemble(fragment: FragmentOf): Reassembled | undefined;
  /** Goes on with the layer under `key` of `table` in [offset, end); false where there is none. */
  next(table: string, key: Key, offset: number, end?: number, wire?: number): boolean;
  /** Goes on with `node` in [offset, end). */
  follow(node: Node | undefined, offset: number, end?: number, wire?: number, quoted?: boolean): boolean;
  /** Goes on with bytes that are not in the frame: a reassembled datagram. They stay bytes where `node` is undefined. */
  followBytes(node: Node | undefined, name: string, bytes: Bytes, from?: readonly Origin[]): void;
  node(name: string): Node | undefined;
  lookup(table: string, key: Key): Node | undefined;
}

/** What was known of a frame when it was taken: answers in the order in which its layers ask, the same however often they are asked. */
export interface Known {
  /** Of the `nth` layer with a transport or channel in this frame. */
  facts(nth: number, d: Dissecting): Facts | undefined;
  /** Of the `nth` fragment of a datagram. */
  reassembled(nth: number, d: Dissecting, fragment: FragmentOf): Reassembled | undefined;
  /** Messages that the segment of the `nth` layer with a transport completes, in order. */
  messages(nth: number, d: Dissecting): Completed | undefined;
  /** The same of a message, or of a layer with an exchange or claims. */
  answered(nth: number, d: Dissecting): Answered | undefined;
}

/** What a segment did for the messages of its stream. */
export interface Completed {
  readonly messages: readonly CompletedMessage[];
  /** Bytes at the end of the segment that wait for the rest of their message; where that may hold secrets, what there is of it. */
  readonly waiting: number;
  readonly unfinished?: Unfinished | undefined;
}
export interface CompletedMessage {
  readonly node: Node;
  readonly message: Message;
  /** Its bytes: `bytes` (derived, or of several segments), else those at `offset` of its segment's source; `lacks`: that the capture cut behind. */
  readonly bytes: Bytes | undefined;
  readonly offset: number;
  readonly length: number;
  readonly lacks: number;
  readonly from: readonly Origin[];
  /** What bytes that are not the segment's own are called; what was wrong where its reader skipped bytes; messages in what it carries. */
  readonly name: string;
  readonly fault: { readonly text: string; readonly severity: Severity } | undefined;
  answered: Answered | undefined;
  inner: readonly CompletedMessage[];
}
